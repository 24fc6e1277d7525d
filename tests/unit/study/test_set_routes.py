"""What the routes show of sets and proposals."""

from typing import Any

import pytest

from unit.study.conftest import StudyFunction
from unit.study.practice import AGREEMENT, COLLOCATION, set_card

pytestmark = pytest.mark.slow


def shown(function: StudyFunction, path: str, **query: str) -> Any:
    answer = function.ask("GET", path, query=query)
    assert answer.status == 200, answer.raw
    return answer.json


def test_what_is_shown_is_as_the_set_has_it_now(function: StudyFunction) -> None:
    set_id = function.practice.make_set(*map(set_card, range(3)))
    answer = function.ask("POST", f"/flashcard-sets/{set_id}/study")
    assert answer.json == {"set_id": set_id, "cards": 3, "added": 3}
    function.practice.edit(set_id, "c0", 1, question="Anew?")
    function.practice.edit(set_id, "c1", 1, suspended=True)
    assert {card["front"] for card in shown(function, "/cards/due")["items"]} == {"Anew?", "What is fact 2?"}
    function.practice.edit(set_id, "c2", 1)
    assert [card["front"] for card in shown(function, "/cards", state="active")["items"]] == ["Anew?"]


def test_the_first_page_of_what_new_work_changes_looks_through_results(function: StudyFunction) -> None:
    function.practice.write_essay(AGREEMENT, COLLOCATION)
    first = shown(function, "/cards", state="proposed", limit="1")
    assert first["results_left"] is False
    function.practice.write_essay(AGREEMENT)
    rest = shown(function, "/cards", state="proposed", limit="9", next_token=first["next_token"])
    assert (len(rest["items"]), "results_left" in rest) == (1, False)
    assert len(shown(function, "/cards", state="proposed")["items"]) == 3
    assert ["results_left" in shown(function, "/cards", state=each) for each in ("active", "retired", "suspended")] == [
        True,
        True,
        False,
    ]
