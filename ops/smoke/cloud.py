"""A stage in AWS, as Terraform deployed it with the caller's credentials."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3

from ops.smoke.console import ConsoleTarget
from ops.smoke.exceptions import SmokeError
from ops.smoke.target import SmokeTarget
from ops.terraform.stages import STAGES, find_stage, read_outputs, region_of
from ops.web_console.addresses import stage_sources
from ops.web_console.page import describe_stage
from ops.web_console.pin import read_pin


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
    region = region_of(folder)
    cognito = boto3.client("cognito-idp", region_name=region)
    return build_target(name, read_outputs(folder), cognito, region, read_pin(folder))


def build_target(name: str, outputs: Mapping[str, Any], cognito: Any, region: str, release: str | None) -> SmokeTarget:
    """The stage that these outputs describe.

    Args:
        name: the stage's name.
        outputs: Terraform's.
        cognito: a boto3 client of the user pools.
        region: where the stage is.
        release: which release of the console is pinned.

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
        console=ConsoleTarget(
            platform["console"]["origin"], describe_stage(name, platform), stage_sources(platform, region), release
        ),
    )
