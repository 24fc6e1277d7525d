"""The document says what the function does, and the function does what the document says."""

import re
from collections.abc import Mapping
from typing import Any, get_args

import pytest

from bandup.questions.model import LEVELS, TYPES, QuestionKind
from bandup.questions.reference import ID_PATTERN
from bandup.study.card import CardState, SourceKind
from study import cards, deck, due, learning, reviews
from study.advice import LATEST_SHOWN
from study.plan.items import Rule
from study.plan.outlook import Outlook
from study.progress.report import MOST_POINTS
from study.recording import Outcome
from support.events import Answer
from support.openapi import DOCUMENT, SCHEMAS, as_documented, operations, routes_of
from unit.study.conftest import RATE, STRANGER, StudyFunction, as_sent
from unit.study.practice import set_card

CARD = "/cards/{card_id}"
STUDY = "/flashcard-sets/{set_id}/study"
PATCH = {"version": 1, "state": "suspended"}
GOALS = {"exam": "ACADEMIC", "target_band": 7, "date": "2027-03-13", "days_a_week": 5, "minutes_a_day": 45}


def check(function: StudyFunction, method: str, path: str, status: int, identifier: str = "", **event: Any) -> Answer:
    answer = function.ask(method, re.sub(r"{\w+}", identifier, path), **event)
    assert answer.status == status, answer.raw
    as_documented(answer, method, path)
    return answer


def test_routes_are_the_same_both_ways(function: StudyFunction) -> None:
    documented = {(method, path) for method, path, _ in operations("study")}
    assert documented == routes_of(function.api)


def test_values_are_the_same_both_ways() -> None:
    described = DOCUMENT["paths"]["/cards/export"]["get"]
    assert f"at most {deck.MOST_EXPORTED:,}" in described["description"]
    assert described["parameters"][0]["schema"]["enum"] == [*deck.FORMATS]
    assert SCHEMAS["QuestionKind"]["enum"] == [*QuestionKind]
    assert SCHEMAS["QuestionType"]["enum"] == [name for types in TYPES.values() for name in types]
    assert set(SCHEMAS["QuestionLevel"]["enum"]) == LEVELS
    assert SCHEMAS["QuestionId"]["pattern"] == ID_PATTERN
    assert set(SCHEMAS["StudyCardState"]["enum"]) == cards.STATES == {*CardState} - {CardState.DELETED}
    assert set(SCHEMAS["RecordedReview"]["properties"]["outcome"]["enum"]) == {*Outcome}
    assert SCHEMAS["StudyCard"]["properties"]["source"]["properties"]["kind"]["enum"] == [*SourceKind]
    (new,) = [
        each["schema"]
        for each in DOCUMENT["paths"]["/cards/due"]["get"]["parameters"]
        if each.get("name") == "new_per_day"
    ]
    assert (new["default"], new["maximum"]) == (due.DEFAULT_NEW, due.MOST_NEW)
    assert set(SCHEMAS["PlanItem"]["properties"]["rule"]["enum"]) == {*get_args(Rule)}
    outlook = SCHEMAS["Plan"]["properties"]["outlook"]["items"]["properties"]["outlook"]
    assert set(outlook["enum"]) == {*get_args(Outlook)}
    today = SCHEMAS["Today"]["properties"]
    assert (today["latest"]["maxItems"], today["cards"]["properties"]["due"]["maximum"]) == (
        LATEST_SHOWN,
        learning.MOST_DUE,
    )
    assert SCHEMAS["SkillProgress"]["properties"]["points"]["maxItems"] == MOST_POINTS
    said = DOCUMENT["paths"]["/reviews"]["post"]["description"]
    assert re.findall(r"up to (\d+)", said) == [str(reviews.MOST_AT_ONCE)]


def test_answers_are_as_documented(function: StudyFunction) -> None:
    card, new = function.shelf.add(), function.shelf.add("new")
    function.shelf.add("proposed", state=CardState.PROPOSED, error_type=None)
    review = as_sent(function.shelf.review(card))
    assert check(function, "POST", "/reviews", 200, body=review).json["due"]
    refused = review | {"card_id": review["id"]}
    check(function, "POST", "/reviews", 200, body={"reviews": [review, refused]})
    for state in cards.STATES:
        check(function, "GET", "/cards", 200, query={"state": state})
    assert check(function, "GET", "/cards", 200, query={"state": "active", "limit": "1"}).json["next_token"]
    assert len(check(function, "GET", "/cards/due", 200, query={"timezone": "Asia/Kolkata"}).json["items"]) == 2
    assert check(function, "GET", "/cards", 200, query={"state": "proposed"}).json["results_left"] is False
    for kind in deck.FORMATS:
        check(function, "GET", "/cards/export", 200, query={"format": kind})
    check(function, "POST", STUDY, 200, function.practice.make_set(set_card(1)))
    check(function, "PUT", "/goals", 200, body=GOALS)
    function.practice.judge_interview()
    for number in range(4):
        function.practice.write_essay(seconds=number)
    check(function, "GET", "/progress", 200)
    for path in ("/plan", "/today"):
        check(function, "GET", path, 200, query={"timezone": "Asia/Kolkata"})
    check(function, "PATCH", CARD, 200, new.id, body=PATCH)
    check(function, "DELETE", CARD, 204, card.id)


