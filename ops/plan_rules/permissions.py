"""Rules for what functions may do."""

import re
from collections.abc import Iterator, Mapping

from ops.plan_rules.plan import Plan, Resource, Rule, Statement

STAGELESS = ("arn:aws:bedrock:", "arn:aws:ecr:")
"""Models and images are the same for every stage."""

ENCRYPTED = {"dynamodb", "s3", "secretsmanager", "sns", "sqs"}
"""Services that keep what functions read and write under the stage's key."""


def _statements(plan: Plan) -> Iterator[tuple[Resource, Statement]]:
    for policy in plan.every("aws_iam_role_policy"):
        for statement in plan.policy(policy):
            yield policy, statement


def policies_are_known(plan: Plan) -> Iterator[str]:
    """A policy that can't be read can't be judged."""
    for policy in plan.every("aws_iam_role_policy"):
        if not plan.policy(policy):
            yield f"{policy.address} is not known from the plan"


def no_wildcard_actions(plan: Plan) -> Iterator[str]:
    """Each action is one that the function calls."""
    for policy, statement in _statements(plan):
        for action in statement.actions:
            if "*" in action:
                yield f"{policy.address} allows {action}"


def no_wildcard_resources(plan: Plan) -> Iterator[str]:
    """An asterisk may only stand for the objects of a folder, the streams of a log group, or a model's regions."""
    for policy, statement in _statements(plan):
        for arn in statement.resources:
            own = arn.startswith("arn:aws:logs:") and arn.endswith(":*") and arn.count("*") == 1
            folder = re.fullmatch(r"arn:aws:s3:::[^*]+/\*", arn)
            if "*" in arn and not own and not folder:
                yield f"{policy.address} allows {' '.join(statement.actions)} on {arn}"


def stage_in_every_arn(plan: Plan) -> Iterator[str]:
    """No stage touches another's data."""
    known = plan.by("aws_kms_key", "arn") | plan.by("aws_cognito_user_pool", "arn")
    own = re.compile(rf"bandup[-/]{plan.stage}[-/]")
    for policy, statement in _statements(plan):
        for arn in statement.resources:
            if not (own.search(arn) or arn in known or arn.startswith(STAGELESS)):
                yield f"{policy.address} reaches beyond its stage: {arn}"


def key_by_way_of_services(plan: Plan) -> Iterator[str]:
    """The key opens what a service hands out, and nothing by itself."""
    keys = plan.by("aws_kms_key", "arn")
    for policy, statement in _statements(plan):
        if any(action.startswith("kms:") for action in statement.actions):
            exact = set(statement.resources) <= set(keys)
            if not exact or not statement.conditions.get("StringEquals kms:ViaService"):
                yield f"{policy.address} uses a key otherwise than by way of a service"


def key_opens_what_is_used(plan: Plan) -> Iterator[str]:
    """Emulators ask no key; AWS refuses messages, items, objects and secrets to whoever may not use theirs."""
    for policy in plan.every("aws_iam_role_policy"):
        statements = plan.policy(policy)
        used = {action.partition(":")[0] for it in statements for action in it.actions} & ENCRYPTED
        opening = [it for it in statements if {"kms:Decrypt", "kms:GenerateDataKey"} <= set(it.actions)]
        by_way_of = [service for it in opening for service in it.conditions.get("StringEquals kms:ViaService", ())]
        # Lambda decrypts the environment for every function.
        for service in sorted((used | {"lambda"}) - {name.partition(".")[0] for name in by_way_of}):
            yield f"{policy.address} may not use the key by way of {service}"


def no_attached_policies(plan: Plan) -> Iterator[str]:
    """Ready-made policies allow more than is called."""
    for kind in ("aws_iam_role_policy_attachment", "aws_iam_policy_attachment"):
        for attachment in plan.every(kind):
            yield f"{attachment.address} adds a ready-made policy"


RULES: Mapping[str, Rule] = {
    "policies-are-known": policies_are_known,
    "no-wildcard-actions": no_wildcard_actions,
    "no-wildcard-resources": no_wildcard_resources,
    "stage-in-every-arn": stage_in_every_arn,
    "key-by-way-of-services": key_by_way_of_services,
    "key-opens-what-is-used": key_opens_what_is_used,
    "no-attached-policies": no_attached_policies,
}
