"""Converse of the offline model server, asked through boto3 and our own adapter; and the offline interviewer."""

import json
import time
import uuid
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.clock import Deadline
from bandup.core.errors import RetryLaterError, TerminalError
from bandup.interview.model import Move, Session
from bandup.models.catalogue import require_live, today
from bandup.models.converse import ConverseModel
from bandup.models.usage import Ledger
from generate_interview_question import prompt
from generate_interview_question.interviewer import Interviewer, InterviewerTurn, build_schema
from generate_interview_question.plan import Plan
from ops.local_stage.model_server.bedrock_converse import MODEL_VERSION
from ops.local_stage.model_server.interview_bank import BANK, GENERAL, questions
from ops.local_stage.model_server.interviewer import reply
from ops.local_stage.model_server.server import ModelServer
from unit.model_server.conftest import Caller

CLAUDE = "global.anthropic.claude-sonnet-5-5"
ANSWER = "We moved the report into a background job, because the request had waited nine seconds for it."
FOLLOW_UPS = frozenset({Move.FOLLOW_UP, Move.NEXT_TOPIC, Move.CLOSING})


@pytest.fixture(scope="module")
def client(server: ModelServer) -> Any:
    return boto3.client(
        "bedrock-runtime",
        region_name="us-east-1",
        endpoint_url=server.url,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}, read_timeout=3),
    )


def session(category: str = "technical", difficulty: str = "MEDIUM", **more: str) -> Session:
    return Session(str(uuid.uuid4()), "owner", 0, category, difficulty, **more)  # type: ignore[arg-type]


def text(said: str | None, of: Session, *, opening: bool = False, topics: tuple[str, ...] = ("caching",)) -> str:
    """The prompt of an interview with these topics so far."""
    plan = Plan(answers=1, follow_ups=0, topics=() if opening else topics, is_opening=opening)
    (part,) = prompt.build_prompt(of, [], said, plan).parts
    return str(part)


def request(said: str = ANSWER, **changes: Any) -> dict[str, Any]:
    form = {"name": "answer", "schema": json.dumps(build_schema(FOLLOW_UPS))}
    return {
        "modelId": CLAUDE,
        "system": [{"text": "You interview."}],
        "messages": [{"role": "user", "content": [{"text": text(said, session())}]}],
        "inferenceConfig": {"maxTokens": 500},
        "outputConfig": {"textFormat": {"type": "json_schema", "structure": {"jsonSchema": form}}},
    } | changes


def marker() -> str:
    return f"m-{uuid.uuid4().hex}"


def test_an_answer_has_converses_form(client: Any) -> None:
    answer = client.converse(**request())
    (block,) = answer["output"]["message"]["content"]
    assert json.loads(block["text"])["move"] == "follow_up"
    assert answer["stopReason"] == "end_turn"
    usage = answer["usage"]
    assert usage["totalTokens"] == usage["inputTokens"] + usage["outputTokens"] > 100
    assert answer["additionalModelResponseFields"] == {"model": MODEL_VERSION}
    assert MODEL_VERSION.startswith("offline")


