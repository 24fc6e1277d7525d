"""Feedback as items: what is said of answers apart from all else, and later work never replaced."""

from dataclasses import replace
from typing import Any

from bandup.core.dynamo import Table, from_attributes
from bandup.interview.feedback_items import join_items, store_feedback
from bandup.interview.model import Session

CLIENT: Any = None
SESSION = replace(Session("s", "owner", 0, "technical", "MEDIUM"), turns=4)
FEEDBACK = {"a note": "x", "answers": [{"turn": 2}], "summary": "Good."}


def put(feedback: dict[str, Any]) -> list[dict[str, Any]]:
    """The writes of the feedback's own items."""
    writes = store_feedback(Table(CLIENT, "sessions"), SESSION, feedback, subject="subject", newest="newest")
    assert list(writes) == ["subject", "newest", "answers"]
    return [writes["newest"]["Put"], writes["answers"]["Put"]]


def test_answers_have_an_item_of_their_own_behind_the_feedback() -> None:
    feedback, answers = (from_attributes(each["Item"]) for each in put(FEEDBACK))
    assert [(each["sessionId"], each["ts"]) for each in (feedback, answers)] == [("feedback#s", 1), ("feedback#s", 2)]
    assert feedback["feedback"] == {"a note": "x", "summary": "Good."}
    assert "feedback" not in answers
    assert join_items([answers, feedback]) == FEEDBACK


def test_only_feedback_on_as_many_turns_or_fewer_is_replaced() -> None:
    newest, answers = put(FEEDBACK)
    assert newest["ConditionExpression"] == "attribute_not_exists(#turns) OR #turns <= :turns"
    assert newest["ExpressionAttributeValues"] == {":turns": {"N": "4"}}
    assert "ConditionExpression" not in answers, "it is written together with the other one"


def test_what_is_not_there_is_read_as_none() -> None:
    [_, answers] = put({"summary": "Good."})
    assert from_attributes(answers["Item"])["answers"] == []
    assert join_items([]) is None
    assert join_items([{"answers": []}]) is None
    assert join_items([{"feedback": {"summary": "Good."}}]) == {"summary": "Good.", "answers": []}
