"""What the local stage runs: `python -m ops.local_stage.rollout plan|deploy|rollback|history --stage local`."""

from collections.abc import Collection, Mapping
from pathlib import Path

from ops.images import registry
from ops.images.records import LOCAL, releases_file
from ops.local_stage.deploy import Deployment
from ops.local_stage.exceptions import StageError
from ops.local_stage.stage import LocalStage
from ops.paths import STATE_DIR
from ops.progress import Say
from ops.rollout.command_line import run
from ops.rollout.exceptions import ApplyError, RolloutError
from ops.rollout.pins import Pin
from ops.rollout.target import Target
from ops.terraform.exceptions import TerraformError


class LocalTarget:
    """A running local stage; see `Target`.

    Args:
        stage: it runs, with images.
        deployment: what was deployed onto it.
        releases: the record of what was released for it.
    """

    name = LOCAL

    def __init__(self, stage: LocalStage, deployment: Deployment, releases: Path) -> None:
        self.folder = stage.state_dir
        self._runtime = stage.runtime
        self.releases = releases
        self._registry = stage.ports.address("registry")
        self._deployment = deployment

    def find_missing(self, pins: Mapping[str, Pin]) -> list[str]:
        """As `Target.find_missing`; LocalStack itself would notice only later."""
        if self._runtime != "image":
            raise RolloutError("The local stage runs its functions as processes: releases are of images.")

        def has(function: str, pin: Pin) -> bool:
            return registry.media_type(f"{self._registry}/bandup/{function}@{pin.digest}") is not None

        try:
            return [f"{function} {pin}" for function, pin in pins.items() if not has(function, pin)]
        except registry.RegistryError as error:
            raise RolloutError(str(error)) from error

    def apply(self, pins: Mapping[str, Pin], only: Collection[str] = ()) -> None:
        """As `Target.apply`."""
        try:
            self._deployment.change_images(pins, sorted(only))
        except TerraformError as error:
            raise ApplyError(str(error)) from error

    def explain_protection(self) -> str | None:
        """As `Target.explain_protection`: nothing protects it."""
        return None

    def destroy(self) -> None:
        """As `Target.destroy`; the stage's services go on, with nothing in them."""
        try:
            self._deployment.destroy()
        except TerraformError as error:
            raise ApplyError(str(error)) from error

    def plan(self, pins: Mapping[str, Pin]) -> str:
        """As `Target.plan`."""
        try:
            return self._deployment.pending_changes(pins)
        except TerraformError as error:
            raise ApplyError(str(error)) from error


def open_local_stage(name: str, say: Say) -> Target:
    """The local stage, if it runs.

    Raises:
        RolloutError: another stage is meant.
        StageError: it does not run, or nothing was ever deployed onto it.
    """
    if name != LOCAL:
        raise RolloutError(f"{name!r} is not the local stage: stages in AWS are changed by `python -m ops.rollout`.")
    stage = LocalStage.find_running(STATE_DIR, say)
    deployment = Deployment(stage, say=say) if stage else None
    if not stage or not deployment or not deployment.begun:
        raise StageError("no local stage runs: start one with `make up`")
    return LocalTarget(stage, deployment, releases_file(LOCAL))


if __name__ == "__main__":
    run(open_local_stage)
