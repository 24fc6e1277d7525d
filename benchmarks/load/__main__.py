"""The memory proof of `make nightly`: it fails if an environment grows, or holds too much."""

import sys

from ops.console import make_console
from speed.show import print_figures

from .workers import figures


def main() -> int:
    """0 if each worker stays within its targets, else 1."""
    found = list(figures())
    print_figures(found, make_console(width=170))
    return 1 if any(figure.met is False for figure in found) else 0


if __name__ == "__main__":
    sys.exit(main())
