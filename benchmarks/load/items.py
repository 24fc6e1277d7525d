"""What the stand-in's tables hold: for every key that is asked for, an item that suits it."""

import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any

from bandup.core.dynamo import from_attributes, to_attributes
from bandup.interview.items import session_to_item, turn_to_item
from bandup.interview.model import Session
from bandup.study.card import Memory, StudyCard
from support.interviews import add_feedback, session, turns
from support.study_cards import make_card

from .inputs import USER, make_job

SESSIONS = 20
DUE = 20
BEGUN = 1_760_000_000_000
"""How many cards of one learner are due, and when they were made."""
TURNS = ["What did you build last?", "we put a cache in front of it", "Why a cache?", "because it is read so often"]
EVALUATION = {
    "user_id": USER,
    "evaluation_type": "WRITING",
    "task_type": "TASK_2",
    "status": "COMPLETED",
    "basis": "examiner",
    "overall_band": "6.5",
    "created_at": 1_795_000_000_000,
    "schema_version": 1,
    "corrected_essay": "A paragraph of an essay that was corrected. " * 60,
}

UUID_DASHES = 4

Item = dict[str, Any]


def find(table: str, key: Mapping[str, Any]) -> Item | None:
    """The item with a key: no account is deleted, nothing was judged before, and nobody has used a unit of a quota."""
    values = from_attributes(key)
    if table.endswith("-jobs") and not values["job_id"].startswith("tombstone"):
        return to_attributes(make_job(values["job_id"]).as_item())
    if table.endswith("-sessions") and values["sessionId"].count("-"):
        return to_attributes(session_to_item(_interview(0)))
    if table.endswith("-evaluations") and values["evaluation_id"].count("-") == UUID_DASHES:
        return to_attributes({**EVALUATION, "evaluation_id": values["evaluation_id"]})
    if table.endswith("-study") and values["entry"].startswith("card#"):
        return to_attributes(_make_studied(0).as_item())
    return None


def find_all(asked: Mapping[str, Any]) -> list[Item]:
    """What a query finds: a page of the user's own, the header of an interview, or its turns."""
    if asked["TableName"].endswith("-sessions"):
        if asked.get("IndexName"):
            return _sessions()
        header, *said = _one_interview()
        values = asked["ExpressionAttributeValues"]
        if values[":session"]["S"].count("-") != UUID_DASHES:
            return []  # feedback in parts, and stored answers
        found = said if ":after" in values else [header]
        return found if asked.get("ScanIndexForward", True) else found[::-1]
    if asked["TableName"].endswith("-evaluations"):
        return [to_attributes({**EVALUATION, "evaluation_id": f"{number:08d}"}) for number in range(SESSIONS)]
    if asked["TableName"].endswith("-study") and ":first" in asked["ExpressionAttributeValues"]:
        return [to_attributes(_make_studied(number).as_item()) for number in range(DUE)]
    return []


@cache
def _sessions() -> list[Item]:
    return [to_attributes(session_to_item(_interview(number))) for number in range(SESSIONS)]


@cache
def _one_interview() -> list[Item]:
    header = _interview(0)
    return [
        to_attributes(each)
        for each in (session_to_item(header), *(turn_to_item(header, turn) for turn in turns(header, TURNS)))
    ]


@cache
def _interview(number: int) -> Session:
    name = str(uuid.UUID(int=number + 1, version=4))  # the same in all processes
    begun = session(USER, number, turns=len(TURNS), answers=len(TURNS) // 2, session_id=name)
    return add_feedback(begun, {"technical": "6.5", "communication": "7"}, [("strength", "caching")])


def find_session_id() -> str:
    """The id of the interview that a query finds."""
    return _interview(0).session_id


@cache
def _make_studied(number: int) -> StudyCard:
    """A card that was reviewed five times, and not since."""
    last = (BEGUN + 40 * 24 * 3600 * 1000, str(uuid.UUID(int=number + 1, version=4)))
    memory = Memory(2, None, 20.0, 5.0, last[0] + 20 * 24 * 3600 * 1000, BEGUN, last, 5)
    return make_card(USER, BEGUN, str(number), memory=memory)


def make_review() -> dict[str, Any]:
    """A review of a card that is found, as a learner's device sends it."""
    card = _make_studied(0)
    return {
        "id": str(uuid.UUID(int=0, version=4)),
        "card_id": card.id,
        "rating": 3,
        "time": BEGUN + 61 * 24 * 3600 * 1000,
    }
