"""The cards of a set: listed, changed by their owner alone, and gone where they were deleted."""

import json
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from bandup.core.aws import Clients
from bandup.flashcards.edits import MAX_ANSWER, MAX_QUESTION, CardEdit, SetEdits
from bandup.flashcards.options import MAX_CARDS
from bandup.jobs.kinds import FLASHCARD_SETS, Kind
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from job_api.app import JobApi
from job_api.card_editor import ATTEMPTS
from job_api.services import Services
from support.tokens import UserPool

from .account import exported as account_export
from .cards import GAP, card, large_set, made, two_cards
from .conftest import OWNER, SETTLE_SECONDS, STRANGER, JobApiHarness
from .test_flashcards import exported, ready

THREE = made(card(1), card(2), GAP)
MINE = "What I would say: <b>x</b> & \\( never closed"


def inherited(run: Run) -> Result:
    """A set that takes over an edit of an earlier one."""
    result = two_cards(run)
    assert result is not None
    edits = {"version": 1, "cards": {"c1": {"version": 3, "answer": "Mine.", "changed_at": run.job.created_at}}}
    return Result(result.fields, result.body, edits=edits)


def cards_of(harness: JobApiHarness, set_id: str, **query: str) -> Any:
    answer = harness.ask("GET", f"/flashcard-sets/{set_id}/cards", query=query)
    assert answer.status == 200, answer.raw
    return answer.json


def patch(harness: JobApiHarness, set_id: str, card_id: str = "c1", *, user: str = OWNER, **body: Any) -> Any:
    return harness.ask("PATCH", f"/flashcard-sets/{set_id}/cards/{card_id}", user=user, body={"version": 1} | body)


def delete(harness: JobApiHarness, set_id: str, card_id: str = "c1", *, user: str = OWNER) -> int:
    return harness.ask("DELETE", f"/flashcard-sets/{set_id}/cards/{card_id}", user=user).status


def everything(harness: JobApiHarness, set_id: str) -> dict[str, str]:
    """All that shows or holds the set, by its name."""
    files = {kind: exported(harness, set_id, kind).decode() for kind in ("csv", "json")}
    seen = {path: json.dumps(harness.ask("GET", f"/flashcard-sets/{set_id}{path}").json) for path in ("", "/cards")}
    return files | seen | {"account": json.dumps(account_export(harness)["flashcard_sets"])}


@pytest.mark.parametrize("work", [two_cards, large_set])
def test_a_change_is_seen_everywhere(work: Any, harness: JobApiHarness) -> None:
    set_id = ready(harness, work)
    answer = patch(harness, set_id, question="In other words?", answer=MINE)
    assert (answer.status, answer.json["version"], answer.json["answer"]) == (200, 2, MINE)
    for name, text in everything(harness, set_id).items():
        assert "In other words?" in text, name
        assert "What is fact 1?" not in text, name
        assert "<b>x</b>" in text, f"{name}: HTML is text"
    stored = harness.results[FLASHCARD_SETS].get_owned(set_id, OWNER)
    assert stored is not None
    assert stored["flashcards"][0]["question"] == "What is fact 1?", "a result stays as it was stored"


@pytest.mark.parametrize("work", [two_cards, large_set])
def test_a_deleted_card_is_nowhere_and_once(work: Any, harness: JobApiHarness) -> None:
    set_id = ready(harness, work)
    patch(harness, set_id, answer="Mine.")
    assert (delete(harness, set_id), delete(harness, set_id)) == (204, 404)
    for name, text in everything(harness, set_id).items():
        for gone in ("fact 1", "Mine.", '"c1"'):
            assert gone not in text, (name, gone)
    assert patch(harness, set_id, version=3, answer="Again.").status == 404
    assert harness.ask("GET", f"/flashcard-sets/{set_id}").json["total_cards"] == 1
    (listed,) = harness.ask("GET", "/flashcard-sets").json["items"]
    assert listed["total_cards"] == 1


def test_a_set_may_lose_all_its_cards(harness: JobApiHarness) -> None:
    set_id = ready(harness)
    assert [delete(harness, set_id, each) for each in ("c1", "c7")] == [204, 204]
    assert cards_of(harness, set_id) == {"items": []}
    assert harness.ask("GET", "/flashcard-sets").json["items"][0]["total_cards"] == 0
    assert exported(harness, set_id, "apkg")


