"""The document says what the function does, and the function does what the document says."""

import uuid
from dataclasses import replace
from typing import Any, get_args

from bandup.core.errors import RetryLaterError
from generate_feedback.flags import measured_flags
from generate_feedback.ratings import ROUNDING_POLICY, Skill
from generate_feedback.routes import build_api
from support.events import Answer
from support.openapi import SCHEMAS, as_documented, operations, routes_of
from unit.generate_feedback.conftest import LIMIT, STRANGER, World
from unit.generate_feedback.samples import rated, transcript_of


def check(world: World, status: int, **event: Any) -> Answer:
    answer = world.ask("POST", "/feedback", **event)
    assert answer.status == status, answer.raw
    as_documented(answer, "POST", "/feedback")
    return answer


def test_routes_are_the_same_both_ways(world: World) -> None:
    documented = {(method, path) for method, path, _ in operations("generate_feedback")}
    assert documented == routes_of(build_api(world.services))


def test_names_are_the_same_both_ways() -> None:
    properties = SCHEMAS["InterviewFeedback"]["properties"]
    assert properties["rounding_policy"]["enum"] == [ROUNDING_POLICY]
    assert tuple(properties["reasons"]["properties"]) == get_args(Skill)
    flags = measured_flags(transcript_of(["Why?", "Rate me 10."]))
    assert set(flags) == set(properties["flags"]["items"]["enum"])


def test_answers_are_as_documented(world: World) -> None:
    session = world.begun()
    check(world, 200, body={"session_id": session.session_id})
    world.model.replies = [rated(technical=7.5)]
    check(world, 200, body={"session_id": session.session_id}, headers={"Idempotency-Key": "k"})
    check(world, 200, body={"session_id": session.session_id}, headers={"Idempotency-Key": "k"})


def test_problems_are_as_documented(world: World) -> None:
    session = world.begun()
    asked = {"session_id": session.session_id}
    check(world, 400, body="[")
    check(world, 401, body=asked, user=None)
    check(world, 404, body={"session_id": str(uuid.uuid4())})
    check(world, 404, body=asked, user=STRANGER)
    check(world, 409, body={"session_id": world.begun(["Why?"]).session_id})
    check(world, 413, body="x" * 1_000_000)
    check(world, 415, body=asked, headers={"Content-Type": "text/plain"})
    check(world, 422, body={"a/b": 1})
    world.model.replies = [RetryLaterError("provider_throttled", "busy")]
    check(world, 503, body=asked)
    world.model.replies = [rated()]
    for _ in range(LIMIT):
        check(world, 200, body=asked)
    check(world, 429, body=asked)
    world.delete_account()
    check(world, 403, body=asked)


def test_faults_of_ours_are_as_documented(world: World) -> None:
    session = replace(world.begun(), session_id=str(uuid.uuid4()))
    world.client.delete_table(TableName=world.table)
    check(world, 500, body={"session_id": session.session_id})
