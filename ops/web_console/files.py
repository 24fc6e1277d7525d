"""The console's files, as `make console` builds them, and how each is sent."""

import hashlib
import json
import mimetypes
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ops.paths import BUILD, ROOT
from ops.web_console.exceptions import ConsoleError

SOURCES = ("console", "terraform/platform/openapi.yaml")
"""What it is built from."""

BUILT = BUILD / "console"
"""What `make console` leaves."""

HEADERS = ROOT / "console" / "headers.json"
"""What every answer carries, from CloudFront and here: the Terraform module reads the same file."""

PAGE = "index.html"

CONFIGURATION = "config.json"
"""What tells the console its stage. It is no part of a release."""

ASSETS = "assets/"
"""Holds files whose names change with their content."""

_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".map": "application/json", ".woff2": "font/woff2"}
"""What mimetypes gives differently from system to system."""


def read_headers(path: Path = HEADERS) -> dict[str, str]:
    """The headers of every answer."""
    headers: dict[str, str] = json.loads(path.read_text("utf-8"))
    return headers


def read_build(folder: Path = BUILT) -> dict[str, bytes]:
    """Every file of a build by its path in it, such as `assets/main-3F2A.js`.

    Raises:
        ConsoleError: it has no page, holds a file that is the stage's own, or one whose kind is not known.
    """
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    if PAGE not in files:
        raise ConsoleError(f"{folder} has no {PAGE}: run `make console`")
    if CONFIGURATION in files:
        raise ConsoleError(f"{folder} has a {CONFIGURATION}, which is the stage's and no part of a release")
    for name in files:
        content_type(name)
    return files


def digest_of(files: Mapping[str, bytes]) -> str:
    """`sha256:…` over names and contents."""
    lines = [f"{hashlib.sha256(content).hexdigest()} {name}\n" for name, content in sorted(files.items())]
    return f"sha256:{hashlib.sha256(''.join(lines).encode()).hexdigest()}"


def content_type(name: str) -> str:
    """The `Content-Type` of a file.

    Raises:
        ConsoleError: its kind is not known; a browser must not guess.
    """
    kind = _TYPES.get(PurePosixPath(name).suffix) or mimetypes.guess_type(name)[0]
    if kind is None:
        raise ConsoleError(f"{name} is of no kind that a browser would be told")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind == "application/json" else kind


def cache_control(name: str) -> str:
    """The `Cache-Control` of a file: what is named by its content is kept for a year, all else is asked for anew."""
    return "public, max-age=31536000, immutable" if name.startswith(ASSETS) else "no-cache"


def screen_path(path: str) -> str:
    """Which file answers to a path: as terraform/modules/web_console/screens.js, of a screen the page itself."""
    return f"/{PAGE}" if "." not in path.rpartition("/")[2] else path
