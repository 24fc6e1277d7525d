"""The record of a stage's last apply: whether another one could change anything, and what it would be about.

The record is written after an apply that succeeded, and taken away before the next one begins. After one that failed,
was killed, or during which somebody wrote to what Terraform reads, there is none; then all is looked at anew.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ops.local_stage.inventory import Inventory
from ops.paths import ROOT

READ_BY_TERRAFORM = (
    "terraform/stages/local",
    "terraform/platform",
    "terraform/modules",
    "shared/bandup/models/catalogue.json",
    "console/headers.json",
)
"""Files and folders of the repository that the local stage's Terraform reads."""

Stamps = Mapping[str, tuple[int, ...]]
"""What changes of each file whenever it is written, even if its content is as before in the end."""


@dataclass(frozen=True)
class Ingredients:
    """All that decides what an apply does, beside what is deployed already.

    Attributes:
        files: SHA-256 of each file that Terraform reads, by its path in the repository.
        terraform: version, platform and providers, as Terraform tells them.
        day: today's date in UTC: a model whose last day has passed fails the plan.
        settings: the root module's variables, of a secret its version, and the provider's settings.
    """

    files: dict[str, str]
    terraform: str
    day: str
    settings: dict[str, Any]

    def differences(self, other: "Ingredients") -> list[str]:
        """What differs, for a person: paths of files, names of settings, and the rest by its name."""
        rest = [name for name in ("terraform", "day") if getattr(self, name) != getattr(other, name)]
        return [*_find_differences(self.files, other.files), *_find_differences(self.settings, other.settings), *rest]


@dataclass(frozen=True)
class Result:
    """What an apply left.

    Attributes:
        state: SHA-256 of Terraform's state.
        inventory: what the emulators hold.
    """

    state: str
    inventory: Inventory


@dataclass(frozen=True)
class LastApply:
    """An apply that succeeded.

    Attributes:
        ingredients: what it was made of.
        result: what it left.
        outputs: the root module's outputs.
    """

    ingredients: Ingredients
    result: Result
    outputs: dict[str, Any]

    def write(self, path: Path) -> None:
        """Write the record, all of it or nothing."""
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(self), indent=2))
        beside.replace(path)

    @classmethod
    def read(cls, path: Path) -> "LastApply | None":
        """The record, or None if there is none that can be read."""
        try:
            content = json.loads(path.read_text())
            result = content["result"]
            return cls(
                Ingredients(**content["ingredients"]),
                Result(result["state"], Inventory(**result["inventory"])),
                dict(content["outputs"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None


def read_files(root: Path = ROOT) -> dict[str, str]:
    """`Ingredients.files` of a repository."""
    return {name: _sha256(path) for name, path in _files(root)}


def read_stamps(root: Path = ROOT) -> Stamps:
    """The stamps of the files in `Ingredients.files`."""
    stats = {name: path.stat() for name, path in _files(root)}
    return {name: (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in stats.items()}


def read_result(state: Path, inventory: Inventory | None) -> Result | None:
    """What lies there now, or None if that cannot be told.

    Args:
        state: the file of Terraform's state.
        inventory: what the emulators hold, if they told it.
    """
    return Result(_sha256(state), inventory) if inventory and state.is_file() else None


def _find_differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    missing = object()
    return sorted(name for name in {*one, *other} if one.get(name, missing) != other.get(name, missing))


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield all but hidden files: those are Terraform's own, and the lock of providers is part of its version."""
    for name in READ_BY_TERRAFORM:
        top = root / name
        found = [top] if top.is_file() else sorted(path for path in top.rglob("*") if path.is_file())
        for path in found:
            if not any(part.startswith(".") for part in path.relative_to(root).parts):
                yield path.relative_to(root).as_posix(), path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
