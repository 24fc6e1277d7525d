"""What each function of a stage runs: an image that was built, or a snapshot of the code as it is now."""

import os
import subprocess
import sys
from pathlib import Path

from ops.images.records import read_images
from ops.local_stage.exceptions import StageError
from ops.local_stage.plugin.bandup_localstack.reference import PROCESS_REGISTRY
from ops.local_stage.plugin.bandup_localstack.settings import Runtime
from ops.local_stage.ports import Ports
from ops.local_stage.snapshot import function_folders, snapshot
from ops.paths import ROOT
from ops.rollout.pins import Pin


def image_registry(runtime: Runtime, ports: Ports) -> str:
    """The registry that holds a stage's images."""
    return ports.address("registry") if runtime == "image" else PROCESS_REGISTRY


def current_pins(runtime: Runtime, ports: Ports, code_dir: Path, root: Path = ROOT) -> dict[str, Pin]:
    """What to deploy of the sources as they are now, by function folder.

    Args:
        runtime: how functions run.
        ports: of the stage, whose registry receives the images.
        code_dir: receives the snapshots that run as processes.
        root: the repository.

    Raises:
        StageError: an image can't be built.
    """
    return _build_images(ports, root) if runtime == "image" else _take_snapshots(code_dir, root)


def _build_images(ports: Ports, root: Path) -> dict[str, Pin]:
    command = [sys.executable, "-m", "ops.images", "--current"]
    # The builder installs packages as its caller would, so it gets the caller's whole environment.
    environment = {**os.environ, "PYTHONPATH": str(root), Ports.variable("registry"): str(ports.registry)}
    if subprocess.run(command, cwd=root, env=environment, check=False).returncode:
        raise StageError("the images were not built; LAMBDA_RUNTIME=process runs the functions without images")
    records = {record["function"]: record for record in read_images(root / "build" / "images.json")}
    return {name: Pin(records[name]["tag"], records[name]["digest"]) for name in function_folders(root)}


def _take_snapshots(code_dir: Path, root: Path) -> dict[str, Pin]:
    digests = {folder: snapshot(folder, code_dir, root) for folder in function_folders(root)}
    return {folder: Pin(f"process-{digest[:12]}", f"sha256:{digest}") for folder, digest in digests.items()}
