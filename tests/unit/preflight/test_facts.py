"""What the checks read of a stage's Terraform files."""

import shutil
from pathlib import Path

import pytest

from ops.preflight.exceptions import PreflightError
from ops.preflight.facts import SETTINGS, read_facts
from ops.terraform.exceptions import UnknownStageError
from ops.terraform.stages import STAGES

GIVEN = """
# What only the operator knows.
account_id = "123456789012"
settings = {
  console_domain = "learn.example.com" # exact
  sign_in_domain = "bandup-dev-example"
  alarm_emails   = []
  MORE
}
"""


@pytest.fixture
def stages(tmp_path: Path) -> Path:
    shutil.copytree(STAGES / "dev", tmp_path / "dev", ignore=shutil.ignore_patterns(".terraform*", "*.tfvars"))
    return tmp_path


def give(stages: Path, settings: str) -> None:
    (stages / "dev" / SETTINGS).write_text(settings, "utf-8")


def test_the_facts_of_a_stage(stages: Path) -> None:
    give(stages, GIVEN.replace("MORE", ""))
    facts = read_facts("dev", stages)
    assert (facts.account_id, facts.sign_in_domain, facts.region) == ("123456789012", "bandup-dev-example", "us-east-1")
    assert (facts.mail_identity, facts.workers) == (None, 8)
    assert facts.gemini_model.startswith("gemini-")
    assert "anthropic" in facts.model_id
    assert facts.console_domain == "learn.example.com"
    assert facts.state_bucket == "bandup-state-123456789012"


def test_the_sender_of_mails(stages: Path) -> None:
    identity = "arn:aws:ses:us-east-1:123456789012:identity/example.com"
    give(stages, GIVEN.replace("MORE", f'mail_sender = {{ identity_arn = "{identity}", from = "a@example.com" }}'))
    assert read_facts("dev", stages).mail_identity == identity


def test_a_model_that_the_stage_names_itself_is_the_one(stages: Path) -> None:
    give(stages, GIVEN.replace("MORE", ""))
    main = stages / "dev" / "main.tf"
    main.write_text(main.read_text().replace('stage          = "dev"', 'stage = "dev"\n  gemini_model = "gemini-x"'))
    assert read_facts("dev", stages).gemini_model == "gemini-x"


def test_a_stage_that_does_not_exist_is_refused_with_those_that_do(stages: Path) -> None:
    with pytest.raises(UnknownStageError, match="has dev"):
        read_facts("nowhere", stages)


@pytest.mark.parametrize(
    "settings", ["", 'account_id = "1"', 'account_id = "1"\nsettings = {}', 'account_id = "1"\nsettings = "x"', "{{{"]
)
def test_settings_that_lack_something_are_refused(stages: Path, settings: str) -> None:
    give(stages, settings)
    with pytest.raises(PreflightError, match=SETTINGS):
        read_facts("dev", stages)


def test_a_stage_without_settings_is_refused(stages: Path) -> None:
    with pytest.raises(PreflightError, match="is not there"):
        read_facts("dev", stages)
