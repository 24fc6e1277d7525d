from pathlib import Path

import pytest

from ops.terraform.next_major import unknown_arguments

LINK = "    * Docs at Terraform Registry: {{@link https://registry.example/docs/resources/thing#{name} Thing#{name}}}"
DECLARED = f"""
export interface ThingConfig extends cdktf.TerraformMetaArguments {{
    /**
{LINK.format(name="name")}
    *
    * Please be aware that it might not be settable.
    */
    readonly name?: string;
    /**
{LINK.format(name="labels")}
    */
    readonly labels?: {{
        [key: string]: string;
    }};
    /**
    * rule block
    *
{LINK.format(name="rule")}
    */
    readonly rule?: ThingRule[] | cdktf.IResolvable;
}}
export interface ThingRule {{
    /**
{LINK.format(name="action")}
    */
    readonly action: string;
}}
"""
RESOURCE = """
resource "aws_thing" "this" {
  count  = 1
  name   = "x"
  labels = { anything = "goes" }

  dynamic "rule" {
    for_each = [1]

    content {
      action = "drop"
    }
  }

  rule {
    action = "keep"
  }

  lifecycle {
    create_before_destroy = true
  }
}
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for folder in ("thing", "data-aws-thing"):
        lib = tmp_path / "package" / "lib" / folder
        lib.mkdir(parents=True)
        (lib / "index.d.ts").write_text(DECLARED)
    return tmp_path / "package"


def found(tmp_path: Path, package: Path, written: str) -> list[str]:
    folder = tmp_path / "terraform" / "modules"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(written)
    return unknown_arguments(tmp_path / "terraform", package)


def test_what_is_taken_is_fine(tmp_path: Path, package: Path) -> None:
    assert found(tmp_path, package, RESOURCE) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name   = "x"', 'title = "x"', "takes no title"),
        ('action = "keep"', 'deed = "keep"', "takes no rule.deed"),
        ('action = "drop"', 'deed = "drop"', "takes no rule.deed"),
        ('dynamic "rule"', 'dynamic "law"', "takes no law"),
        ('"aws_thing"', '"aws_other"', "is gone"),
        ('resource "aws_thing"', 'data "aws_other"', "is gone"),
        ('resource "aws_thing" "this" {', 'data "aws_thing" "this" {\n  colour = 1', "takes no colour"),
    ],
)
def test_what_is_not_taken_is_named(tmp_path: Path, package: Path, old: str, new: str, fault: str) -> None:
    assert old in RESOURCE
    (told,) = found(tmp_path, package, RESOURCE.replace(old, new))
    assert told.startswith("modules/main.tf: aws_")
    assert told.endswith(fault)
