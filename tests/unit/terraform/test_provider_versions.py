"""Modules run with either major version of the provider; what is applied pins one."""

import re
from pathlib import Path

import pytest

from ops.paths import ROOT
from ops.terraform.provider_mirror import VERSION

TERRAFORM = ROOT / "terraform"
FILES = sorted(path for path in TERRAFORM.rglob("*.tf") if ".terraform" not in path.parts)


def _name(path: Path) -> str:
    return path.relative_to(TERRAFORM).as_posix()


ROOTS = {path.parent for path in FILES if path.name == "backend.tf"}


@pytest.mark.parametrize("path", [path for path in FILES if path.name == "versions.tf"], ids=_name)
def test_modules_take_both_major_versions_and_roots_pin_one(path: Path) -> None:
    (version,) = re.findall(r'^ +version = "(.*)"$', path.read_text("utf-8"), flags=re.MULTILINE)
    assert version == (f"= {VERSION}" if path.parent in ROOTS else ">= 5.100, < 7")


def test_the_region_is_read_by_what_both_have() -> None:
    """`name` is deprecated in 6.x, and `region` is not there before it."""
    read = {found for path in FILES for found in re.findall(r"data\.aws_region\.\w+\.(\w+)", path.read_text("utf-8"))}
    assert read == {"id"}


@pytest.mark.parametrize("root", sorted(ROOTS), ids=_name)
def test_a_state_in_the_bucket_is_encrypted(root: Path) -> None:
    """The key is the account's, so `init` is told it, and the bucket takes nothing without (terraform/bootstrap)."""
    written = (root / "backend.tf").read_text("utf-8")
    assert re.search(r"^ +encrypt += true$", written, flags=re.MULTILINE) or 'backend "local"' in written


def test_every_page_that_names_the_bucket_names_its_key() -> None:
    pages = [page for page in ROOT.glob("docs/**/*.md") if "-backend-config=bucket" in page.read_text("utf-8")]
    assert pages
    for page in pages:
        assert "-backend-config=kms_key_id=" in page.read_text("utf-8"), page
