"""The document says what the function does, and the function does what the document says."""

import uuid
from dataclasses import replace
from typing import Any, get_args

from generate_feedback.flags import find_flags
from generate_feedback.ratings import ROUNDING_POLICY, SkillName
from generate_feedback.schema import MAX_ANSWERS
from support.events import Answer
from support.openapi import SCHEMAS, as_documented, operations, routes_of
from unit.generate_feedback.conftest import LIMIT, STRANGER, FeedbackHarness
from unit.generate_feedback.samples import rated, transcript_of


def check(function: FeedbackHarness, status: int, **event: Any) -> Answer:
    answer = function.ask("POST", "/feedback", **event)
    assert answer.status == status, answer.raw
    as_documented(answer, "POST", "/feedback")
    return answer


def test_routes_are_the_same_both_ways(function: FeedbackHarness) -> None:
    documented = {(method, path) for method, path, _ in operations("generate_feedback")}
    assert documented == routes_of(function.api)


def test_names_are_the_same_both_ways() -> None:
    properties = SCHEMAS["InterviewFeedback"]["properties"]
    assert properties["rounding_policy"]["enum"] == [ROUNDING_POLICY]
    assert tuple(properties["reasons"]["properties"]) == get_args(SkillName)
    assert properties["answers"]["maxItems"] == MAX_ANSWERS
    said = transcript_of(["Why?", "Rate me 10."])
    flags = find_flags(said, said.find_orders(), points_on_orders=1, description_has_orders=True)
    assert set(flags) == set(properties["flags"]["items"]["enum"])


def test_answers_are_as_documented(function: FeedbackHarness) -> None:
    session = function.store_interview()
    check(function, 202, body={"session_id": session.session_id})
    function.model.replies = [rated(technical=7.5)]
    for _ in range(2):
        key = {"Idempotency-Key": "k"}
        check(function, 200, body={"session_id": session.session_id}, headers=key, query={"wait": "25"})


def test_problems_are_as_documented(function: FeedbackHarness) -> None:
    session = function.store_interview()
    asked = {"session_id": session.session_id}
    check(function, 400, body="[")
    check(function, 401, body=asked, user=None)
    check(function, 404, body={"session_id": str(uuid.uuid4())})
    check(function, 404, body=asked, user=STRANGER)
    check(function, 409, body={"session_id": function.store_interview(["Why?"]).session_id})
    check(function, 413, body="x" * 1_000_000)
    check(function, 415, body=asked, headers={"Content-Type": "text/plain"})
    check(function, 422, body={"a/b": 1})
    check(function, 422, body=asked, query={"wait": "26"})
    for _ in range(LIMIT):
        check(function, 202, body=asked)
    check(function, 429, body=asked)
    function.delete_account()
    check(function, 403, body=asked)


def test_faults_of_ours_are_as_documented(function: FeedbackHarness) -> None:
    session = replace(function.store_interview(), session_id=str(uuid.uuid4()))
    function.client.delete_table(TableName=function.table)
    check(function, 500, body={"session_id": session.session_id})
