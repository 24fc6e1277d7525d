"""Rules for functions, and for who may call what of them."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ops.plan_rules.plan import Plan, Resource, Rule
from ops.plan_rules.planning import CANARY

GATEWAY_SECONDS = 29


def digest_pins(plan: Plan) -> Iterator[str]:
    """A tag may be another image tomorrow."""
    for function in plan.every("aws_lambda_function"):
        if not re.fullmatch(r"[^/]+/bandup/[a-z0-9_]+@sha256:[0-9a-f]{64}", function.values["image_uri"]):
            yield f"{function.address} is not pinned by digest"


def role_of_its_own(plan: Plan) -> Iterator[str]:
    """What one function may do, no other may."""
    users = Counter(function.values["role"] for function in plan.every("aws_lambda_function"))
    roles = plan.by("aws_iam_role", "arn")
    for role, count in users.items():
        if count > 1 or role not in roles:
            yield f"{role} is the role of {count} functions"


def only_lambda_assumes(plan: Plan) -> Iterator[str]:
    """A function's role is nobody else's."""
    for role in plan.every("aws_iam_role"):
        statements = json.loads(role.values["assume_role_policy"])["Statement"]
        trusted = statements if isinstance(statements, list) else [statements]
        if any(statement["Principal"] != {"Service": "lambda.amazonaws.com"} for statement in trusted):
            yield f"{role.address} may be assumed by others than Lambda"


def alias_is_called(plan: Plan) -> Iterator[str]:
    """What calls a function calls its alias, or a rollback would not reach it."""
    aliases = plan.by("aws_lambda_alias", "arn")
    callers = {it.address: it.values["function_name"] for it in plan.every("aws_lambda_event_source_mapping")}
    callers |= {it.address: it.values["arn"] for it in plan.every("aws_cloudwatch_event_target")}
    callers |= {route: uri.split("/functions/")[1].removesuffix("/invocations") for route, uri in _integrations(plan)}
    for caller, called in callers.items():
        if called not in aliases:
            yield f"{caller} calls {called}, which is no alias"


def callers_are_named(plan: Plan) -> Iterator[str]:
    """A service may invoke an alias for one source only."""
    for permission in plan.every("aws_lambda_permission"):
        values = permission.values
        known = values["principal"] in ("apigateway.amazonaws.com", "events.amazonaws.com")
        if not (known and values.get("qualifier") and values.get("source_arn")):
            yield f"{permission.address} lets in more than one source"


def in_time_for_the_gateway(plan: Plan) -> Iterator[str]:
    """The gateway answers 504 while a slower function goes on, and pays.

    What has its time for the jobs of its queue may run longer, if its route only accepts them.
    """
    functions = plan.by("aws_lambda_function", "arn")
    for_jobs = [function.address for queue in plan.sources if (function := plan.consumer(queue)) and _accepts(function)]
    for route, uri in _integrations(plan):
        function = functions.get(uri.split("/functions/")[1].removesuffix("/invocations").rpartition(":")[0])
        # s3_upload has a second more, and never needs it: it calls nobody's model.
        if function and function.address not in for_jobs and function.values["timeout"] > GATEWAY_SECONDS + 1:
            yield f"{route}: {function.address} runs for {function.values['timeout']} s"


def _accepts(function: Resource) -> bool:
    """Whether a function's route pays nothing and waits for a job no longer than the gateway for it."""
    return str(function.values["function_name"]).endswith("-generate-feedback")


def versions_are_published(plan: Plan) -> Iterator[str]:
    """Else there is nothing to go back to."""
    for function in plan.every("aws_lambda_function"):
        if not function.values.get("publish"):
            yield f"{function.address} publishes no version"


def environment_is_encrypted(plan: Plan) -> Iterator[str]:
    """With the stage's own key."""
    keys = plan.by("aws_kms_key", "arn")
    for function in plan.every("aws_lambda_function"):
        if function.values.get("kms_key_arn") not in keys:
            yield f"{function.address} has an environment that is not encrypted with the stage's key"


def no_secret_in_an_environment(plan: Plan) -> Iterator[str]:
    """Anyone who may read the function reads it: only a secret's ARN belongs there."""
    for function in plan.every("aws_lambda_function"):
        for name, value in function.block("environment").get("variables", {}).items():
            if re.search("SECRET|API_KEY|PASSWORD|TOKEN_KEY", name) and not value.startswith("arn:aws:secretsmanager:"):
                yield f"{function.address} is given {name} itself"


def no_secret_in_the_plan(plan: Plan) -> Iterator[str]:
    """Plans are shown, and kept."""
    if CANARY in plan.text:
        yield "the Gemini key is in the plan"


def _integrations(plan: Plan) -> Iterator[tuple[str, str]]:
    for path, item in plan.paths.items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation["x-amazon-apigateway-integration"]["uri"]


RULES: Mapping[str, Rule] = {
    "digest-pins": digest_pins,
    "role-of-its-own": role_of_its_own,
    "only-lambda-assumes": only_lambda_assumes,
    "alias-is-called": alias_is_called,
    "callers-are-named": callers_are_named,
    "in-time-for-the-gateway": in_time_for_the_gateway,
    "versions-are-published": versions_are_published,
    "environment-encrypted": environment_is_encrypted,
    "no-secret-in-an-environment": no_secret_in_an_environment,
    "no-secret-in-the-plan": no_secret_in_the_plan,
}