@pytest.mark.parametrize("kind", QuestionKind)
def test_questions_are_as_documented(kind: QuestionKind, function: StudyFunction) -> None:
    listed = check(function, "GET", "/questions", 200, query={"kind": kind, "limit": "100"}).json
    for question in listed["items"]:
        answer = function.ask("GET", f"/questions/{question['question_id']}")
        assert answer.status == 200
        as_documented(answer, "GET", "/questions/{question_id}")
    assert check(function, "GET", "/questions", 200, query={"kind": kind, "limit": "1"}).json["next_token"]


def test_problems_are_as_documented(function: StudyFunction) -> None:
    card = function.shelf.add()
    review = as_sent(function.shelf.review(card))
    for method, path, _ in operations("study"):
        check(function, method, path, 401, card.id, user=None)
    check(function, "PATCH", CARD, 404, card.id, user=STRANGER, body=PATCH)
    check(function, "DELETE", CARD, 404, card.id, user=STRANGER)
    check(function, "POST", "/reviews", 404, user=STRANGER, body=review)
    theirs, open_id = function.practice.make_set(set_card(1), user=STRANGER), function.shelf.submit_set()
    check(function, "POST", STUDY, 404, theirs)
    check(function, "POST", STUDY, 409, open_id)
    check(function, "GET", "/cards/export", 422, query={"format": "json"})
    check(function, "GET", "/cards", 422)
    check(function, "GET", "/cards/due", 422, query={"timezone": "Mars"})
    check(function, "GET", "/questions", 422, query={"kind": "SONG"})
    check(function, "GET", "/questions/{question_id}", 404)
    for path in ("/plan", "/today"):
        check(function, "GET", path, 422, query={"timezone": "Mars"})
    bad_events: dict[int, Mapping[str, Any]] = {
        400: {"body": "["},
        413: {"body": "x" * 1_000_000},
        415: {"body": review, "headers": {"Content-Type": "text/plain"}},
        422: {"body": {"a/b": 1}},
    }
    for status, event in bad_events.items():
        check(function, "POST", "/reviews", status, **event)
        check(function, "PATCH", CARD, status, card.id, **event)
        check(function, "PUT", "/goals", status, **event)
    check(function, "POST", "/reviews", 422, body={"reviews": []})
    check(function, "PATCH", CARD, 409, card.id, body=PATCH | {"version": 2})
    proposed = function.shelf.add("2", state=CardState.PROPOSED)
    check(function, "POST", "/reviews", 409, body=review | {"card_id": proposed.id})
    for _ in range(RATE.burst // 10):
        function.send(*[function.shelf.review(proposed)] * 10)
    assert check(function, "POST", "/reviews", 429, body=review).headers["retry-after"]
    for _ in range(RATE.burst):
        function.ask("GET", "/cards/export", query={"format": "csv"})
    assert check(function, "GET", "/cards/export", 429, query={"format": "csv"}).headers["retry-after"]
    function.shelf.clock.advance(60)
    own = function.practice.make_set(set_card(1))
    check(function, "POST", STUDY, 200, own)
    function.practice.edit(own, "c1", 1, question="Anew?")
    function.practice.write_essay()
    function.shelf.delete_account()
    check(function, "GET", "/cards", 403, query={"state": "proposed"})
    check(function, "GET", "/plan", 403)
    check(function, "GET", "/today", 403)
    check(function, "PUT", "/goals", 403, body=GOALS)
    check(function, "GET", "/cards/due", 403)
    check(function, "GET", "/cards/export", 403, query={"format": "csv"})
    check(function, "POST", STUDY, 403, function.practice.make_set(set_card(2)))
    check(function, "PATCH", CARD, 403, card.id, body=PATCH)
    check(function, "DELETE", CARD, 403, card.id)
    check(function, "POST", "/reviews", 403, body=review)


def test_faults_of_ours_are_as_documented(function: StudyFunction) -> None:
    card = function.shelf.add()
    bodies = {"/reviews": as_sent(function.shelf.review(card)), CARD: PATCH, "/goals": GOALS}
    set_id = function.practice.make_set(set_card(1))
    function.shelf.dynamodb.delete_table(TableName=function.shelf.table)
    for method, path, _ in operations("study"):
        if path.startswith("/questions"):
            continue
        identifier = set_id if path == STUDY else card.id
        check(
            function, method, path, 500, identifier, body=bodies.get(path), query={"state": "active", "format": "csv"}
        )
