"""Converse of the offline model server, asked through boto3 and our own adapter."""

import json
import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
import requests
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from bandup.core.clock import Deadline
from bandup.core.errors import RetryLaterError, TerminalError
from bandup.interview.model import Move, Session
from bandup.models.converse import ConverseModel
from bandup.models.usage import Ledger
from generate_interview_question.interviewer import Interviewer, InterviewerTurn
from ops.local_stage.model_server.bedrock_converse import MODEL_VERSION
from ops.local_stage.model_server.server import ModelServer
from unit.model_server.conftest import Caller
from unit.model_server.converse_requests import (
    ANSWER,
    HAIKU,
    NATIVE,
    SONNET,
    live_model,
    marker,
    request,
    session,
    text_format,
)


def test_an_answer_has_converses_form(client: Any) -> None:
    answer = client.converse(**request())
    (block,) = answer["output"]["message"]["content"]
    assert block["text"].startswith("```json\n"), "as models like to answer an instruction"
    assert json.loads(block["text"].removeprefix("```json").removesuffix("```"))["move"] == "follow_up"
    assert answer["stopReason"] == "end_turn"
    usage = answer["usage"]
    assert usage["totalTokens"] == usage["inputTokens"] + usage["outputTokens"] > 100
    assert answer["additionalModelResponseFields"] == {"model": MODEL_VERSION}
    assert MODEL_VERSION.startswith("offline")


def test_an_answer_is_cut_at_its_limit(client: Any) -> None:
    answer = client.converse(**request(inferenceConfig={"maxTokens": 5}))
    assert (answer["stopReason"], answer["usage"]["outputTokens"]) == ("max_tokens", 5)


def test_a_call_without_a_signature_is_refused(server: ModelServer) -> None:
    answer = requests.post(f"{server.url}/model/{SONNET}/converse", json={}, timeout=5)
    assert (answer.status_code, answer.headers["x-amzn-ErrorType"].split(":")[0]) == (403, "AccessDeniedException")


STOPS = {
    "blocked": "guardrail_intervened",
    "safety": "content_filtered",
    "cut_json": "max_tokens",
    "thinking": "max_tokens",
    "empty": "end_turn",
    "no_text": "end_turn",
    "prose": "end_turn",
    "wrong_schema": "end_turn",
    "extra_keys": "end_turn",
}


@pytest.mark.parametrize("kind", STOPS)
def test_ordered_faults_of_the_answer(client: Any, caller: Caller, kind: str) -> None:
    word = marker()
    caller.order(word, {"kind": kind})
    spoiled, good = (client.converse(**request(f"{ANSWER} {word}")) for _ in range(2))
    assert spoiled["stopReason"] == STOPS[kind]
    assert spoiled["output"] != good["output"]
    assert [call["outcome"] for call in caller.calls(word)["calls"]] == [kind, "answered"]


@pytest.mark.parametrize(
    ("status", "code"),
    [(429, "ThrottlingException"), (503, "ServiceUnavailableException"), (404, "ResourceNotFoundException")],
)
def test_ordered_errors_have_bedrocks_form(client: Any, caller: Caller, status: int, code: str) -> None:
    word = marker()
    caller.order(word, {"kind": "status", "status": status})
    with pytest.raises(ClientError) as refused:
        client.converse(**request(f"{ANSWER} {word}"))
    assert refused.value.response["Error"]["Code"] == code
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == status


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "error"), [("hang", ReadTimeoutError), ("reset", ConnectionClosedError)])
def test_ordered_faults_of_the_connection(client: Any, caller: Caller, kind: str, error: type[Exception]) -> None:
    word = marker()
    caller.order(word, {"kind": kind} | ({"seconds": 60} if kind == "hang" else {}))
    started = time.monotonic()
    with pytest.raises(error):
        client.converse(**request(f"{ANSWER} {word}"))
    assert time.monotonic() - started < 20


def test_the_accounts_first_call_may_be_denied(client: Any, caller: Caller) -> None:
    word = marker()
    caller.order(word, {"kind": "marketplace"})
    with pytest.raises(ClientError) as denied:
        client.converse(**request(f"{ANSWER} {word}"))
    error = denied.value.response["Error"]
    assert (error["Code"], "Marketplace" in error["Message"]) == ("AccessDeniedException", True)
    assert client.converse(**request(f"{ANSWER} {word}"))["stopReason"] == "end_turn"


