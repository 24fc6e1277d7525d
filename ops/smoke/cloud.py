"""A stage in AWS, as Terraform deployed it with the caller's credentials."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3

from ops.smoke.exceptions import SmokeError
from ops.smoke.target import SmokeTarget
from ops.terraform.commands import run
from ops.terraform.stages import STAGES, find_stage, region_of


def open_cloud_stage(name: str, stages: Path = STAGES) -> SmokeTarget:
    """The stage with this name.

    Args:
        name: a directory of terraform/stages/.
        stages: holds the stages' directories.

    Raises:
        SmokeError: nothing is deployed there.
        TerraformError: there is no such stage, or Terraform can't read its state.
    """
    folder = find_stage(name, stages)
    return build_target(name, read_outputs(folder), boto3.client("cognito-idp", region_name=region_of(folder)))


def read_outputs(folder: Path) -> dict[str, Any]:
    """The outputs of a root module by name; none before the first deployment.

    Raises:
        TerraformError: Terraform can't read its state.
    """
    run(["terraform", f"-chdir={folder}", "init", "-input=false", "-no-color"], os.environ)
    outputs = json.loads(run(["terraform", f"-chdir={folder}", "output", "-json"], os.environ))
    return {name: output["value"] for name, output in outputs.items()}


def build_target(name: str, outputs: Mapping[str, Any], cognito: Any) -> SmokeTarget:
    """The stage that these outputs describe.

    Raises:
        SmokeError: nothing is deployed there.
    """
    if "platform" not in outputs:
        raise SmokeError(f"nothing is deployed on {name}: run make deploy STAGE={name}")
    platform = outputs["platform"]
    return SmokeTarget(
        name=name,
        api_url=platform["api_url"],
        user_pool_id=platform["user_pool_id"],
        operator_client_id=platform["user_pool_operator_client_id"],
        cognito=cognito,
    )
