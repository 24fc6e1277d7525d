"""`python -m orders`, with the folders of `make` on the path: see docs/use/interview.md."""

import sys

from .measure import list_lines

if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in list_lines())
