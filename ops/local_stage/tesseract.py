"""Tesseract, by which the offline model server reads scanned pages: `python -m ops.local_stage.tesseract`."""

import sys

from ops.images.packages import PackageError, install_program
from ops.progress import Say

PACKAGES = ("tesseract-ocr", "tesseract-ocr-eng")


def install_tesseract() -> str:
    """Its path; it is installed if it is missing.

    Raises:
        PackageError: it is missing and can't be installed.
    """
    return install_program("tesseract", PACKAGES)


def provide_tesseract(say: Say) -> None:
    """Install it if it is missing. A stage that cannot have it does all but read scanned pages, and says so."""
    try:
        install_tesseract()
    except PackageError as error:
        say(f"scanned pages will not be read: {error}")


if __name__ == "__main__":
    try:
        install_tesseract()
    except PackageError as error:
        sys.exit(f"error: {error}")
