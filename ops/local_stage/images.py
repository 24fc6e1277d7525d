"""What each function of a stage runs: an image that was built, or a snapshot of the code as it is now."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.images.build import FAILURES
from ops.images.current import ChangedMeanwhileError, build_current
from ops.local_stage.exceptions import StageError
from ops.local_stage.plugin.bandup_localstack.reference import PROCESS_REGISTRY
from ops.local_stage.plugin.bandup_localstack.settings import Runtime
from ops.local_stage.ports import Ports
from ops.local_stage.snapshot import function_folders, snapshot
from ops.paths import ROOT
from ops.progress import Say
from ops.rollout.pins import Pin


def image_registry(runtime: Runtime, ports: Ports) -> str:
    """The registry that holds a stage's images."""
    return ports.address("registry") if runtime == "image" else PROCESS_REGISTRY


@contextmanager
def current_pins(
    runtime: Runtime, ports: Ports, code_dir: Path, say: Say, root: Path = ROOT
) -> Iterator[dict[str, Pin]]:
    """What to deploy of the sources as they are now, by function folder; the block deploys it.

    Args:
        runtime: how functions run.
        ports: of the stage, whose registry receives the images.
        code_dir: receives the snapshots that run as processes.
        say: prints progress.
        root: the repository.

    Raises:
        StageError: an image can't be built, or at the end of the block: one does not work.
    """
    if runtime == "process":
        yield _snapshots(code_dir, root)
        return
    names = function_folders(root)
    try:
        with build_current(names, ports.address("registry"), say, root=root) as built:
            yield {name: Pin(*built[name]) for name in names}
    except (*FAILURES, ChangedMeanwhileError) as error:
        raise StageError(f"images: {error}\nLAMBDA_RUNTIME=process runs the functions without images") from error


def _snapshots(code_dir: Path, root: Path) -> dict[str, Pin]:
    digests = {folder: snapshot(folder, code_dir, root) for folder in function_folders(root)}
    return {folder: Pin(f"process-{digest[:12]}", f"sha256:{digest}") for folder, digest in digests.items()}
