from pathlib import Path

import pytest

from ops.terraform.exceptions import TerraformError
from ops.terraform.readme import BEGIN, DOCUMENTED, END, find_faults, make_tables, renew_file

VARIABLES = """
variable "image" {
  type        = string
  description = "Image as <registry>/<name>, such as `<host>/a`."
}

# Why it is so long.
variable "limits" {
  type = object({
    rate  = number
    burst = optional(number, 2)
  })
  description = <<-EOT
    Numbers:
    `rate` | `burst`.
  EOT
  default     = { rate = 1 }

  validation {
    condition     = var.limits.rate >= 1
    error_message = "Give 1."
  }
}

variable "key" {
  type        = string
  description = "The \\"key\\"."
  default     = null
}
"""
OUTPUTS = """
output "arn" {
  description = "Its ARN."
  value       = aws_thing.this.arn
}
"""
README = f"# queue\n\nHolds what waits.\n\n{BEGIN}\n{END}\n\nMore.\n"

TABLES = r"""## Variables

| name | type | default | description |
| --- | --- | --- | --- |
| `image` | `string` | required | Image as &lt;registry&gt;/&lt;name&gt;, such as `<host>/a`. |
| `limits` | `object({rate = number, burst = optional(number, 2)})` | `{rate = 1}` | Numbers:<br>`rate` \| `burst`. |
| `key` | `string` | `null` | The "key". |

## Outputs

| name | description |
| --- | --- |
| `arn` | Its ARN. |"""


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A module whose README is true."""
    (tmp_path / "variables.tf").write_text(VARIABLES)
    (tmp_path / "outputs.tf").write_text(OUTPUTS)
    (tmp_path / "README.md").write_text(README)
    write_readme(tmp_path)
    return tmp_path


def write_readme(module: Path) -> None:
    (module / "README.md").write_text(renew_file(module)[1])


def edit(path: Path, old: str, new: str) -> None:
    written = path.read_text()
    assert old in written
    path.write_text(written.replace(old, new))


def faults(module: Path) -> list[str]:
    return list(find_faults([module], []))


def test_the_tables_say_what_the_module_takes_and_gives(module: Path) -> None:
    assert make_tables(module) == TABLES


def test_only_what_stands_between_the_markers_is_written(module: Path) -> None:
    written = (module / "README.md").read_text()
    assert written == f"# queue\n\nHolds what waits.\n\n{BEGIN}\n\n{TABLES}\n\n{END}\n\nMore.\n"
    assert faults(module) == []


def test_a_module_without_outputs_says_so(module: Path) -> None:
    (module / "outputs.tf").unlink()
    assert make_tables(module).endswith("## Outputs\n\nNone.")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("variables.tf", "Numbers:", "Limits:"),
        ("variables.tf", "optional(number, 2)", "optional(number, 3)"),
        ("variables.tf", "default     = { rate = 1 }", "default     = { rate = 2 }"),
        ("variables.tf", 'variable "image"', 'variable "image_uri"'),
        ("outputs.tf", "Its ARN.", "Its own ARN."),
        ("outputs.tf", 'output "arn"', 'output "queue_arn"'),
        ("README.md", "Its ARN.", "An ARN."),
    ],
)
def test_a_change_without_a_new_readme_is_a_fault_until_it_is_written(
    module: Path, file: str, old: str, new: str
) -> None:
    edit(module / file, old, new)
    assert faults(module) == [
        f"{module.name}/README.md is not what its variables and outputs say: run `make tf-readme`"
    ]
    write_readme(module)
    assert faults(module) == []


def test_a_variable_of_another_file_counts(module: Path) -> None:
    (module / "extra.tf").write_text('variable "more" {\n  type = number\n  description = "More."\n}\n')
    assert faults(module)


@pytest.mark.parametrize(
    ("file", "old", "fault"),
    [
        ("variables.tf", '  description = "The \\"key\\"."\n', 'variable "key" has no description'),
        ("variables.tf", '  type        = string\n  description = "The', 'variable "key" has no type'),
        ("outputs.tf", '  description = "Its ARN."\n', 'output "arn" has no description'),
    ],
)
def test_what_is_not_described_is_a_fault(module: Path, file: str, old: str, fault: str) -> None:
    edit(module / file, old, '  description = "The' if "type" in fault else "")
    assert faults(module) == [f"{module.name}: {fault}"]
    assert list(find_faults([], [module])) == [f"{module.name}: {fault}"]
    with pytest.raises(TerraformError, match=fault):
        renew_file(module)


def test_an_empty_description_is_none(module: Path) -> None:
    edit(module / "outputs.tf", "Its ARN.", " ")
    assert faults(module) == [f'{module.name}: output "arn" has no description']


def test_a_module_without_a_readme_is_a_fault(module: Path) -> None:
    (module / "README.md").unlink()
    assert faults(module) == [f"{module.name} has no README.md"]


@pytest.mark.parametrize(
    ("old", "fault"),
    [
        (BEGIN, "it needs the lines"),
        (END, "it needs the lines"),
        ("Holds what waits.\n", "it needs a sentence above"),
    ],
)
def test_a_readme_without_purpose_or_place_is_a_fault(module: Path, old: str, fault: str) -> None:
    edit(module / "README.md", old, "")
    (found,) = faults(module)
    assert found.startswith(f"{module.name}/README.md: {fault}")


def test_every_module_has_a_readme() -> None:
    assert {path.name for path in DOCUMENTED} >= {"bootstrap", "registry", "platform", "function", "rest_api"}
    assert list(find_faults()) == []
