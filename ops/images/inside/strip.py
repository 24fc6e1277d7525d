"""Takes out of an installed tree what a function never reads. Runs while an image is built: standard library only.

Half of boto3's closure describes services that no function calls, and packages ship tests, headers and type stubs.
What is left is proven by `check.py`, which imports everything that the function can import.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

SERVICES = frozenset({"bedrock-runtime", "cognito-idp", "dynamodb", "s3", "secretsmanager", "sqs", "sts"})
"""Services that functions make clients for. A test compares it with the code; `sts` serves the credential chain."""

SERVICE_DATA = ("botocore/data", "boto3/data")
UNUSED_FOLDERS = (
    *("bin", "boto3/examples", "faiss/contrib", "pycparser", "pymupdf/mupdf-devel"),
    *("numpy/distutils", "numpy/f2py", "numpy/polynomial", "numpy/random", "numpy/testing"),
    *("google/genai/_gaos", "pyasn1_modules"),
)
"""Build tools, examples, what NumPy imports only where somebody asks for it, google-genai's client of interfaces other
than `models` and `files`, and what google-auth needs to sign where there is no `cryptography`."""
UNUSED_FILES = (
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.min.*",
    "numpy/_core/_simd.*.so",
    "numpy/_core/_*_tests.*.so",
    "yaml/_yaml.*.so",
)
"""Swagger's page, which no function serves, modules that serve NumPy's own tests, and what makes PyYAML quick, which
genanki imports and has nothing to read with."""
TEST_FOLDERS = frozenset({"test", "tests"})
BUILD_SUFFIXES = frozenset({".a", ".c", ".h", ".pxd", ".pyi", ".pyx"})


def find_unused(tree: Path) -> Iterator[Path]:
    """Yield the files and folders of an installed tree that no function reads."""
    for data in SERVICE_DATA:
        for service in (tree / data).glob("*/"):
            if service.name not in SERVICES:
                yield service
    for folder in UNUSED_FOLDERS:
        if (tree / folder).is_dir():
            yield tree / folder
    for pattern in UNUSED_FILES:
        yield from tree.glob(pattern)
    for path in tree.rglob("*"):
        if path.name in TEST_FOLDERS if path.is_dir() else path.suffix in BUILD_SUFFIXES:
            yield path


def strip(tree: Path) -> None:
    """Delete what `unused` names.

    Args:
        tree: folder that packages were installed into.
    """
    # Listed first: the walk must not meet folders that are being deleted.
    for path in list(find_unused(tree)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    strip(Path(sys.argv[1]))
