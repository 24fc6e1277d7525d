"""What the account's quotas must allow, each check shown to pass and to fail."""

from dataclasses import replace

import pytest

from bandup.core.aws import Clients
from ops.preflight.finding import Finding, Status
from ops.preflight.quotas import API_INVOCATIONS, TURN_TOKENS, TURNS_A_MINUTE, check_concurrency, check_model_tokens

from .conftest import FACTS, Stub

NEEDED = TURN_TOKENS * TURNS_A_MINUTE


@pytest.mark.parametrize(
    ("allowed", "status"),
    [(10, Status.FAILED), (FACTS.workers + API_INVOCATIONS, Status.PASSED), (1000, Status.PASSED)],
)
def test_invocations_at_once(stub: Stub, allowed: int, status: Status) -> None:
    client, answers = stub("lambda")
    answers.add_response("get_account_settings", {"AccountLimit": {"ConcurrentExecutions": allowed}})
    finding = check_concurrency(FACTS, Clients({"lambda": client}))
    assert finding.status == status
    assert ("L-B99A9384" in finding.to_do) == (status == Status.FAILED)


def check(stub: Stub, model_id: str, *quotas: tuple[str, float]) -> Finding:
    client, answers = stub("service-quotas")
    listed = [{"QuotaName": name, "QuotaCode": "L-1A2B3C4D", "Value": value} for name, value in quotas]
    # In two pages, as the service answers when there are many.
    answers.add_response("list_service_quotas", {"Quotas": listed[:1], "NextToken": "next"}, {"ServiceCode": "bedrock"})
    asked = {"ServiceCode": "bedrock", "NextToken": "next"}
    answers.add_response("list_service_quotas", {"Quotas": listed[1:]}, asked)
    return check_model_tokens(replace(FACTS, model_id=model_id), Clients({"service-quotas": client}))


GLOBAL = "Global cross-region model inference tokens per minute for Anthropic Claude Sonnet 5.5"
REGIONAL = "Cross-region model inference tokens per minute for Anthropic Claude Sonnet 5.5"
DAILY = "Model invocation max tokens per day for Anthropic Claude Sonnet 5.5"
OTHER = "Global cross-region model inference tokens per minute for Anthropic Claude Sonnet 5"
OLDER = "Global cross-region model inference tokens per minute for Anthropic Claude Haiku 4.5"


def test_the_quota_of_the_profile_is_found_by_its_name(stub: Stub) -> None:
    quotas = ((OTHER, 1.0), (GLOBAL, NEEDED), (REGIONAL, 1.0), (DAILY, 1.0), (OLDER, 1.0))
    finding = check(stub, "global.anthropic.claude-sonnet-5-5", *quotas)
    assert finding.status == Status.PASSED
    assert GLOBAL in finding.found


def test_a_regional_profile_uses_the_other_quota(stub: Stub) -> None:
    finding = check(stub, "us.anthropic.claude-sonnet-5-5", (GLOBAL, NEEDED), (REGIONAL, NEEDED - 1))
    assert finding.status == Status.FAILED
    assert REGIONAL in finding.found
    assert "L-1A2B3C4D" in finding.to_do


def test_a_version_with_a_date_is_the_same_model(stub: Stub) -> None:
    finding = check(stub, "global.anthropic.claude-haiku-4-5-20251001-v1:0", (OLDER, 0.0), (GLOBAL, NEEDED))
    assert finding.status == Status.FAILED
    assert OLDER in finding.found


def test_a_quota_that_is_not_listed_is_unknown(stub: Stub) -> None:
    assert check(stub, "global.anthropic.claude-sonnet-5-5", (OTHER, NEEDED)).status == Status.UNKNOWN