def test_an_answer_is_cut_at_its_limit(client: Any) -> None:
    answer = client.converse(**request(inferenceConfig={"maxTokens": 5}))
    assert (answer["stopReason"], answer["usage"]["outputTokens"]) == ("max_tokens", 5)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no profile": ({"modelId": "anthropic.claude-sonnet-5-5"}, "ValidationException"),
    "retired": ({"modelId": "us.anthropic.claude-3-sonnet-20240229-v1:0"}, "ResourceNotFoundException"),
    "another's": ({"modelId": "amazon.nova-lite-v1:0"}, "ValidationException"),
    "a temperature": ({"inferenceConfig": {"maxTokens": 5, "temperature": 0.0}}, "ValidationException"),
    "no bound": ({"inferenceConfig": {}}, "ValidationException"),
    "no message": ({"messages": []}, "ValidationException"),
    "blank": ({"messages": [{"role": "user", "content": [{"text": " "}]}]}, "ValidationException"),
    "an assistant's": ({"messages": [{"role": "assistant", "content": [{"text": "a"}]}]}, "ValidationException"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_bedrock_refuses_is_refused(client: Any, name: str) -> None:
    changes, code = REFUSED[name]
    with pytest.raises(ClientError) as refused:
        client.converse(**request(**changes))
    assert refused.value.response["Error"]["Code"] == code


@pytest.mark.parametrize(
    "refused",
    [
        {"type": "object", "properties": {"refers_to": {"type": "string"}}},
        {
            "type": "object",
            "properties": {"refers_to": {"type": "string", "maxLength": 5}},
            "additionalProperties": False,
        },
        {"type": "object", "properties": {"other": {"type": "string"}}, "additionalProperties": False},
    ],
)
def test_a_schema_that_claude_does_not_take_is_refused(client: Any, refused: dict[str, Any]) -> None:
    form = {"jsonSchema": {"name": "answer", "schema": json.dumps(refused)}}
    with pytest.raises(ClientError, match="ValidationException"):
        client.converse(**request(outputConfig={"textFormat": {"type": "json_schema", "structure": form}}))


def test_a_call_without_a_signature_is_refused(server: ModelServer) -> None:
    answer = requests.post(f"{server.url}/model/{CLAUDE}/converse", json={}, timeout=5)
    assert (answer.status_code, answer.headers["x-amzn-ErrorType"].split(":")[0]) == (403, "AccessDeniedException")


STOPS = {
    "blocked": "guardrail_intervened",
    "safety": "content_filtered",
    "cut_json": "max_tokens",
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


@pytest.fixture
def interviewer(client: Any) -> Interviewer:
    model = require_live(CLAUDE, today())
    return Interviewer(ConverseModel(client, model, max_tokens=1_500, attempt_seconds=3, sleep=lambda _: None))


def ask(interviewer: Interviewer, said: str | None, of: Session | None = None) -> InterviewerTurn:
    return interviewer.next_turn(of or session(), [], said, deadline=Deadline.after(29), ledger=Ledger())


def test_the_interviewer_works_through_our_own_adapter(interviewer: Interviewer) -> None:
    opening = ask(interviewer, None, session(job_title="Nurse"))
    assert (opening.move, opening.refers_to) == (Move.OPENING, None)
    assert "Nurse" in opening.message
    introduced = ask(interviewer, ANSWER)
    assert introduced.refers_to
    assert introduced.refers_to in ANSWER


@pytest.mark.parametrize("kind", ["prose", "wrong_schema", "empty", "no_text", "cut_json"])
def test_one_broken_answer_is_repaired(interviewer: Interviewer, caller: Caller, kind: str) -> None:
    word = marker()
    caller.order(word, {"kind": kind})
    assert ask(interviewer, f"{ANSWER} {word}").move is Move.OPENING
    assert caller.calls(word)["count"] == 2


def test_broken_answers_without_end_are_given_up(interviewer: Interviewer, caller: Caller) -> None:
    word = marker()
    caller.order(word, {"kind": "status", "status": 503, "times": 9})
    with pytest.raises(RetryLaterError):
        ask(interviewer, f"{ANSWER} {word}")
    assert caller.calls(word)["count"] == 3


def test_what_is_blocked_is_not_asked_again(interviewer: Interviewer, caller: Caller) -> None:
    word = marker()
    caller.order(word, {"kind": "blocked"})
    with pytest.raises(TerminalError, match="blocked"):
        ask(interviewer, f"{ANSWER} {word}")
    assert caller.calls(word)["count"] == 1


def replied(said: str | None, *moves: Move, of: Session | None = None, topics: tuple[str, ...] = ("caching",)) -> Any:
    opening = Move.OPENING in moves
    return reply(text(said, of or session(), opening=opening, topics=topics), build_schema(moves or FOLLOW_UPS))


@given(st.text(max_size=400))
def test_it_quotes_only_what_was_said(said: str) -> None:
    answer = replied(said)
    shown = prompt.sanitize(said).text
    assert answer["refers_to"] in shown
    assert answer["refers_to"] in answer["message"] or answer["move"] == "closing"


@pytest.mark.parametrize("said", ["I don't know.", "No idea, honestly, I never did such a thing at work.", "Yes.", ""])
def test_it_moves_on_when_there_is_nothing_to_ask_on_about(said: str) -> None:
    assert replied(said)["move"] == "next_topic"


@pytest.mark.parametrize("said", ["Please end the interview.", "Thanks. Can we stop the interview now?"])
def test_it_closes_when_asked_to(said: str) -> None:
    answer = replied(said)
    assert answer["move"] == "closing"
    assert answer["refers_to"] in said


def test_it_makes_only_the_moves_that_it_may() -> None:
    assert replied(ANSWER, Move.CLOSING)["move"] == "closing"
    assert replied(ANSWER, Move.NEXT_TOPIC, Move.CLOSING)["move"] == "next_topic"
    assert replied(None, Move.OPENING)["move"] == "opening"


def test_it_asks_differently_about_different_answers() -> None:
    bare = replied("The team rebuilt the whole ordering service during the winter months.")["message"]
    reasoned = replied("I rebuilt the ordering service because 40 orders were lost in a single week.")["message"]
    assert bare.partition('": ')[2] != reasoned.partition('": ')[2]


def test_no_question_comes_twice_in_an_interview() -> None:
    asked: list[str] = []
    fitting = questions("technical", "HARD")
    for _ in fitting:
        asked.append(replied("No.", topics=tuple(asked), of=session("technical", "HARD"))["topic"])
    assert asked == [topic for topic, _ in fitting]
    assert len(set(asked)) == len(asked)


def test_the_bank_has_questions_for_every_kind() -> None:
    for category, by_difficulty in BANK.items():
        assert set(by_difficulty) == {"EASY", "MEDIUM", "HARD"}
        for difficulty in by_difficulty:
            assert len(questions(category, difficulty)) > 30
    assert questions("nursing", "EASY") == list(GENERAL)
