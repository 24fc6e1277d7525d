"""The local stage as it runs now."""

from collections.abc import Mapping
from pathlib import Path

import registry
from local_stack.deploy import Deployment
from local_stack.exceptions import TerraformError
from local_stack.stage import LocalStage
from tools.pins import Pin

from .exceptions import ApplyError, RolloutError


class LocalTarget:
    """A running local stage; see `Target`.

    Args:
        stage: it runs, with images.
        deployment: what was deployed onto it.
        releases: the record of what was released for it.

    Raises:
        RolloutError: it runs its functions as processes, which have no images.
    """

    name = "local"

    def __init__(self, stage: LocalStage, deployment: Deployment, releases: Path) -> None:
        if stage.runtime != "image":
            raise RolloutError("The local stage runs its functions as processes: releases are of images.")
        self.folder = stage.state_dir
        self.releases = releases
        self._registry = stage.ports.address("registry")
        self._deployment = deployment

    def missing(self, pins: Mapping[str, Pin]) -> list[str]:
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
