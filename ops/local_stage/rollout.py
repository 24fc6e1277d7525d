"""What the local stage runs: `python -m ops.local_stage.rollout plan|deploy|rollback|history --stage local`."""

from collections.abc import Mapping
from pathlib import Path

from ops.images import registry
from ops.images.records import LOCAL, releases_file
from ops.local_stage.deploy import Deployment, running_deployment
from ops.local_stage.stage import LocalStage
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

    Raises:
        RolloutError: it runs its functions as processes, which have no images.
    """

    name = LOCAL

    def __init__(self, stage: LocalStage, deployment: Deployment, releases: Path) -> None:
        if stage.runtime != "image":
            raise RolloutError("The local stage runs its functions as processes: releases are of images.")
        self.folder = stage.state_dir
        self.releases = releases
        self._registry = stage.ports.address("registry")
        self._deployment = deployment

    def find_missing(self, pins: Mapping[str, Pin]) -> list[str]:
        """As `Target.missing`; LocalStack itself would notice only later."""

        def has(function: str, pin: Pin) -> bool:
            return registry.media_type(f"{self._registry}/bandup/{function}@{pin.digest}") is not None

        try:
            return [f"{function} {pin}" for function, pin in pins.items() if not has(function, pin)]
        except registry.RegistryError as error:
            raise RolloutError(str(error)) from error

    def apply(self, pins: Mapping[str, Pin]) -> None:
        """As `Target.apply`."""
        try:
            self._deployment.change_images(pins)
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
        RolloutError: another stage is meant, or this one runs no images.
        StageError: it does not run.
    """
    if name != LOCAL:
        raise RolloutError(f"{name!r} is not the local stage: stages in AWS are changed by `python -m ops.rollout`.")
    return LocalTarget(*running_deployment(say=say), releases_file(LOCAL))


if __name__ == "__main__":
    run(open_local_stage)
