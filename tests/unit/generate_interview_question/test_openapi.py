"""The document says what the function does, and the function does what the document says."""

import re
import uuid
from typing import Any

import pytest

from bandup.interview.categories import MAX_CATEGORY_LENGTH
from generate_interview_question import request
from support.events import Answer
from support.openapi import SCHEMAS, as_documented, operations, routes_of

from .conftest import LONG_ANSWER, NEW, InterviewFunction, says


def check(function: InterviewFunction, status: int, **event: Any) -> Answer:
    answer = function.ask(**event)
    assert answer.status == status, answer.raw
    as_documented(answer, "POST", "/interview")
    return answer


def test_routes_are_the_same_both_ways(function: InterviewFunction) -> None:
    documented = {(method, path) for method, path, _ in operations("generate_interview_question")}
    assert documented == routes_of(function.api)


@pytest.mark.parametrize(
    ("name", "longest"),
    [
        ("category", MAX_CATEGORY_LENGTH),
        ("job_title", request.MAX_NAME_LENGTH),
        ("company", request.MAX_NAME_LENGTH),
        ("seniority", request.MAX_PHRASE_LENGTH),
        ("focus", request.MAX_PHRASE_LENGTH),
        ("resume_text", request.MAX_RESUME_LENGTH),
        ("job_description", request.MAX_DESCRIPTION_LENGTH),
        ("message", request.MAX_MESSAGE_LENGTH),
    ],
)
def test_limits_are_the_same_both_ways(name: str, longest: int) -> None:
    said = SCHEMAS["InterviewRequest"]["properties"][name]["description"]
    assert re.findall(r"up to ([\d,]+) characters", said) == [f"{longest:,}"]


def test_answers_are_as_documented(function: InterviewFunction) -> None:
    session_id = check(function, 200, body=NEW).json["session_id"]
    check(function, 200, body=NEW | {"message": LONG_ANSWER, "job_title": "Cook"})
    check(function, 200, body={"session_id": session_id, "message": LONG_ANSWER})
    check(function, 200, body={"session_id": session_id, "message": "Could you explain the question?"})
    check(function, 200, body={"retake": {"session_id": session_id, "turn": 1}})
    check(function, 200, body={"session_id": session_id, "message": "Please end the interview."})


def test_problems_are_as_documented(function: InterviewFunction) -> None:
    session_id = check(function, 200, body=NEW, key="3f1c").json["session_id"]
    said = {"session_id": session_id, "message": LONG_ANSWER}
    check(function, 400, body="[")
    check(function, 401, body=NEW, user=None)
    check(function, 404, body=said | {"session_id": str(uuid.uuid4())})
    check(function, 409, body=said, key="3f1c")
    check(function, 413, body="x" * 1_000_000)
    check(function, 415, body=NEW, headers={"Content-Type": "text/plain"})
    check(function, 422, body={"a/b": 1})
    function.claude.script.extend([says(move="closing")] * 2)
    check(function, 503, body=said)
    function.leave_quota(0)
    check(function, 429, body=NEW)
    function.delete_account()
    check(function, 403, body=NEW)
