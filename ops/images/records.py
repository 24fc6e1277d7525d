"""What the builds leave for the deployment: build/images.json, and the releases of each stage."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ops.exceptions import OperatorError
from ops.paths import BUILD, ROOT

IMAGES_JSON = BUILD / "images.json"
"""What was built last of each function."""

LOCAL = "local"
"""Name of the stage on this machine."""


class ReleaseError(OperatorError):
    """This can't be released, or not under this tag."""


@dataclass(frozen=True)
class ReleasedImage:
    """One function's image in a release.

    Attributes:
        tag: the release that had it first: a function whose content stays keeps its name as well.
        content: what it is made of, `sha256:…`.
        digest: `sha256:…` of its manifest.
    """

    tag: str
    content: str
    digest: str


@dataclass(frozen=True)
class Release:
    """A version that can be deployed, and returned to.

    Attributes:
        revision: version of the sources that it was built from.
        images: of each function.
        complete: whether the registry has all of them; until then the release is being made.
    """

    revision: str
    images: Mapping[str, ReleasedImage]
    complete: bool

    @property
    def contents(self) -> dict[str, str]:
        """What each function's image is made of."""
        return {function: image.content for function, image in self.images.items()}


def read_images(path: Path) -> list[dict[str, Any]]:
    """The entries of images.json; none if there is no such file."""
    if not path.is_file():
        return []
    records: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return records


def write_images(path: Path, records: Sequence[Mapping[str, Any]]) -> None:
    """Write images.json; functions that were not built this time keep their entries."""
    kept = {entry["function"]: entry for entry in read_images(path)}
    kept |= {record["function"]: dict(record) for record in records}
    path.parent.mkdir(parents=True, exist_ok=True)
    # In one step: another build, of a stage beside this one, may be reading it.
    new = path.with_suffix(f".{os.getpid()}.new")
    new.write_text(json.dumps([kept[name] for name in sorted(kept)], indent=2) + "\n", "utf-8")
    new.replace(path)


def releases_file(stage: str) -> Path:
    """Where a stage's releases are recorded: with the sources, but for the local stage, which lives in build/.

    Raises:
        ReleaseError: there is no such stage.
    """
    if stage == LOCAL:
        return BUILD / "releases.json"
    stages = ROOT / "terraform" / "stages"
    there = sorted(path.name for path in stages.iterdir() if path.is_dir())
    if stage not in there:
        raise ReleaseError(f"There is no stage {stage!r}: terraform/stages/ has {', '.join(there)}.")
    return stages / stage / "releases.json"


def read_releases(path: Path) -> dict[str, Release]:
    """Every release of a stage by its tag, oldest first.

    Raises:
        ReleaseError: an older version of this program wrote the file.
    """
    if not path.is_file():
        return {}
    try:
        return {tag: _release(**entry) for tag, entry in json.loads(path.read_text("utf-8")).items()}
    except TypeError as error:
        raise ReleaseError(f"{path} has another form than today's: move it away, and release anew.") from error


def write_releases(path: Path, releases: Mapping[str, Release]) -> None:
    """Write a stage's releases, in one step: whoever is interrupted leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}.new")
    new.write_text(json.dumps({tag: asdict(release) for tag, release in releases.items()}, indent=2) + "\n", "utf-8")
    new.replace(path)


def with_release(releases: Mapping[str, Release], tag: str, release: Release) -> dict[str, Release]:
    """The releases with one more, or with one that is complete by now; a tag never moves.

    Raises:
        ReleaseError: the tag names another release.
    """
    known = releases.get(tag)
    if known and (known.contents != release.contents or (known.complete and known.images != release.images)):
        raise ReleaseError(f"{tag} is released from {known.revision} as other images: choose another TAG.")
    return {**releases, tag: release}


def _release(revision: str, images: Mapping[str, Mapping[str, str]], *, complete: bool) -> Release:
    return Release(revision, {function: ReleasedImage(**image) for function, image in images.items()}, complete)
