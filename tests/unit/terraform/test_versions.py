import re
from pathlib import Path

import pytest

from ops.paths import ROOT
from ops.terraform.provider_mirror import VERSION

TERRAFORM = ROOT / "terraform"
ROOTS = [TERRAFORM / "bootstrap", TERRAFORM / "registry", *(TERRAFORM / "stages").glob("*/")]
MODULES = [TERRAFORM / "platform", *(TERRAFORM / "modules").glob("*/")]


def provider_constraint(module: Path) -> str:
    (version,) = re.findall(r'^\s+version\s*= "(.+)"$', (module / "versions.tf").read_text(), re.MULTILINE)
    return str(version)


@pytest.mark.parametrize("module", ROOTS, ids=lambda path: path.name)
def test_root_modules_pin_the_provider(module: Path) -> None:
    assert provider_constraint(module) == f"= {VERSION}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_other_modules_allow_a_range(module: Path) -> None:
    assert provider_constraint(module) == ">= 5.100, < 7"
