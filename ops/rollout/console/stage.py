"""A stage in AWS that has a console."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import boto3

from ops.images.records import LOCAL
from ops.progress import Say
from ops.rollout.console.bucket import ReleaseBucket
from ops.rollout.exceptions import ApplyError
from ops.terraform.commands import APPLY_ARGUMENTS, follow_apply, run
from ops.terraform.exceptions import TerraformError
from ops.terraform.stages import STAGES, find_stage, read_outputs, region_of
from ops.web_console.addresses import stage_sources
from ops.web_console.exceptions import ConsoleError

SERVED = "-target=module.platform.module.console[0].aws_cloudfront_distribution.this"
"""All that an apply has to look at: an unhealthy function must keep no page from going back."""


class ConsoleStage(Protocol):
    """What a release of the console needs of a stage.

    Attributes:
        name: the stage's name.
        folder: holds its console.json and its history.
        bucket: holds its releases.
        sources: `connect-src` of its page.
        origin: where its console is.
    """

    name: str
    folder: Path
    bucket: ReleaseBucket
    sources: str
    origin: str

    def apply(self) -> None:
        """Let the stage serve what its console.json says.

        Raises:
            ApplyError: it does not.
        """
        ...


@dataclass
class CloudStage:
    """A directory of terraform/stages/ that was deployed; see `ConsoleStage`."""

    name: str
    folder: Path
    bucket: ReleaseBucket
    sources: str
    origin: str
    say: Say

    def apply(self) -> None:
        """As `ConsoleStage.apply`. Nothing of the models is touched, so no key of theirs is needed."""
        command = ["terraform", f"-chdir={self.folder}", "apply", *APPLY_ARGUMENTS, SERVED]
        try:
            run(["terraform", f"-chdir={self.folder}", "init", "-input=false", "-no-color"], os.environ)
            follow_apply(command, {"TF_VAR_gemini_api_key": "none", **os.environ}, self.say)
        except TerraformError as error:
            raise ApplyError(str(error)) from error


def open_stage(name: str, say: Say, stages: Path = STAGES) -> CloudStage:
    """The stage with this name.

    Raises:
        ConsoleError: it is the local one, or nothing is deployed there.
        TerraformError: there is no such stage, or Terraform can't read its state.
    """
    if name == LOCAL:
        raise ConsoleError("The local stage serves build/console as it lies there: `make console`, and it is there.")
    folder = find_stage(name, stages)
    outputs = read_outputs(folder)
    if not outputs.get("platform"):
        raise ConsoleError(f"Nothing is deployed on {name}, so it has no bucket: run `make deploy STAGE={name}` first.")
    region = region_of(folder)
    s3 = boto3.client("s3", region_name=region)
    return describe_stage(name, folder, outputs["platform"], s3, region=region, say=say)


def describe_stage(
    name: str, folder: Path, platform: Mapping[str, Any], s3: Any, *, region: str, say: Say
) -> CloudStage:
    """The stage that these outputs of the platform describe."""
    console = platform["console"]
    bucket = ReleaseBucket(s3, console["bucket"])
    return CloudStage(name, folder, bucket, stage_sources(platform, region), console["origin"], say)
