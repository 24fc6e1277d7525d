"""Snapshots of a function's code, known by their digest, as an image is.

A deployed version, and an alias that points back to it, go on running the code that they were made from.
"""

import compileall
import hashlib
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from ops.paths import ROOT

_NOT_CODE = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


def function_folders(root: Path = ROOT) -> list[str]:
    """Names of the folders under images/ that hold a function."""
    return sorted(handler.parent.name for handler in (root / "images").glob("*/handler.py"))


def snapshot(folder: str, code_dir: Path, root: Path = ROOT) -> str:
    """Copy a function's code and the shared packages.

    Args:
        folder: the function's folder under images/.
        code_dir: receives a folder named by the digest, unless it is there already.
        root: the repository.

    Returns:
        The digest: 64 hexadecimal digits that depend on the files' names and content only.
    """
    code_dir.mkdir(parents=True, exist_ok=True)
    copy = code_dir / f"new-{uuid.uuid4().hex}"
    try:
        shutil.copytree(root / "images" / folder, copy / folder, ignore=_NOT_CODE)
        shutil.copytree(root / "shared" / "bandup", copy / "bandup", ignore=_NOT_CODE)
        digest = tree_digest(copy)
        if not (code_dir / digest).exists():
            compileall.compile_dir(copy, quiet=2)
            copy.rename(code_dir / digest)
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    return digest


def tree_digest(folder: Path) -> str:
    """SHA-256 over the relative names and contents of all files."""
    tree = hashlib.sha256()
    for path in _files(folder):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        tree.update(f"{content} {path.relative_to(folder).as_posix()}\0".encode())
    return tree.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())
