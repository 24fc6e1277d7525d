"""What the gateway answers by itself can be read by a page, and is what the API's document says."""

import pytest
import requests

from integration.conftest import Stage, User
from ops.strict_yaml import read_yaml
from support.openapi import FILE, SCHEMAS, faults
from support.waiting import HANG_SECONDS

pytestmark = pytest.mark.integration

ORIGIN = "https://anywhere.example.org"
OWN_ANSWERS = read_yaml(FILE)["x-amazon-apigateway-gateway-responses"]


def ask(stage: Stage, path: str, token: str | None, **options: object) -> requests.Response:
    headers = {"Origin": ORIGIN} | ({"Authorization": f"Bearer {token}"} if token else {})
    method = "POST" if "data" in options else "GET"
    return requests.request(method, f"{stage.deployed.api_url}{path}", headers=headers, timeout=HANG_SECONDS, **options)  # type: ignore[arg-type]  # requests names each option


def assert_readable(answer: requests.Response, status: int) -> None:
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert answer.headers["Vary"] == "Origin"
    assert faults(SCHEMAS["Problem"], answer.json()) == []
    assert answer.json()["status"] == status


@pytest.mark.parametrize("path", ["/nothing-here", "/jobs/1/2/3"])
def test_an_unknown_path_is_not_found(stage: Stage, user: User, path: str) -> None:
    assert_readable(ask(stage, path, user.token), 404)


def test_a_request_without_a_token_never_reaches_a_function(stage: Stage) -> None:
    answer = ask(stage, "/jobs", None)
    assert_readable(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_body_that_the_gateway_never_hands_on_is_too_large(stage: Stage, user: User) -> None:
    assert_readable(ask(stage, "/writing/evaluations", user.token, data=b"x" * (10 * 1024 * 1024 + 1)), 413)


def test_a_function_that_cannot_be_called_is_unavailable(stage: Stage, user: User) -> None:
    function = {"FunctionName": stage.deployed.description["functions"]["aggregate_skills"]["name"]}
    client = stage.deployed.client("lambda")
    client.put_function_concurrency(**function, ReservedConcurrentExecutions=0)
    try:
        answer = ask(stage, "/skills", user.token)
    finally:
        client.delete_function_concurrency(**function)
    assert_readable(answer, 503)
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Access-Control-Expose-Headers"] == "Retry-After"


def test_a_caller_that_is_no_page_gets_no_header_for_pages(stage: Stage, user: User) -> None:
    answer = requests.get(
        f"{stage.deployed.api_url}/nothing-here",
        headers={"Authorization": f"Bearer {user.token}"},
        timeout=HANG_SECONDS,
    )
    assert answer.status_code == 404
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_gateway_was_given_every_answer_of_the_document(stage: Stage) -> None:
    api = stage.deployed.client("apigateway")
    found = api.get_gateway_responses(restApiId=stage.deployed.description["api_id"])["items"]
    own = {each["responseType"] for each in found if not each["defaultResponse"]}
    assert own == set(OWN_ANSWERS)
