"""The document says what the function does, and the function does what the document says."""

import re
import uuid
from typing import Any

import pytest

from generate_interview_question import request
from generate_interview_question.routes import build_api
from support.events import Answer
from support.openapi import SCHEMAS, as_documented, operations, routes_of

from .conftest import LONG_ANSWER, NEW, World, says


def check(world: World, status: int, **event: Any) -> Answer:
    answer = world.ask(**event)
    assert answer.status == status, answer.raw
    as_documented(answer, "POST", "/interview")
    return answer


def test_routes_are_the_same_both_ways(world: World) -> None:
    documented = {(method, path) for method, path, _ in operations("generate_interview_question")}
    assert documented == routes_of(build_api(world.services))


@pytest.mark.parametrize(
    ("name", "longest"),
    [
        ("category", request.MAX_CATEGORY_LENGTH),
        ("job_title", request.MAX_NAME_LENGTH),
        ("company", request.MAX_NAME_LENGTH),
        ("resume_text", request.MAX_RESUME_LENGTH),
        ("message", request.MAX_MESSAGE_LENGTH),
    ],
)
def test_limits_are_the_same_both_ways(name: str, longest: int) -> None:
    said = SCHEMAS["InterviewRequest"]["properties"][name]["description"]
    assert re.findall(r"up to ([\d,]+) characters", said) == [f"{longest:,}"]


def test_answers_are_as_documented(world: World) -> None:
    session_id = check(world, 200, body=NEW).json["session_id"]
    check(world, 200, body=NEW | {"message": LONG_ANSWER, "job_title": "Cook"})
    check(world, 200, body={"session_id": session_id, "message": LONG_ANSWER})
    check(world, 200, body={"session_id": session_id, "message": "Please end the interview."})


def test_problems_are_as_documented(world: World) -> None:
    session_id = check(world, 200, body=NEW, key="3f1c").json["session_id"]
    said = {"session_id": session_id, "message": LONG_ANSWER}
    check(world, 400, body="[")
    check(world, 401, body=NEW, user=None)
    check(world, 404, body=said | {"session_id": str(uuid.uuid4())})
    check(world, 409, body=said, key="3f1c")
    check(world, 413, body="x" * 1_000_000)
    check(world, 415, body=NEW, headers={"Content-Type": "text/plain"})
    check(world, 422, body={"a/b": 1})
    world.claude.script.extend([says(move="closing")] * 2)
    check(world, 503, body=said)
    world.leave_of_quota(0)
    check(world, 429, body=NEW)
    world.delete_account()
    check(world, 403, body=NEW)
