"""The memory proof of `make nightly`: it fails if an environment grows, or holds too much."""

import sys

from ops.console import make_console
from speed.show import print_figures

from .workers import figures_by_worker


def main() -> int:
    """0 if each worker stays within its targets, else 1."""
    console, grown = make_console(width=170), False
    for figures in figures_by_worker():
        print_figures(figures, console)
        grown |= any(figure.met is False for figure in figures)
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
