"""Names images by their content: the same content is built once, and keeps its digest."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ops.paths import ROOT

SHARED = (".dockerignore", "images/Dockerfile", "ops/images/inside/strip.py", "shared/bandup")
"""What every image is made of besides its function's folder."""


def content_digest(function: str, base: str, root: Path = ROOT) -> str:
    """What an image is made of, its base included: `sha256:…`.

    Args:
        function: folder of images/.
        base: digest of the base image, `sha256:…`.
        root: the repository.
    """
    return f"sha256:{hashlib.sha256(f'{base} {_sources(function, root)}'.encode()).hexdigest()}"


def content_tag(function: str, root: Path = ROOT) -> str:
    """The version of a function's sources as they lie there: `dev-` and 12 hexadecimal digits of their content.

    Args:
        function: folder of images/.
        root: the repository.
    """
    return f"dev-{_sources(function, root)[:12]}"


def is_current(record: Mapping[str, Any] | None, tag: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether an entry of images.json is the image of a version, on the base that the caller insists on, if any."""
    if record is None:
        return False
    return record["tag"] == tag and environ.get("BANDUP_BASE_IMAGE") in {None, record["base"]}


def _sources(function: str, root: Path) -> str:
    content = hashlib.sha256()
    for name in (*SHARED, f"images/{function}"):
        for path in sorted(_files(root / name)):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            content.update(f"{digest} {path.relative_to(root).as_posix()}\0".encode())
    return content.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    """Yield what .dockerignore lets through: no bytecode, no hidden file."""
    if path.is_file():
        yield path
        return
    for found in path.rglob("*"):
        parts = found.relative_to(path).parts
        if found.is_file() and found.suffix != ".pyc" and not any(part.startswith((".", "__pyc")) for part in parts):
            yield found
