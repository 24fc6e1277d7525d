from typing import Any

import pytest

from support.interviews import add_feedback, damage, put_interview, put_sessions, session
from support.openapi import as_documented
from support.tables import projected_attributes

from .conftest import OWNER, STRANGER, SessionFunctions

RATINGS = {"technical": 6, "communication": 7.5, "confidence": 5, "problem_solving": 6, "overall": 6}
MENTIONS = [("strength", "testing"), ("weakness", "Kafka"), ("weakness", "Zaghaftigkeit", "confidence")]


@pytest.mark.parametrize("count", [0, 1, 3, 205])
def test_answers_are_as_documented(functions: SessionFunctions, count: int) -> None:
    put_sessions(
        functions.client,
        functions.table,
        [add_feedback(session(OWNER, number), RATINGS, MENTIONS) for number in range(count)],
    )
    answer = functions.ask("/skills")
    as_documented(answer, "GET", "/skills")
    assert answer.json["sessions_analyzed"] == count


def test_damage_in_the_table_is_counted(functions: SessionFunctions) -> None:
    headers = [add_feedback(session(OWNER, number), RATINGS, MENTIONS) for number in range(5)]
    put_sessions(functions.client, functions.table, headers)
    damage(functions.client, functions.table, headers[1], "ratings", {"M": {"technical": {"S": "8/10"}}})
    damage(functions.client, functions.table, headers[3], "skills", {"N": "3"})
    found = functions.get("/skills")
    assert (found["sessions_analyzed"], found["sessions_skipped"]) == (3, 2)


WRONG: list[dict[str, Any]] = [
    {"S": "x"},
    {"S": "[" * 20_000},
    {"S": '[{"kind": "strength"}]'},
    {"N": "-1.5"},
    {"N": "9" * 38},
    {"B": b"x"},
    {"BOOL": True},
    {"NULL": True},
    {"SS": ["x"]},
    {"L": [{"NULL": True}]},
    {"M": {"technical": {"L": []}}},
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: next(iter(wrong)))
def test_no_damage_to_what_lists_read_hides_the_other_sessions(
    functions: SessionFunctions, wrong: dict[str, Any]
) -> None:
    attributes = projected_attributes("interview_sessions", "userId-ts-index")
    headers = [add_feedback(session(OWNER, number), RATINGS, MENTIONS) for number in range(len(attributes) + 1)]
    put_sessions(functions.client, functions.table, headers)
    for attribute, header in zip(attributes, headers, strict=False):
        damage(functions.client, functions.table, header, attribute, wrong)
    found = functions.get("/skills")
    assert found["sessions_analyzed"] + found["sessions_skipped"] + found["sessions_without_feedback"] == len(headers)
    assert found["sessions_analyzed"] >= len(headers) - 2
    assert len(functions.get("/sessions", limit="100")["items"]) == len(headers)


def test_only_ones_own_sessions_count(functions: SessionFunctions) -> None:
    put_sessions(
        functions.client, functions.table, [add_feedback(session(STRANGER), RATINGS, MENTIONS), session(OWNER)]
    )
    found = functions.get("/skills")
    assert (found["sessions_analyzed"], found["sessions_without_feedback"]) == (0, 1)


def test_lists_and_reviews_are_as_documented(functions: SessionFunctions) -> None:
    mine = put_interview(
        functions.client, functions.table, add_feedback(session(OWNER), RATINGS, MENTIONS), ["Why?", "So.", "Ah."]
    )
    put_sessions(functions.client, functions.table, [session(OWNER, 1, company="Example Ltd")])
    for path, query in (
        ("/sessions", {}),
        ("/sessions", {"limit": "1"}),
        ("/review", {"session_id": mine.session_id}),
        ("/review", {"session_id": mine.session_id, "limit": "1"}),
    ):
        as_documented(functions.ask(path, query=query), "GET", path)
