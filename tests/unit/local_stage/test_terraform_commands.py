"""How Terraform is called, and what it says when it cannot be."""

import json
from pathlib import Path

import pytest

from ops.progress import silent
from ops.terraform.commands import Terraform
from ops.terraform.exceptions import TerraformError

# Writes down how it was called, and answers as Terraform does.
PROGRAM = """#!/bin/sh
echo "$*" >> {calls}
case "$*" in
  *version*) echo '{{"terraform_version": "{version}", "platform": "linux", "provider_selections": {{"aws": "5"}}}}';;
  *apply*)
    echo '{{"type": "outputs", "outputs": {{"api_id": {{"sensitive": false, "action": "noop"}}}}}}'
    echo '{{"type": "outputs", "outputs": {{"api_id": {{"sensitive": false, "type": "string", "value": "x"}}}}}}';;
  *"state list"*) echo 'module.platform.module.users.aws_cognito_resource_server.this'; echo 'aws_sqs_queue.this';;
esac
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    return tmp_path


def install(folder: Path, version: str = "1.11.4") -> None:
    program = folder / "bin" / "terraform"
    program.write_text(PROGRAM.format(calls=folder / "calls", version=version))
    program.chmod(0o755)


@pytest.fixture
def terraform(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Terraform:
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:/usr/bin:/bin")
    return Terraform(folder, folder, silent)


def calls(folder: Path) -> list[str]:
    return (folder / "calls").read_text().splitlines()


def test_an_apply_returns_the_outputs_that_it_ended_with(folder: Path, terraform: Terraform) -> None:
    install(folder)
    assert terraform.apply({"images": {}}, {}) == {"api_id": "x"}
    assert "-refresh" not in calls(folder)[0]
    assert "-target" not in calls(folder)[0]
    assert terraform.variables() == {"images": {}}


def test_an_apply_of_a_part_looks_at_nothing_else(folder: Path, terraform: Terraform) -> None:
    install(folder)
    terraform.apply({}, {}, ['module.a["one"]', "module.b"])
    assert calls(folder)[0].endswith('-refresh=false -target=module.a["one"] -target=module.b')


def test_a_destroy_looks_at_nothing_first_and_forgets_what_goes_with_something_else(
    folder: Path, terraform: Terraform
) -> None:
    install(folder)
    terraform.apply({}, {})
    terraform.destroy({}, frozenset({"aws_cognito_resource_server"}))
    _, _, forgotten, destroyed = calls(folder)
    assert forgotten.endswith("state rm module.platform.module.users.aws_cognito_resource_server.this")
    assert " destroy " in destroyed
    assert "-refresh=false" in destroyed


def test_a_version_tells_of_the_program_and_the_providers(folder: Path, terraform: Terraform) -> None:
    install(folder)
    assert json.loads(terraform.version()) == ["1.11.4", "linux", {"aws": "5"}]
    install(folder, "1.20.0")
    assert json.loads(terraform.version())[0] == "1.20.0"


@pytest.mark.parametrize("old", ["1.10.5", "0.12.31"])
def test_a_terraform_that_is_too_old_is_refused_with_what_to_install(
    folder: Path, terraform: Terraform, old: str
) -> None:
    install(folder, old)
    with pytest.raises(TerraformError, match=rf"^Terraform {old} is too old: install Terraform 1.11 or later$"):
        terraform.version()


def test_without_terraform_one_line_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder / "bin"))
    with pytest.raises(TerraformError, match=r"^terraform is not on PATH: install Terraform 1.11 or later$"):
        Terraform(folder, folder, silent).version()
