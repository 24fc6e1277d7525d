"""Each role allows what its function calls, and nothing that it never calls.

The calls of the whole run are looked at, so conftest.py puts these tests last.
"""

import fnmatch
import json
from typing import Any

import boto3
import pytest
import requests

from integration.conftest import CALLS_FILE, Stage
from support.permissions import ACCOUNT, REGION, Permission, granted_by, needed_for
from support.waiting import HANG_SECONDS

BY_LAMBDA = "Lambda does it with the function's role, outside the function"
BY_MAPPING = "the event source mapping polls and acknowledges with the function's role"
FOR_404 = "S3 answers 403, and not 404, for what is missing if the caller may not list the bucket"
LARGE = "a result too large for an item goes to S3; unit tests make such results, the run does not"
BY_SWEEP = "the sweep sends again what was lost of any queue; the run loses some of one"
ONE_QUEUE = "every worker buries poison by the same code; the run poisons one queue"
BY_PROFILE = "Bedrock needs it where the inference profile routes the call to"

AT_A_LIMIT = (
    "the bucket of a user who is refused is read, to say for how long; unit tests reach limits, the run does not"
)
ONE_TYPE = "each type of upload has its own rule; the run sends a form of one of them twice"

UNCALLED = {
    ("*", "logs:*", "*"): BY_LAMBDA,
    ("*", "sqs:ReceiveMessage", "*-queue"): BY_MAPPING,
    ("*", "sqs:DeleteMessage", "*-queue"): BY_MAPPING,
    ("*", "sqs:GetQueueAttributes", "*-queue"): BY_MAPPING,
    ("*", "s3:ListBucket", "*"): FOR_404,
    ("*", "s3:PutObject", "*/results/*"): LARGE,
    ("*", "s3:GetObject", "*/results/*"): LARGE,
    ("bandup-local-job-api", "s3:DeleteObjectVersion", "*/results/*"): LARGE,
    ("*", "sqs:SendMessage", "*-dlq"): ONE_QUEUE,
    ("bandup-local-job-api", "sqs:SendMessage", "*-feedback-queue"): BY_SWEEP,
    ("bandup-local-job-api", "dynamodb:GetItem", "*/bandup-local-quotas"): AT_A_LIMIT,
    ("bandup-local-s3-upload", "dynamodb:GetItem", "*/bandup-local-quotas"): AT_A_LIMIT,
    ("bandup-local-generate-feedback", "dynamodb:GetItem", "*/bandup-local-quotas"): AT_A_LIMIT,
    ("bandup-local-study", "dynamodb:GetItem", "*/bandup-local-quotas"): AT_A_LIMIT,
    ("bandup-local-s3-upload", "s3:DeleteObjectVersion", "*/uploads/*"): ONE_TYPE,
    ("*", "bedrock:InvokeModel", "*foundation-model/anthropic.*"): BY_PROFILE,
}
"""What no function calls itself, by patterns of function, action and resource, each with its reason."""


def calls() -> list[dict[str, str]]:
    return [json.loads(line) for line in CALLS_FILE.read_text(encoding="utf-8").splitlines()]


def policies(stage: Stage, role: str) -> list[dict[str, Any]]:
    iam = stage.deployed.client("iam")
    attached = iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]
    assert attached == [], f"{role} also has {attached}"
    names = iam.list_role_policies(RoleName=role)["PolicyNames"]
    return [iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"] for name in names]


@pytest.fixture(scope="module")
def granted(stage: Stage) -> dict[str, set[Permission]]:
    """What each function may do, by the function's name."""
    functions = {function["name"] for function in stage.deployed.description["functions"].values()}
    roles = {
        name: stage.deployed.client("lambda").get_function_configuration(FunctionName=name)["Role"].rpartition("/")[2]
        for name in functions
    }
    assert len(set(roles.values())) == len(functions), "two functions share a role"
    return {name: granted_by(policies(stage, role)) for name, role in roles.items()}


@pytest.fixture(scope="module")
def needed(stage: Stage) -> dict[str, set[Permission]]:
    """What each function called, by the function's name."""
    found: dict[str, set[Permission]] = {}
    for call in calls():
        found.setdefault(call["function"], set()).add(needed_for(call))
    for calls_elsewhere in (_bedrock(stage), _cognito(stage)):
        for name, permissions in calls_elsewhere.items():
            found.setdefault(name, set()).update(permissions)
    return found


def _bedrock(stage: Stage) -> dict[str, set[Permission]]:
    """Calls of models, which the model server saw. Whose credentials they were signed with, LocalStack knows."""
    found: dict[str, set[Permission]] = {}
    for caller in stage.model.bedrock_callers():
        role = _role(stage, caller["access_key"])
        assert role
        kind = "foundation-model" if caller["model"].startswith("amazon.") else "inference-profile"
        account = "" if kind == "foundation-model" else ACCOUNT
        resource = f"arn:aws:bedrock:{REGION}:{account}:{kind}/{caller['model']}"
        found.setdefault(role, set()).add(Permission("bedrock:InvokeModel", resource))
    return found


def _cognito(stage: Stage) -> dict[str, set[Permission]]:
    """Calls of Cognito, which moto saw. Operators and Terraform call it too, and are no function."""
    found: dict[str, set[Permission]] = {}
    told = requests.get(f"{stage.deployed.description['moto_url']}/_callers", timeout=HANG_SECONDS).json()
    for caller in told["callers"]:
        if role := _role(stage, caller["access_key"]):
            call = {
                "service": "cognito-idp",
                "operation": caller["operation"],
                "UserPoolId": caller["user_pool_id"],
            }
            found.setdefault(role, set()).add(needed_for(call))
    return found


def _role(stage: Stage, access_key: str) -> str | None:
    """The role, which is named as its function, of an execution environment; None if the key is nobody's here."""
    sts = boto3.client(
        "sts",
        endpoint_url=stage.deployed.description["localstack_url"],
        region_name=REGION,
        aws_access_key_id=access_key,
        aws_secret_access_key="not checked",
    )
    arn = str(sts.get_caller_identity()["Arn"])
    return arn.split("/")[1] if ":assumed-role/" in arn else None


@pytest.mark.whole_run
def test_every_function_was_seen(granted: dict[str, set[Permission]], needed: dict[str, set[Permission]]) -> None:
    assert set(granted) <= set(needed)


def test_no_function_lacks_a_permission(
    granted: dict[str, set[Permission]], needed: dict[str, set[Permission]]
) -> None:
    lacking = {
        f"{function}: {need.action} on {need.resource}"
        for function in granted
        for need in needed[function]
        if not any(grant.covers(need) for grant in granted[function])
    }
    assert lacking == set()


@pytest.mark.whole_run
def test_no_permission_is_unused(granted: dict[str, set[Permission]], needed: dict[str, set[Permission]]) -> None:
    unused = {
        f"{function}: {grant.action} on {grant.resource}"
        for function, grants in granted.items()
        for grant in grants
        if not any(grant.covers(need) for need in needed[function]) and not _declared(function, grant)
    }
    assert unused == set()


def _declared(function: str, grant: Permission) -> bool:
    return any(
        fnmatch.fnmatchcase(function, whose)
        and fnmatch.fnmatchcase(grant.action, action)
        and fnmatch.fnmatchcase(grant.resource, resource)
        for whose, action, resource in UNCALLED
    )
