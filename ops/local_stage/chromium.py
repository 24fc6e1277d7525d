"""The browser that the console's tests drive: `python -m ops.local_stage.chromium`.

It is Debian's own: the one that Playwright would fetch comes from a host that is no registry of packages.
"""

import sys

from ops.images.packages import PackageError, install_program


def install_chromium() -> str:
    """Its path; it is installed if it is missing.

    Raises:
        PackageError: it is missing and can't be installed.
    """
    return install_program("chromium", ("chromium",))


if __name__ == "__main__":
    try:
        install_chromium()
    except PackageError as error:
        sys.exit(f"error: {error}")
