"""The stages' folders, and where in the world each stage is."""

import json
import os
from pathlib import Path
from typing import Any

from ops.paths import ROOT
from ops.terraform.commands import run
from ops.terraform.exceptions import TerraformError, UnknownStageError
from ops.terraform.hcl import read_blocks, text

STAGES = ROOT / "terraform" / "stages"
"""Holds a root module per stage."""


def find_aws_stages() -> list[str]:
    """The stages that are deployed to AWS, in alphabetical order: those whose images are pinned with the sources."""
    return sorted(pins.parent.name for pins in STAGES.glob("*/images.json"))


def find_stage(name: str, stages: Path = STAGES) -> Path:
    """The root module of a stage.

    Args:
        name: what a person typed.
        stages: holds a root module per stage.

    Raises:
        UnknownStageError: there is none of that name.
    """
    there = sorted(path.name for path in stages.iterdir() if path.is_dir())
    if name not in there:
        raise UnknownStageError(f"There is no stage {name!r}: terraform/stages/ has {', '.join(there)}.")
    return stages / name


def region_of(module: Path) -> str:
    """The region, such as `us-east-1`, that a root module's AWS provider names; everything of a stage is there.

    Args:
        module: the root module.

    Raises:
        TerraformError: it names none.
    """
    for provider, attributes in read_blocks(module, "provider"):
        if provider == "aws" and "region" in attributes and "alias" not in attributes:
            return text(attributes["region"])
    raise TerraformError(f"{module.name} names no region for its AWS provider")


def read_outputs(folder: Path) -> dict[str, Any]:
    """The outputs of a root module by name; none before the first deployment.

    Raises:
        TerraformError: Terraform can't read its state.
    """
    run(["terraform", f"-chdir={folder}", "init", "-input=false", "-no-color"], os.environ)
    outputs = json.loads(run(["terraform", f"-chdir={folder}", "output", "-json"], os.environ))
    return {name: output["value"] for name, output in outputs.items()}
