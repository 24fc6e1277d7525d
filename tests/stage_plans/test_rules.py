import copy
from typing import Any

import pytest

from ops.child_environment import ACCOUNT
from ops.plan_rules.plan import Plan
from ops.plan_rules.rules import RULES
from ops.preflight.facts import StageFacts
from ops.rollout.console.stage import SERVED
from ops.terraform.stages import STAGES, region_of
from stage_plans.faults import FAULTS, MORE, Fault

pytestmark = pytest.mark.timeout(900)  # the first test of each stage waits for Terraform to plan it twice

PROD_ONLY = {"deletion-protection"}


def test_every_rule_has_its_fault() -> None:
    assert list(FAULTS) == list(RULES)


def test_what_a_release_of_the_console_applies_is_there(changes: list[dict[str, Any]]) -> None:
    assert SERVED.removeprefix("-target=") in {change["address"] for change in changes}


def test_the_preflight_looks_for_the_buckets_that_are_made(stage: str, changes: list[dict[str, Any]]) -> None:
    facts = StageFacts(
        name=stage,
        region=region_of(STAGES / stage),
        account_id=ACCOUNT,
        sign_in_domain="",
        console_domain=None,
        mail_identity=None,
        gemini_model="",
        model_id="",
        workers=0,
    )
    made = {each["change"]["after"]["bucket"] for each in changes if each["type"] == "aws_s3_bucket"}
    assert made == set(facts.buckets)


@pytest.mark.parametrize("rule", RULES)
def test_stage_keeps_the_rule(stage: str, changes: list[dict[str, Any]], rule: str) -> None:
    assert list(RULES[rule](Plan(stage, changes))) == []


@pytest.mark.parametrize("rule", RULES)
def test_rule_notices_a_fault(stage: str, changes: list[dict[str, Any]], rule: str) -> None:
    planted = copy.deepcopy(changes)
    FAULTS[rule](planted)
    noticed = list(RULES[rule](Plan(stage, planted)))
    assert bool(noticed) == (stage == "prod" or rule not in PROD_ONLY)


@pytest.mark.parametrize(("rule", "fault"), MORE, ids=[f"{rule}-{number}" for number, (rule, _) in enumerate(MORE)])
def test_rule_notices_each_further_fault(stage: str, changes: list[dict[str, Any]], rule: str, fault: Fault) -> None:
    planted = copy.deepcopy(changes)
    fault(planted)
    assert list(RULES[rule](Plan(stage, planted)))
