"""A service of AWS that is slow, deaf, silent, failing, busy or cut off: every route of the real stage answers in time.

The functions run here, as their entry points build them, and reach LocalStack through a proxy that spoils the calls.
"""

import os
from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from bandup.core.aws import Clients
from bandup.core.call_limits import ANSWER_SECONDS
from bandup.interview.claims import PARTITION
from integration.conftest import Stage, User
from support.every_route import ask_every_route
from support.fault_proxy import Fault, running_proxy

pytestmark = [pytest.mark.integration, pytest.mark.nightly]

SERVICES = ("dynamodb", "s3", "sqs", "secretsmanager")
SECONDS = 29.0


def environment_of(stage: Stage, function: str) -> Mapping[str, Any]:
    """What Terraform gave a function."""
    name = stage.deployed.description["functions"][function]["name"]
    configuration = stage.deployed.client("lambda").get_function_configuration(FunctionName=name)
    variables: Mapping[str, Any] = configuration["Environment"]["Variables"]
    return variables


def count_claims(stage: Stage) -> int:
    """How many paid calls have claimed something and neither answered nor given it back."""
    answer = stage.deployed.client("dynamodb").query(
        TableName=stage.table("interview_sessions"),
        KeyConditionExpression="sessionId = :partition",
        ExpressionAttributeValues={":partition": {"S": PARTITION}},
        ConsistentRead=True,
    )
    return int(answer["Count"])


def count_units(stage: Stage, user: User) -> int:
    """How many interviewer's turns the user's quota counts."""
    answer = stage.deployed.client("dynamodb").query(
        TableName=stage.table("quotas"),
        KeyConditionExpression="user_id = :user",
        ExpressionAttributeValues={":user": {"S": user.sub}},
        ConsistentRead=True,
    )
    return sum(int(item["used"]["N"]) for item in answer["Items"] if item["day_kind"]["S"].endswith("#interview"))


def make_clients() -> Clients:
    """Clients of all services, made now, while the environment says where these are."""
    clients = Clients()
    for service in (*SERVICES, "cognito-idp"):
        clients.get(service)
    for service in ("dynamodb", "secretsmanager", "bedrock-runtime"):
        clients.get(service, "us-east-1")
    return clients


def test_every_route_answers_in_time_and_nothing_stays_claimed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    functions = stage.deployed.description["functions"]
    environments = {function: environment_of(stage, function) for function in functions}
    values = {
        function: {name.lower(): value for name, value in environment.items()}
        for function, environment in environments.items()
    }
    bedrock = "AWS_ENDPOINT_URL_BEDROCK_RUNTIME"
    users: list[User] = []
    broken: dict[str, Any] = {}
    with running_proxy(stage.local.ports.address("localstack")) as proxy:
        with monkeypatch.context() as environment:
            environment.setenv(bedrock, environments["generate_interview_question"][bedrock])
            environment.setenv("AWS_ENDPOINT_URL", proxy.address)
            environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
            for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
                environment.setenv(name, os.environ.get(name, "test"))
            clients = make_clients()
        cases = [*product(SERVICES, Fault), ("TransactWriteItems", Fault.DEAF), ("TransactWriteItems", Fault.HANG)]
        for spoilt, fault in cases:
            users.append(stage.new_user())
            proxy.faults = {spoilt: fault}
            asked = ask_every_route(
                values.__getitem__, clients, f"Bearer {users[-1].token}", SECONDS, leave_out={"DELETE /me"}
            )
            for each in asked:
                late = each.seconds > SECONDS - ANSWER_SECONDS
                if late or (each.answer.status >= 500 and each.answer.status != 503):
                    broken[f"{spoilt} {fault} {each.route}"] = (each.seconds, each.answer.raw)
        proxy.faults = {}
    assert broken == {}

    def nothing_is_claimed() -> bool:
        stage.sweep()
        return count_claims(stage) == 0

    stage.until(nothing_is_claimed, "the end of all claims")
    counted = {user.sub: count_units(stage, user) for user in users}
    assert counted == {user.sub: len(user.get("/sessions")["items"]) for user in users}