def test_a_suspended_card_is_flagged_and_in_no_deck(harness: JobApiHarness) -> None:
    set_id = ready(harness)
    assert patch(harness, set_id, suspended=True).json["suspended"] is True
    assert [each["suspended"] for each in cards_of(harness, set_id)["items"]] == [True, False]
    assert [each["suspended"] for each in json.loads(exported(harness, set_id, "json"))["flashcards"]] == [True, False]
    assert "fact 1" not in exported(harness, set_id, "csv").decode()
    assert harness.ask("GET", f"/flashcard-sets/{set_id}").json["total_cards"] == 2
    patch(harness, set_id, version=2, suspended=False)
    assert "fact 1" in exported(harness, set_id, "csv").decode()


def test_cards_are_paged_and_a_deletion_between_two_pages_moves_none(harness: JobApiHarness) -> None:
    set_id = ready(harness, made(*(card(number) for number in range(1, 8))))
    first = cards_of(harness, set_id, limit="3")
    assert [each["id"] for each in first["items"]] == ["c1", "c2", "c3"]
    for gone in ("c2", "c4"):
        delete(harness, set_id, gone)
    second = cards_of(harness, set_id, limit="3", next_token=first["next_token"])
    assert [each["id"] for each in second["items"]] == ["c5", "c6", "c7"]
    assert "next_token" not in second
    other = ready(harness)
    for path in (f"/flashcard-sets/{other}/cards", "/flashcard-sets"):
        assert harness.ask("GET", path, query={"next_token": first["next_token"]}).status == 422
    assert harness.ask("GET", f"/flashcard-sets/{set_id}/cards", query={"limit": "0"}).status == 422


# --- refused


def test_a_strangers_cards_are_not_there(harness: JobApiHarness) -> None:
    set_id = ready(harness)
    before = harness.stored()
    unknown = "0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"
    for theirs in (set_id, unknown, "x"):
        assert harness.ask("GET", f"/flashcard-sets/{theirs}/cards", user=STRANGER).status == 404
        assert patch(harness, theirs, user=STRANGER, answer="Theirs.").status == 404
        assert delete(harness, theirs, user=STRANGER) == 404
    for card_id in ("c2", "C1", "c1%20", "..", "\ud800"):
        assert patch(harness, set_id, card_id, answer="Mine.").status == 404
        assert delete(harness, set_id, card_id) == 404
    assert harness.stored() == before


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, ""),
    "nothing but null": ({"question": None, "suspended": None}, ""),
    "an unknown field": ({"answer": "a", "page": 3}, "/page"),
    "an id": ({"answer": "a", "user_id": STRANGER}, "/user_id"),
    "a long question": ({"question": "x" * (MAX_QUESTION + 1)}, "/question"),
    "a long answer": ({"answer": "x" * (MAX_ANSWER + 1)}, "/answer"),
    "100,000 characters": ({"answer": "x" * 100_000}, "/answer"),
    "an empty question": ({"question": ""}, "/question"),
    "an invisible answer": ({"answer": " \u200b\n"}, "/answer"),
    "a control character": ({"answer": "a\x1fb"}, "/answer"),
    "half a character": ({"answer": "\ud800"}, "/answer"),
    "a number": ({"answer": 3}, "/answer"),
    "a word for true": ({"suspended": "true"}, "/suspended"),
    "no version": ({"answer": "a", "version": None}, "/version"),
    "version 0": ({"answer": "a", "version": 0}, "/version"),
    "a version in words": ({"answer": "a", "version": "1"}, "/version"),
}


@pytest.fixture(scope="module")
def untouched(clients: Clients, pool: UserPool, keys_url: str) -> tuple[JobApiHarness, str]:
    """One set for all that must change nothing of it."""
    harness = JobApiHarness(clients, pool, keys_url)
    return harness, ready(harness)


@pytest.mark.parametrize(("body", "pointer"), BAD.values(), ids=BAD.keys())
def test_a_bad_change_is_refused_by_its_field(
    body: dict[str, Any], pointer: str, untouched: tuple[JobApiHarness, str]
) -> None:
    harness, set_id = untouched
    answer = patch(harness, set_id, **body)
    assert (answer.status, answer.pointers) == (422, [("body", pointer)]), answer.raw
    assert [each["version"] for each in cards_of(harness, set_id)["items"]] == [1, 1]


def test_a_gap_is_kept(untouched: tuple[JobApiHarness, str]) -> None:
    harness, set_id = untouched
    answer = patch(harness, set_id, "c7", question="The mitochondrion is the powerhouse.")
    assert (answer.status, answer.pointers, answer.json["errors"][0]["code"]) == (422, [("body", "/question")], "gaps")


# --- at the same time


