"""The bank by the API: filters, pages, and a question with its picture."""

from typing import Any

import pytest

from bandup.questions.bank import read_bank
from bandup.questions.model import TYPES, QuestionKind
from study.questions import QuestionFilter, page_questions, show_question, show_whole_question
from unit.study.conftest import STRANGER, StudyFunction

BANK = read_bank()
ALL = QuestionFilter(None, None, None)


def ids(wanted: QuestionFilter) -> list[str]:
    return [question.id for question in page_questions(wanted, 1000)[0]]


@pytest.mark.parametrize("kind", QuestionKind)
def test_filters_keep_what_fits(kind: QuestionKind) -> None:
    assert ids(QuestionFilter(kind, None, None)) == [each.id for each in BANK.values() if each.kind is kind]
    for name in TYPES[kind]:
        found = ids(QuestionFilter(None, name, None))
        assert (
            found == ids(QuestionFilter(kind, name, None)) == [each.id for each in BANK.values() if each.type == name]
        )
    hard = ids(QuestionFilter(kind, None, "HARD"))
    assert hard == [each.id for each in BANK.values() if each.kind is kind and each.level == "HARD"] != []


@pytest.mark.parametrize("limit", [1, 7, 29, 86, 87, 88])
def test_pages_together_are_the_list(limit: int) -> None:
    found, after = page_questions(ALL, limit)
    while after is not None:
        assert len(found) % limit == 0
        following, after = page_questions(ALL, limit, after)
        assert following
        found = found + following
    assert found == list(BANK.values())


def test_a_page_of_a_filter_goes_on_after_a_question_of_another_kind() -> None:
    letters = QuestionFilter("GENERAL_TASK_1", None, None)
    found, after = page_questions(letters, 100, "bar-library-loans")
    assert [each.id for each in found] == ids(letters)
    assert after is None


def test_a_list_leaves_the_picture_out() -> None:
    shown = show_question(BANK["bar-library-loans"])
    assert shown.keys() == {
        *("question_id", "version", "kind", "type", "level", "text", "instructions", "task_type", "exam"),
    }


def test_a_question_has_its_picture_and_its_data() -> None:
    shown = show_whole_question(BANK["map-fishing-village"])
    assert shown["picture_svg"].startswith("<?xml")
    assert "Pellow Cove" in shown["picture_svg"]
    assert shown["plan"]["title"] == "Pellow Cove"
    assert not {"figures", "steps"} & shown.keys()


def test_a_card_and_its_discussion() -> None:
    card, discussion = (show_whole_question(BANK[name]) for name in ("part-2-rule-you-broke", "part-3-rules"))
    assert (card["part"], len(card["questions"]), len(card["points"])) == ("PART_2", 1, 3)
    assert (discussion["part"], discussion["follows"]) == ("PART_3", card["question_id"])
    assert not {"points", "last_point"} & discussion.keys()


def ask(function: StudyFunction, **query: str) -> Any:
    answer = function.ask("GET", "/questions", query=query)
    assert answer.status == 200, answer.raw
    return answer.json


def test_a_token_is_good_for_its_list_and_its_user(function: StudyFunction) -> None:
    first = ask(function, kind="SPEAKING", limit="4")
    second = ask(function, kind="SPEAKING", limit="4", next_token=first["next_token"])
    asked = [each["question_id"] for each in (*first["items"], *second["items"])]
    assert asked == ids(QuestionFilter("SPEAKING", None, None))[:8]
    for query, user in (({"kind": "SPEAKING"}, STRANGER), ({"kind": "TASK_2"}, None)):
        given = {"user": user} if user else {}
        answer = function.ask("GET", "/questions", query={**query, "next_token": first["next_token"]}, **given)
        assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, "/next_token")


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "speaking"},
        {"kind": ""},
        {"type": "BARS"},
        {"type": "PART_1", "kind": "TASK_2"},
        {"type": "behavioral"},
        {"level": "6.5"},
        {"limit": "0"},
        {"limit": "101"},
    ],
)
def test_a_wrong_filter_is_refused(query: dict[str, str], function: StudyFunction) -> None:
    answer = function.ask("GET", "/questions", query=query)
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, f"/{next(iter(query))}")


@pytest.mark.parametrize("name", ["bar", "BAR-LIBRARY-LOANS", "..%2Fbank", "bar-library-loans-1", "0"])
def test_no_such_question(name: str, function: StudyFunction) -> None:
    assert function.ask("GET", f"/questions/{name}").status == 404
