"""What each function of a stage runs: an image that was built, or a snapshot of the code as it is now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .exceptions import StageError
from .paths import ROOT
from .plugin.bandup_localstack.reference import PROCESS_REGISTRY, ImageReference
from .plugin.bandup_localstack.settings import Runtime
from .snapshot import function_folders, snapshot


@dataclass(frozen=True)
class Images:
    """One image per function.

    Attributes:
        registry: the registry that holds them all.
        by_folder: `tag` and `digest` (`sha256:…`) by function folder, as Terraform takes them.
    """

    registry: str
    by_folder: Mapping[str, Mapping[str, str]]


def images_for(runtime: Runtime, code_dir: Path, root: Path = ROOT) -> Images:
    """What to deploy now.

    Args:
        runtime: how functions run.
        code_dir: receives the snapshots that run as processes.
        root: the repository.

    Raises:
        StageError: functions run as images, and one of them was not built.
    """
    return _built(root) if runtime == "image" else _snapshots(code_dir, root)


def built_functions(root: Path = ROOT) -> list[str]:
    """Folders of the functions whose images were built."""
    return [record["function"] for record in _records(root)]


def _records(root: Path) -> list[dict[str, str]]:
    path = root / "build" / "images.json"
    records: list[dict[str, str]] = json.loads(path.read_text()) if path.exists() else []
    return records


def _built(root: Path) -> Images:
    records = {record["function"]: record for record in _records(root)}
    folders = function_folders(root)
    if missing := [folder for folder in folders if folder not in records]:
        raise StageError(f"no image was built of {', '.join(missing)}: run `make images TAG=…`")
    registries = {ImageReference.parse(records[folder]["image"]).registry for folder in folders}
    if len(registries) != 1:
        raise StageError(f"images.json names several registries ({', '.join(sorted(registries))}): build again")
    return Images(
        registries.pop(),
        {folder: {"tag": records[folder]["tag"], "digest": records[folder]["digest"]} for folder in folders},
    )


def _snapshots(code_dir: Path, root: Path) -> Images:
    digests = {folder: snapshot(folder, code_dir, root) for folder in function_folders(root)}
    return Images(
        PROCESS_REGISTRY,
        {folder: {"tag": f"process-{digest[:12]}", "digest": f"sha256:{digest}"} for folder, digest in digests.items()},
    )