def test_of_two_changes_of_one_card_the_second_is_told(harness: JobApiHarness) -> None:
    set_id = ready(harness)
    assert patch(harness, set_id, answer="First.").status == 200
    late = patch(harness, set_id, answer="Second.")
    assert (late.status, late.json["type"]) == (409, "urn:bandup:problem:conflict")
    assert "version" in late.json["detail"]
    assert cards_of(harness, set_id)["items"][0]["answer"] == "First."
    assert patch(harness, set_id, version=2, answer="Second.").status == 200


class Meanwhile:
    """DynamoDB's client, which lets something happen before each of its next calls of one kind."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.before_writing: list[Callable[[], object]] = []
        self.after_reading: list[Callable[[], object]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def transact_write_items(self, **request: Any) -> Any:
        if self.before_writing:
            self.before_writing.pop(0)()
        return self._client.transact_write_items(**request)

    def get_item(self, **request: Any) -> Any:
        found = self._client.get_item(**request)
        if self.after_reading:
            self.after_reading.pop(0)()
        return found


@dataclass
class Busy:
    """One user at two places: what `other` does happens while `harness` is at work."""

    harness: JobApiHarness
    other: JobApiHarness
    meanwhile: Meanwhile


@pytest.fixture
def busy(harness: JobApiHarness, clients: Clients) -> Busy:
    meanwhile, one = Meanwhile(harness.dynamodb), copy(harness)
    given: dict[str, Any] = {"s3": harness.s3, "sqs": harness.sqs, "cognito-idp": harness.cognito}
    given |= {"dynamodb": meanwhile, "secretsmanager": clients.get("secretsmanager")}
    one.handler = JobApi(Services.build(harness.settings, Clients(given), harness.clock))
    return Busy(one, harness, meanwhile)


def test_a_change_of_another_card_is_no_conflict(busy: Busy) -> None:
    set_id = ready(busy.harness)
    busy.meanwhile.before_writing = [lambda: patch(busy.other, set_id, "c7", answer="mitochondria")]
    assert patch(busy.harness, set_id, answer="Mine.").status == 200
    assert [each["answer"] for each in cards_of(busy.other, set_id)["items"]] == ["Mine.", "mitochondria"]


def test_a_change_of_the_same_card_at_the_same_time_is_one(busy: Busy) -> None:
    set_id = ready(busy.harness)
    busy.meanwhile.before_writing = [lambda: patch(busy.other, set_id, answer="Theirs.")]
    assert patch(busy.harness, set_id, answer="Mine.").status == 409
    assert [each["answer"] for each in cards_of(busy.other, set_id)["items"]] == ["Theirs.", GAP["answer"]]
    busy.meanwhile.before_writing = [lambda: delete(busy.other, set_id)]
    assert patch(busy.harness, set_id, version=2, answer="Mine.").status == 404
    busy.meanwhile.before_writing = [lambda: delete(busy.other, set_id, "c7")]
    assert delete(busy.harness, set_id, "c7") == 404
    assert busy.other.ask("GET", "/flashcard-sets").json["items"][0]["total_cards"] == 0


def test_who_never_gets_a_turn_may_try_again(busy: Busy) -> None:
    set_id = ready(busy.harness)
    busy.meanwhile.before_writing = [
        partial(patch, busy.other, set_id, "c7", version=version, suspended=True) for version in range(1, ATTEMPTS + 1)
    ]
    answer = patch(busy.harness, set_id, answer="Mine.")
    assert (answer.status, answer.headers["retry-after"]) == (503, "1")


@pytest.mark.parametrize("act", [partial(patch, answer="Mine."), delete])
def test_a_card_of_a_set_that_is_deleted_meanwhile_is_not_kept(act: Any, busy: Busy) -> None:
    set_id = ready(busy.harness)
    busy.meanwhile.before_writing = [lambda: busy.other.ask("DELETE", f"/flashcard-sets/{set_id}")]
    answer = act(busy.harness, set_id)
    assert (answer if isinstance(answer, int) else answer.status) == 404
    assert not [item for item in busy.other.stored() if "set_id" in item]


@pytest.mark.parametrize("reads", range(4))
def test_a_reader_meets_the_set_before_or_after_a_change(reads: int, busy: Busy) -> None:
    set_id = ready(busy.harness, THREE)

    def change() -> None:
        patch(busy.other, set_id, answer="After.")
        delete(busy.other, set_id, "c2")

    busy.meanwhile.after_reading = [*([lambda: None] * reads), change]
    found = json.loads(exported(busy.harness, set_id, "json"))
    seen = [(each["id"], each["answer"]) for each in found["flashcards"]]
    before = [(each["id"], each["answer"]) for each in (card(1), card(2), GAP)]
    assert seen in (before, [("c1", "After."), ("c7", GAP["answer"])])
    assert found["total_cards"] == len(seen)


def test_a_set_that_is_deleted_while_it_is_read_is_not_seen_without_its_edits(busy: Busy) -> None:
    set_id = ready(busy.harness)
    delete(busy.other, set_id)
    for reads in range(3):
        busy.meanwhile.after_reading = [
            *([lambda: None] * reads),
            partial(busy.other.ask, "DELETE", f"/flashcard-sets/{set_id}"),
        ]
        assert "fact 1" not in str(busy.harness.ask("GET", f"/flashcard-sets/{set_id}").json)


def test_a_set_that_is_stored_while_it_is_read_is_not_seen_without_its_edits(busy: Busy) -> None:
    set_id = busy.harness.submit_pdf()
    busy.meanwhile.after_reading = [lambda: busy.other.work_off(inherited, Kind.FLASHCARD)]
    found = busy.harness.ask("GET", f"/flashcard-sets/{set_id}")
    assert found.json["flashcards"][0]["answer"] == "Mine."


# --- what else there is of a user


def test_edits_go_with_their_set(harness: JobApiHarness) -> None:
    kept, gone = ready(harness), ready(harness)
    for set_id in (kept, gone):
        patch(harness, set_id, answer="Mine.")
    assert harness.ask("DELETE", f"/flashcard-sets/{gone}").status == 204
    assert [item["set_id"]["S"] for item in harness.stored() if "set_id" in item] == [kept, f"edits#{kept}"]


def test_edits_go_with_the_account(harness: JobApiHarness) -> None:
    set_id, theirs = ready(harness), ready(harness, user=STRANGER)
    patch(harness, set_id, answer="Mine.")
    patch(harness, theirs, user=STRANGER, answer="Theirs.")
    harness.ask("DELETE", "/me")
    for answer in (patch(harness, set_id, version=2, answer="Late."), patch(harness, set_id, "c7", suspended=True)):
        assert (answer.status, answer.json["type"]) == (403, "urn:bandup:problem:account-deleted")
    assert delete(harness, set_id) == 403
    harness.clock.advance(SETTLE_SECONDS)
    harness.work_off(harness.deletion, Kind.DELETION)
    assert {item["set_id"]["S"] for item in harness.stored() if "set_id" in item} == {theirs, f"edits#{theirs}"}


def test_a_change_costs_nothing_and_is_no_set(harness: JobApiHarness) -> None:
    set_id = ready(harness)
    before = harness.ask("GET", "/usage").json
    counters = [item for item in harness.stored() if "used" in item]
    assert counters
    patch(harness, set_id, answer="Mine.")
    delete(harness, set_id, "c7")
    assert harness.ask("GET", "/usage").json == before
    assert [item for item in harness.stored() if "used" in item] == counters
    assert [each["set_id"] for each in harness.ask("GET", "/flashcard-sets").json["items"]] == [set_id]
    assert harness.ask("GET", f"/flashcard-sets/edits%23{set_id}").status == 404


def test_all_cards_of_a_set_may_be_as_long_as_they_may(harness: JobApiHarness) -> None:
    """DynamoDB's limit for an item is 400 KB, and a character may have four bytes."""
    cards = [card(number) for number in range(MAX_CARDS)]

    def longest(run: Run) -> Result:
        result = made(*cards)(run)
        assert result is not None
        edit = CardEdit(99, run.job.created_at, "𝄞" * MAX_QUESTION, "𝄞" * MAX_ANSWER, suspended=True)
        return Result(result.fields, result.body, edits=SetEdits(1, {each["id"]: edit for each in cards}).as_stored())

    set_id = ready(harness, longest)
    assert patch(harness, set_id, "c0", version=99, answer="𝄠" * MAX_ANSWER).status == 200
    first, *rest = cards_of(harness, set_id, limit="100")["items"]
    assert (first["answer"], {each["answer"] for each in rest}) == ("𝄠" * MAX_ANSWER, {"𝄞" * MAX_ANSWER})


def test_a_set_that_begins_with_edits_has_them_from_the_start(harness: JobApiHarness) -> None:
    set_id = ready(harness, inherited)
    assert cards_of(harness, set_id)["items"][0]["answer"] == "Mine."
    assert patch(harness, set_id, version=3, suspended=True).json["version"] == 4
