"""Checks of the account's quotas: enough for the stage's workers, and for a few people who practise at once."""

import re
from typing import Any

from bandup.core.aws import Clients
from ops.preflight.facts import StageFacts
from ops.preflight.finding import Finding

API_INVOCATIONS = 10
"""Invocations at once for the API, beside the workers: as many as AWS gives a new account in all."""

TURN_TOKENS = 16_000
"""What one turn of an interview reserves of the quota: 4,000 tokens of prompt, and 2,400 of the longest answer, each of
which counts five times (docs.aws.amazon.com/bedrock/latest/userguide/quotas-token-burndown.html)."""

TURNS_A_MINUTE = 10
"""Ten people who practise at once and answer once a minute."""


def check_concurrency(facts: StageFacts, clients: Clients) -> Finding:
    """Whether all workers may run at once with the API beside them."""
    allowed = int(clients.get("lambda", facts.region).get_account_settings()["AccountLimit"]["ConcurrentExecutions"])
    needed = facts.workers + API_INVOCATIONS
    if allowed < needed:
        return Finding.of_failure(
            f"{allowed}, and {needed} are needed",
            "ask for 1,000: aws service-quotas request-service-quota-increase --service-code lambda"
            f" --quota-code L-B99A9384 --desired-value 1000 --region {facts.region}",
        )
    return Finding.of_pass(f"{allowed:,} of {needed} needed")


def check_model_tokens(facts: StageFacts, clients: Clients) -> Finding:
    """Whether the quota of the interviewing model is enough for a few people at once.

    The quotas' codes differ by model and are published nowhere, so the quota is found by its name.
    """
    pages = (
        clients.get("service-quotas", facts.region).get_paginator("list_service_quotas").paginate(ServiceCode="bedrock")
    )
    quotas = [quota for page in pages for quota in page["Quotas"] if _is_of_model(quota, facts.model_id)]
    needed = TURN_TOKENS * TURNS_A_MINUTE
    if not quotas:
        return Finding.of_unknown(
            f"no quota is listed by the name of {facts.model_id}",
            f"look in the console of Service Quotas, under Bedrock, for at least {needed:,}",
        )
    smallest = min(quotas, key=lambda quota: float(quota["Value"]))
    found = f"{smallest['Value']:,.0f} ({smallest['QuotaName']})"
    if smallest["Value"] < needed:
        return Finding.of_failure(
            f"{found}, and {needed:,} are needed for {TURNS_A_MINUTE} people at once",
            "ask for more: aws service-quotas request-service-quota-increase --service-code bedrock"
            f" --quota-code {smallest['QuotaCode']} --desired-value {needed} --region {facts.region}",
        )
    return Finding.of_pass(found)


def _is_of_model(quota: dict[str, Any], profile_id: str) -> bool:
    """Whether calls through a profile use this quota.

    Its name is such as `Global cross-region model inference tokens per minute for Anthropic Claude Sonnet 5.5`.
    """
    name = quota["QuotaName"].lower()
    scope, _, model = profile_id.partition(".")
    named = re.fullmatch(r"anthropic\.claude-([a-z]+)-(\d+)-(\d+)(?:-.*)?", model)
    if named is None or "tokens per minute" not in name or "1m context" in name:
        return False
    is_global = name.startswith("global")
    words = r"claude {} {}[.]{}(?!\d)".format(*named.groups())
    return is_global == (scope == "global") and re.search(words, name) is not None
