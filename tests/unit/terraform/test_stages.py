from pathlib import Path

import pytest

from ops.paths import ROOT
from ops.terraform.exceptions import TerraformError
from ops.terraform.stages import STAGES, region_of


@pytest.mark.parametrize("stage", ["dev", "staging", "prod"])
def test_a_stage_is_where_the_registry_with_its_images_is(stage: str) -> None:
    assert region_of(STAGES / stage) == region_of(ROOT / "terraform" / "registry")


@pytest.mark.parametrize("providers", ['provider "aws" {}', 'provider "google" {\n  region = "europe-west1"\n}', ""])
def test_a_stage_without_a_region_is_named(tmp_path: Path, providers: str) -> None:
    (tmp_path / "providers.tf").write_text(providers)
    with pytest.raises(TerraformError, match=f"{tmp_path.name} names no region"):
        region_of(tmp_path)
