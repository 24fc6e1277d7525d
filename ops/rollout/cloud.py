"""A stage in AWS: a Terraform directory of its own, applied with the caller's credentials."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from ops.images.records import LOCAL
from ops.rollout.exceptions import ApplyError, RolloutError
from ops.rollout.pins import Pin, read_pins, write_pins
from ops.terraform.commands import APPLY_ARGUMENTS, PLAN_ARGUMENTS, follow_apply, plan, run
from ops.terraform.exceptions import TerraformError
from ops.terraform.stages import STAGES, region_of


class CloudTarget:
    """A directory of terraform/stages/ that reads its own images.json; see `Target`.

    Args:
        name: the stage's name.
        say: prints progress.
        stages: holds the stages' directories.

    Raises:
        RolloutError: there is no such stage.
    """

    def __init__(self, name: str, say: Callable[[str], None], stages: Path = STAGES) -> None:
        if name == LOCAL:
            raise RolloutError(
                "The local stage is no stage in AWS: it is changed by `python -m ops.local_stage.rollout`."
            )
        self.name = name
        there = sorted(path.name for path in stages.iterdir() if path.is_dir())
        if name not in there:
            raise RolloutError(f"There is no stage {name!r}: terraform/stages/ has {', '.join(there)}.")
        self.folder = stages / name
        self.releases = self.folder / "releases.json"
        self._say = say

    def find_missing(self, pins: Mapping[str, Pin]) -> list[str]:
        """As `Target.missing`, of the account that the caller's credentials name."""
        try:
            # Lambda takes images of its own region only, whatever region the caller's settings name.
            client = boto3.client("ecr", region_name=region_of(self.folder))
            return [f"{function} {pin}" for function, pin in pins.items() if not _has(client, function, pin)]
        except (BotoCoreError, ClientError) as error:
            raise RolloutError(f"The registry of {self.name} can't be asked: {error}") from error

    def apply(self, pins: Mapping[str, Pin]) -> None:
        """As `Target.apply`; images.json holds the new pins while Terraform works, and afterwards."""
        write_pins(self.folder, pins)
        try:
            self._init()
            follow_apply([*self._terraform, "apply", *APPLY_ARGUMENTS], os.environ, self._say)
        except TerraformError as error:
            raise ApplyError(str(error)) from error

    def plan(self, pins: Mapping[str, Pin]) -> str:
        """As `Target.plan`; images.json is afterwards as it was."""
        before = read_pins(self.folder)
        write_pins(self.folder, pins)
        try:
            self._init()
            return plan([*self._terraform, "plan", *PLAN_ARGUMENTS], os.environ)
        except TerraformError as error:
            raise ApplyError(str(error)) from error
        finally:
            write_pins(self.folder, before)

    def _init(self) -> None:
        run([*self._terraform, "init", "-input=false", "-no-color"], os.environ)

    @property
    def _terraform(self) -> list[str]:
        return ["terraform", f"-chdir={self.folder}"]


def _has(client: Any, function: str, pin: Pin) -> bool:
    try:
        client.describe_images(repositoryName=f"bandup/{function}", imageIds=[{"imageDigest": pin.digest}])
    except (client.exceptions.ImageNotFoundException, client.exceptions.RepositoryNotFoundException):
        return False
    return True
