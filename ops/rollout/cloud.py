"""A stage in AWS: a Terraform directory of its own, applied with the caller's credentials."""

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from ops.images.functions import functions
from ops.images.records import LOCAL
from ops.rollout.exceptions import ApplyError, RolloutError
from ops.rollout.pins import Pin, read_pins, write_pins
from ops.terraform.commands import (
    APPLY_ARGUMENTS,
    DESTROY_ARGUMENTS,
    PLAN_ARGUMENTS,
    follow_apply,
    plan,
    read_state,
    run,
)
from ops.terraform.exceptions import StateLockedError, TerraformError
from ops.terraform.hcl import read_blocks
from ops.terraform.stages import STAGES, find_stage, region_of
from ops.web_console.pin import write_pin

NO_DIGEST = f"sha256:{'0' * 64}"


class CloudTarget:
    """A directory of terraform/stages/ that reads its own images.json; see `Target`.

    Args:
        name: the stage's name.
        say: prints progress.
        stages: holds the stages' directories.

    Raises:
        UnknownStageError: there is no such stage.
        RolloutError: it is the local one.
    """

    def __init__(self, name: str, say: Callable[[str], None], stages: Path = STAGES) -> None:
        if name == LOCAL:
            raise RolloutError(
                "The local stage is no stage in AWS: it is changed by `python -m ops.local_stage.rollout`."
            )
        self.name = name
        self.folder = find_stage(name, stages)
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

    def apply(self, pins: Mapping[str, Pin], only: Collection[str] = ()) -> None:
        """As `Target.apply`; images.json holds the new pins while Terraform works, and afterwards."""
        before = read_pins(self.folder)
        write_pins(self.folder, pins)
        targets = [f'-target=module.platform.module.function["{name}"]' for name in sorted(only)]
        try:
            self._init()
            follow_apply(self._command("apply", *APPLY_ARGUMENTS, *targets), os.environ, self._say)
        except StateLockedError as error:
            write_pins(self.folder, before)
            raise self._in_use(error) from error
        except TerraformError as error:
            raise ApplyError(str(error)) from error

    def explain_protection(self) -> str | None:
        """As `Target.explain_protection`, by the stage's main.tf and by what was applied."""
        deploy = f"run `make deploy STAGE={self.name} TAG=<what runs>`"
        if wants_protection(self.folder):
            written = f"deletion_protection = false in terraform/stages/{self.name}/main.tf"
            return f"write {written}; {deploy}, if it was ever deployed; and then this again."
        try:
            self._init()
            resources = read_state(self._command("state", "pull"), os.environ)
        except TerraformError as error:
            raise ApplyError(str(error)) from error
        if any(_is_protected(resource) for resource in resources):
            return f"that is lifted in its main.tf, and not applied yet: {deploy}, and then this again."
        return None

    def destroy(self) -> None:
        """As `Target.destroy`. Terraform wants an image for each function even then; any will do."""
        before = read_pins(self.folder)
        write_pins(self.folder, {name: Pin("none", NO_DIGEST) for name in functions()})
        try:
            # Whoever destroys needs no key of the models.
            environment = {"TF_VAR_gemini_api_key": "none", **os.environ}
            follow_apply(self._command("destroy", *DESTROY_ARGUMENTS), environment, self._say)
        except StateLockedError as error:
            raise self._in_use(error) from error
        except TerraformError as error:
            raise ApplyError(str(error)) from error
        finally:
            write_pins(self.folder, before)
        # The bucket went with all releases.
        write_pin(self.folder, None)

    def plan(self, pins: Mapping[str, Pin]) -> str:
        """As `Target.plan`; images.json is afterwards as it was."""
        before = read_pins(self.folder)
        write_pins(self.folder, pins)
        try:
            self._init()
            return plan(self._command("plan", *PLAN_ARGUMENTS), os.environ)
        except StateLockedError as error:
            raise self._in_use(error) from error
        except TerraformError as error:
            raise ApplyError(str(error)) from error
        finally:
            write_pins(self.folder, before)

    def _in_use(self, error: StateLockedError) -> RolloutError:
        return RolloutError(
            f"The state of {self.name} is in use: {error}. Nothing changed. Wait until that has ended; if it died, "
            f"`terraform -chdir={self.folder} force-unlock <lock>` ends its hold."
        )

    def _command(self, *arguments: str) -> list[str]:
        return ["terraform", f"-chdir={self.folder}", *arguments]

    def _init(self) -> None:
        run(self._command("init", "-input=false", "-no-color"), os.environ)


def wants_protection(folder: Path) -> bool:
    """Whether a stage's main.tf wants what holds users' data to resist being deleted."""
    modules = (attributes for _, attributes in read_blocks(folder, "module"))
    return any(attributes.get("deletion_protection") is True for attributes in modules)


def _is_protected(resource: Mapping[str, Any]) -> bool:
    """Whether AWS refuses to delete it: a table, or a user pool."""
    return resource.get("deletion_protection_enabled") is True or resource.get("deletion_protection") == "ACTIVE"


def _has(client: Any, function: str, pin: Pin) -> bool:
    try:
        client.describe_images(repositoryName=f"bandup/{function}", imageIds=[{"imageDigest": pin.digest}])
    except (client.exceptions.ImageNotFoundException, client.exceptions.RepositoryNotFoundException):
        return False
    return True
