import re
from pathlib import Path

import pytest

from ops.paths import ROOT
from ops.terraform.exceptions import TerraformError
from ops.terraform.stages import STAGES, find_aws_stages, region_of


@pytest.mark.parametrize("stage", find_aws_stages())
def test_a_stage_is_where_the_registry_with_its_images_is(stage: str) -> None:
    assert region_of(STAGES / stage) == region_of(ROOT / "terraform" / "registry")


def test_the_local_stage_is_not_in_aws() -> None:
    assert {"dev", "prod"} <= {*find_aws_stages()}
    assert "local" not in find_aws_stages()


@pytest.mark.parametrize("stage", find_aws_stages())
def test_a_stage_is_called_as_its_folder(stage: str) -> None:
    """Above all its state: a copied stage with the state of another would replace what that one has."""
    named = {
        "backend.tf": ("key", f"{stage}/terraform.tfstate"),
        "main.tf": ("stage", stage),
        "providers.tf": ("stage", stage),
    }
    for file, (attribute, value) in named.items():
        written = (STAGES / stage / file).read_text("utf-8")
        assert re.findall(rf'^ *{attribute} *= "(.*)"$', written, re.MULTILINE) == [value], file


@pytest.mark.parametrize("providers", ['provider "aws" {}', 'provider "google" {\n  region = "europe-west1"\n}', ""])
def test_a_stage_without_a_region_is_named(tmp_path: Path, providers: str) -> None:
    (tmp_path / "providers.tf").write_text(providers)
    with pytest.raises(TerraformError, match=f"{tmp_path.name} names no region"):
        region_of(tmp_path)


def test_the_region_is_that_of_the_provider_without_an_alias(tmp_path: Path) -> None:
    aliased = 'provider "aws" {\n  alias  = "us_east_1"\n  region = "us-east-1"\n}\n'
    (tmp_path / "a.tf").write_text(aliased)
    (tmp_path / "providers.tf").write_text('provider "aws" {\n  region = "eu-west-1"\n}\n')
    assert region_of(tmp_path) == "eu-west-1"
