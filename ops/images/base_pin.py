"""The official base image, as base-image.json pins it; `make base-image RESOLVE=1` writes that."""

import json
from pathlib import Path
from typing import Any

PIN = Path(__file__).with_name("base-image.json")


class BaseImageError(Exception):
    """The base image is not to be had, or not the one that may be deployed."""


def _read(path: Path) -> dict[str, Any]:
    pin: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return pin


OFFICIAL = str(_read(PIN)["image"])
"""Its name and tag, for people."""


def pinned_digest(path: Path = PIN) -> str | None:
    """Its digest, `sha256:…`; None as long as nobody asked for it."""
    digest: str | None = _read(path)["digest"]
    return digest


def official_base(path: Path = PIN) -> str:
    """As a build names it: with its digest, if that is known."""
    digest = pinned_digest(path)
    return f"{OFFICIAL}@{digest}" if digest else OFFICIAL


def write_pin(digest: str, path: Path = PIN) -> None:
    """Pin another digest, `sha256:…`."""
    path.write_text(json.dumps({"image": OFFICIAL, "digest": digest}, indent=2) + "\n", "utf-8")
