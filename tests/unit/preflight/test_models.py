"""Whether the models answer: each check shown to pass and to fail, on the providers' documented answers."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from bandup.core.aws import Clients
from bandup.models.titan import DIMENSIONS
from ops.preflight.finding import Status
from ops.preflight.models import KEY_VARIABLE, ask_gemini, check_embedder, check_evaluator, check_interviewer
from unit.models.asking import refused, said
from unit.models.provider import Provider

from .conftest import FACTS, Stub

ANSWER = {
    "output": {"message": {"role": "assistant", "content": [{"text": '{"colour": "blue"}'}]}},
    "stopReason": "end_turn",
    "usage": {"inputTokens": 40, "outputTokens": 10, "totalTokens": 50},
    "metrics": {"latencyMs": 900},
}
REFUSED = "The model returned the following errors: output_config.format: Extra inputs are not permitted"


@pytest.fixture
def bedrock(stub: Stub) -> tuple[Clients, Stubber]:
    client, answers = stub("bedrock-runtime")
    return Clients({"bedrock-runtime": client}), answers


def test_claude_that_takes_a_schema(bedrock: tuple[Clients, Stubber]) -> None:
    clients, answers = bedrock
    answers.add_response("converse", ANSWER)
    finding = check_interviewer(FACTS, clients)
    assert finding.status == Status.PASSED
    assert "as a field" in finding.found


def test_claude_that_refuses_a_schema_is_asked_by_an_instruction(bedrock: tuple[Clients, Stubber]) -> None:
    clients, answers = bedrock
    answers.add_client_error("converse", "ValidationException", REFUSED, 400)
    answers.add_response("converse", ANSWER)
    finding = check_interviewer(FACTS, clients)
    assert finding.status == Status.PASSED
    assert "instruction" in finding.found


@pytest.mark.parametrize(
    ("code", "status"),
    [("AccessDeniedException", 403), ("ResourceNotFoundException", 404), ("ThrottlingException", 429)],
)
def test_claude_that_does_not_answer_fails(bedrock: tuple[Clients, Stubber], code: str, status: int) -> None:
    clients, answers = bedrock
    answers.add_client_error("converse", code, "no", status)
    finding = check_interviewer(FACTS, clients)
    assert finding.status == Status.FAILED
    assert "Marketplace" in finding.to_do


@pytest.mark.parametrize("model_id", ["gemini-3.5-flash-lite", "nobody's"])
def test_a_model_that_is_not_claude_fails_before_anything_is_asked(
    bedrock: tuple[Clients, Stubber], model_id: str
) -> None:
    clients, _ = bedrock
    assert check_interviewer(replace(FACTS, model_id=model_id), clients).status == Status.FAILED


def test_titan(bedrock: tuple[Clients, Stubber]) -> None:
    clients, answers = bedrock
    body = json.dumps({"embedding": [0.0] * DIMENSIONS, "inputTextTokenCount": 1}).encode()
    answer = {"body": StreamingBody(io.BytesIO(body), len(body)), "contentType": "application/json"}
    answers.add_response("invoke_model", answer)
    assert check_embedder(FACTS, clients).status == Status.PASSED


def test_titan_that_is_denied_fails(bedrock: tuple[Clients, Stubber]) -> None:
    clients, answers = bedrock
    answers.add_client_error("invoke_model", "AccessDeniedException", "no", 403)
    assert check_embedder(FACTS, clients).status == Status.FAILED


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as started:
        yield started


def ask(provider: Provider, answer: Any) -> Status:
    provider.script.append(answer)
    return ask_gemini(FACTS.gemini_model, "key", provider.url).status


def test_gemini(provider: Provider) -> None:
    assert ask(provider, said('{"colour": "blue"}')) == Status.PASSED


def test_gemini_that_refuses_the_key_fails(provider: Provider) -> None:
    provider.script.append(refused(400, "INVALID_ARGUMENT"))
    assert ask(provider, refused(403, "PERMISSION_DENIED")) == Status.FAILED


def test_without_a_key_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    finding = check_evaluator(FACTS, Clients({}))
    assert finding.status == Status.FAILED
    assert KEY_VARIABLE in finding.to_do
