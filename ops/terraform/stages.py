"""The stages' folders, and where in the world each stage is."""

from pathlib import Path

from ops.paths import ROOT
from ops.terraform.exceptions import TerraformError
from ops.terraform.hcl import read_blocks, text

STAGES = ROOT / "terraform" / "stages"
"""Holds a root module per stage."""


def find_aws_stages() -> list[str]:
    """The stages that are deployed to AWS, in alphabetical order: those whose images are pinned with the sources."""
    return sorted(pins.parent.name for pins in STAGES.glob("*/images.json"))


def region_of(module: Path) -> str:
    """The region, such as `us-east-1`, that a root module's AWS provider names; everything of a stage is there.

    Args:
        module: the root module.

    Raises:
        TerraformError: it names none.
    """
    for provider, attributes in read_blocks(module, "provider"):
        if provider == "aws" and "region" in attributes:
            return text(attributes["region"])
    raise TerraformError(f"{module.name} names no region for its AWS provider")
