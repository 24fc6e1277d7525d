"""What is built: the functions, their tag, and the sources' version."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ops.paths import ROOT
from ops.shell import CommandError, run

IMAGES = ROOT / "images"
SOURCES = (".dockerignore", "images", "ops/images/base-image.json", "ops/images/inside", "shared/bandup")

TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
"""A tag as the OCI distribution specification allows it."""


class TagError(ValueError):
    """The tag is no tag, or names no version."""


@dataclass(frozen=True)
class Source:
    """The version of the sources that an image is built from.

    Attributes:
        revision: commit id, with `-dirty` where files differ from it; `unknown` outside a git repository.
    """

    revision: str

    @property
    def clean(self) -> bool:
        """Whether the commit alone says what was built."""
        return self.revision != "unknown" and not self.revision.endswith("-dirty")


def functions(images: Path = IMAGES) -> list[str]:
    """Every folder of images/ with a handler, in order."""
    return sorted(path.parent.name for path in images.glob("*/handler.py"))


def checked_tag(tag: str) -> str:
    """The tag itself.

    Raises:
        TagError: it breaks the grammar of tags, or is `latest`, which would name another version every day.
    """
    if tag == "latest" or not TAG.fullmatch(tag):
        raise TagError(f"TAG={tag!r} names no version: use letters, digits, '.', '_' and '-', such as v1.4.0.")
    return tag


def source(root: Path = ROOT, sources: Sequence[str] = SOURCES) -> Source:
    """Ask git for the version of the sources.

    Args:
        root: the repository.
        sources: files and folders of it whose changes count.
    """
    git = ["git", "-C", str(root)]
    try:
        revision = run([*git, "rev-parse", "HEAD"]).strip()
        changed = run([*git, "status", "--porcelain", "--", *sources]).strip()
    except CommandError:
        return Source("unknown")
    return Source(f"{revision}-dirty" if changed else revision)