@pytest.mark.parametrize(("kind", "takes"), [("compile", 1.0), ("schema_refused", 0.0)])
def test_faults_of_a_schema_meet_only_a_schema_that_is_a_field(
    client: Any, caller: Caller, kind: str, takes: float
) -> None:
    word = marker()
    caller.order(word, {"kind": kind, "times": 2} | ({"seconds": 1} if kind == "compile" else {}))
    started = time.monotonic()
    refusal = pytest.raises(ClientError, match="output_config") if kind == "schema_refused" else nullcontext()
    with refusal:
        client.converse(**request(f"{ANSWER} {word}", NATIVE, outputConfig=text_format()))
    assert time.monotonic() - started >= takes
    started = time.monotonic()
    client.converse(**request(f"{ANSWER} {word}", NATIVE))
    assert time.monotonic() - started < 1


@pytest.fixture(params=[SONNET, HAIKU, NATIVE])
def profile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["documented", "taken", "refused"])
def interviewer(
    client: Any, profile: str, handling: Callable[[str], None], request: pytest.FixtureRequest
) -> Interviewer:
    """Asks each model in the catalogue's form, and each with its schema as a field that is taken, or refused."""
    handling(request.param)
    live = live_model(profile, native=request.param != "documented")
    return Interviewer(ConverseModel(client, live, answer_tokens=1_000, answer_seconds=3, sleep=lambda _: None))


def ask(interviewer: Interviewer, said: str | None, of: Session | None = None) -> InterviewerTurn:
    return interviewer.next_turn(of or session(), [], said, deadline=Deadline.after(29), ledger=Ledger())


def answered(caller: Caller, word: str) -> list[str]:
    """What became of the calls, but for those whose schema was refused."""
    return [call["outcome"] for call in caller.calls(word)["calls"] if call["outcome"] != "refused 400"]


def test_the_interviewer_works_through_our_own_adapter(interviewer: Interviewer) -> None:
    opening = ask(interviewer, None, session(job_title="Nurse"))
    assert (opening.move, opening.refers_to) == (Move.OPENING, None)
    assert "Nurse" in opening.message
    introduced = ask(interviewer, ANSWER)
    assert introduced.refers_to
    assert introduced.refers_to in ANSWER


@pytest.mark.parametrize("kind", ["prose", "wrong_schema", "empty", "no_text", "cut_json", "thinking"])
def test_one_broken_answer_is_repaired(interviewer: Interviewer, caller: Caller, kind: str) -> None:
    word = marker()
    caller.order(word, {"kind": kind})
    assert ask(interviewer, f"{ANSWER} {word}").move is Move.OPENING
    assert answered(caller, word) == [kind, "answered"]


@pytest.mark.slow
def test_a_schema_that_takes_three_minutes_to_compile_keeps_nobody_waiting(client: Any, caller: Caller) -> None:
    word = marker()
    caller.order(word, {"kind": "compile", "seconds": 180})
    live = live_model(NATIVE, native=True)
    interviewer = Interviewer(ConverseModel(client, live, answer_tokens=1_000, answer_seconds=2))
    started = time.monotonic()
    assert ask(interviewer, f"{ANSWER} {word}").move is Move.OPENING
    assert time.monotonic() - started < 15


def test_broken_answers_without_end_are_given_up(interviewer: Interviewer, caller: Caller) -> None:
    word = marker()
    caller.order(word, {"kind": "status", "status": 503, "times": 9})
    with pytest.raises(RetryLaterError):
        ask(interviewer, f"{ANSWER} {word}")
    assert answered(caller, word) == ["refused 503"] * 3


def test_what_is_blocked_is_not_asked_again(interviewer: Interviewer, caller: Caller) -> None:
    word = marker()
    caller.order(word, {"kind": "blocked"})
    with pytest.raises(TerminalError, match="blocked"):
        ask(interviewer, f"{ANSWER} {word}")
    assert answered(caller, word) == ["blocked"]
