"""Drafts that revise others: submitted, read beside the one before, listed, and deleted."""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from bandup.core.dynamo import to_attributes
from bandup.jobs.kinds import EVALUATIONS, Kind
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.storage.uploads import UploadType
from job_api.drafts.revision import add_revision
from unit.writing_evaluator.fakes import FakeModel
from unit.writing_evaluator.samples import ESSAY, QUESTION, TASK_1_ESSAY, answer

from .account import exported
from .conftest import OWNER, STRANGER, JobApiHarness
from .grading import graded_before_there_were_exams
from .test_account_deletion import delete_me, passes, traces
from .test_seals import FIRST, TASK, Grading

QUOTES = ("too much cars", "They would be lose their freedom", "depend on there car", "nobody need to drive")
REVISED = (
    ESSAY.replace("too much cars", "too many cars")
    .replace(" They would be lose their freedom.", "")
    .replace("there car", "there own car")
)
OTHER_ESSAY = (
    "I think that it is a question for engineers. Roads cost money, and nobody wants to pay for any of them. " * 2
)
SAID = {"part": "PART_1", "questions": ["Where do you live?"]}
RANGE = {"low": Decimal("5.5"), "high": Decimal(7)}


@pytest.fixture
def grading(harness: JobApiHarness) -> Grading:
    said = [answer(quotes=QUOTES), answer((6, 6, 7, 9), quotes=("depend on there own car", "a total ban is not fair"))]
    return Grading(harness, FakeModel([*said]))


def read(harness: JobApiHarness, evaluation: Mapping[str, Any]) -> Any:
    return harness.ask("GET", f"/evaluations/{evaluation['evaluation_id']}").json


def drafts(harness: JobApiHarness, evaluation: Mapping[str, Any], **query: str) -> Any:
    answer_ = harness.ask("GET", f"/evaluations/{evaluation['evaluation_id']}/drafts", query=query)
    assert answer_.status == 200, answer_.raw
    return answer_.json


def ids(*evaluations: Mapping[str, Any]) -> list[str]:
    return [evaluation["evaluation_id"] for evaluation in evaluations]


def spoken(run: Run) -> Result:
    """A band for a spoken answer, and how fast it was."""
    about_job = {name: run.job.request[name] for name in ("exam", "revises", "first_draft") if name in run.job.request}
    fields = {
        "evaluation_type": "speaking",
        "part": "PART_1",
        "overall_band": 6,
        "fluency_band": 5,
        "band_range": RANGE,
    }
    measured = {"words": 40, "speech_rate_wpm": None if run.job.request.get("revises") else Decimal("90.5")}
    return Result({**fields, **about_job}, {"questions": run.job.request["questions"], "measured": measured})


def speak(harness: JobApiHarness, **changes: Any) -> str:
    upload_id = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF").key.rpartition("/")[2]
    body = SAID | {"upload_id": upload_id} | changes
    answer_ = harness.ask("POST", "/speaking/evaluations", body=body)
    assert answer_.status == 202, answer_.raw
    harness.clock.advance(1)
    harness.work_off(spoken, Kind.SPEAKING)
    return str(answer_.json["job_id"])


def test_a_revised_draft_says_what_became_of_each_finding(grading: Grading) -> None:
    first = grading.grade()
    second = grading.grade(**TASK | {"essay_content": REVISED}, revises=first["evaluation_id"])
    revision = second["revision"]
    assert (revision["of"], revision["comparable"], revision["reason"]) == (first["evaluation_id"], True, None)
    by_judge = [finding for finding in revision["findings"] if finding["source"] == "judge"]
    assert [(finding["quote"], finding["status"]) for finding in by_judge] == [
        ("too much cars", "fixed"),
        ("They would be lose their freedom", "deleted"),
        ("depend on there car", "still_there"),
        ("nobody need to drive", "still_there"),
        ("a total ban is not fair", "new"),
    ]
    assert [finding.get("text_is_new") for finding in by_judge] == [None, None, None, None, False]
    for finding in by_judge:
        if finding["start"] is not None:
            assert first["essay_content"][finding["start"] : finding["end"]] == finding["quote"]
    assert [second["essay_content"][each["new_start"] : each["new_end"]] for each in by_judge if each["new_start"]] == [
        "too many cars",
        "depend on there own car",
        "nobody need to drive",
        "a total ban is not fair",
    ]
    changes = {each["band"]: (each["before"], each["now"], each["change"]) for each in revision["bands"]}
    assert changes["grammar_band"] == (7, 9, 2)
    assert changes["coherence_band"] == (6, 6, 0)
    assert all(each["within_range"] == (each["change"] < 2) for each in revision["bands"])
    assert ("revision" in first, "first_draft" in second, second["revises"]) == (False, False, first["evaluation_id"])
    [latest, oldest] = grading.harness.ask("GET", "/evaluations").json["items"]
    assert (latest["revises"], "revises" in oldest) == (first["evaluation_id"], False)


def test_the_same_text_again_is_sealed_and_nothing_is_fixed(grading: Grading) -> None:
    first = grading.grade()
    again = grading.grade(**TASK, revises=first["evaluation_id"])
    assert (again["sealed_from"], len(grading.model.asked)) == (first["evaluation_id"], 1)
    assert {finding["status"] for finding in again["revision"]["findings"]} == {"still_there"}
    assert {each["change"] for each in again["revision"]["bands"]} == {0}


def test_a_sealed_draft_is_of_the_draft_that_it_names(grading: Grading) -> None:
    first = grading.grade()
    second = grading.grade(**TASK | {"essay_content": REVISED}, revises=first["evaluation_id"])
    third = grading.grade(**TASK | {"essay_content": REVISED}, revises=second["evaluation_id"])
    assert (third["sealed_from"], third["revises"]) == (second["evaluation_id"], second["evaluation_id"])
    assert "revises" not in grading.grade(**TASK | {"essay_content": REVISED})


def test_another_essay_is_said_to_be_one_and_nothing_is_said_to_be_deleted(grading: Grading) -> None:
    first = grading.grade()
    second = grading.grade(**TASK | {"essay_content": OTHER_ESSAY}, revises=first["evaluation_id"])
    revision = second["revision"]
    assert (revision["comparable"], revision["reason"], revision["findings"]) == (False, "other_essay", [])
    assert revision["bands"][0]["band"] == "overall_band"


def test_only_the_words_of_a_question_count(grading: Grading) -> None:
    first = grading.grade()
    question = f" {QUESTION.upper().replace(' ', '  ').replace('?', '')}"
    assert grading.grade(**TASK | {"question": question}, revises=first["evaluation_id"])["revision"]["comparable"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"task_type": "TASK_1"}, "other_task"),
        ({"question": f"{QUESTION} Why?"}, "other_task"),
        ({"exam": "GENERAL_TRAINING"}, "other_task"),
        ({"revises": str(uuid.uuid4())}, "unknown_evaluation"),
        ({"revises": "../evaluations"}, "string_pattern_mismatch"),
        ({"revises": 7}, "string_type"),
    ],
)
def test_what_cannot_be_revised_is_refused(grading: Grading, change: dict[str, Any], code: str) -> None:
    first = grading.grade()
    before = grading.harness.stored()
    body = {**TASK, "revises": first["evaluation_id"], **change}
    refused = grading.harness.ask("POST", "/writing/evaluations", body=body)
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/revises")
    assert refused.json["errors"][0]["code"] == code
    assert grading.harness.stored() == before


def test_the_draft_before_must_be_ones_own_finished_there_and_another_one(grading: Grading) -> None:
    harness = grading.harness
    theirs, deleted = grading.grade(STRANGER), grading.grade()
    assert grading.delete(deleted).status == 204
    set_id, waiting = harness.submit_pdf(), grading.submit()
    for revises in (*ids(theirs, deleted), waiting, set_id):
        refused = harness.ask("POST", "/writing/evaluations", body={**TASK, "revises": revises})
        assert (refused.status, refused.json["errors"][0]["code"]) == (422, "unknown_evaluation")
    # A job's id follows from its key, so a request can name its own.
    named = {"Idempotency-Key": "mine"}
    own = grading.harness.submit(body=TASK, headers=named)
    again = harness.ask("POST", "/writing/evaluations", body={**TASK, "revises": own}, headers=named)
    assert again.status == 409
    spoken_id = speak(harness)
    for path, body in (("writing", TASK), ("speaking", SAID | {"part": "PART_3"})):
        upload = {"upload_id": harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF").key.rpartition("/")[2]}
        given = {**body, **(upload if path == "speaking" else {}), "revises": spoken_id}
        refused = harness.ask("POST", f"/{path}/evaluations", body=given)
        assert (refused.status, refused.json["errors"][0]["code"]) == (422, "other_task")


def test_the_words_of_a_deleted_draft_are_in_no_other(grading: Grading) -> None:
    first = grading.grade()
    second = grading.grade(**TASK | {"essay_content": REVISED}, revises=first["evaluation_id"])
    assert grading.delete(first).status == 204
    revision = read(grading.harness, second)["revision"]
    assert revision == {
        "of": first["evaluation_id"],
        "comparable": False,
        "reason": "draft_deleted",
        "findings": [],
        "bands": [],
    }
    assert "too much cars" not in str(grading.harness.stored())


def test_the_chain_is_told_from_each_of_its_drafts_oldest_first(grading: Grading) -> None:
    first = grading.grade()
    second = grading.grade(**TASK | {"essay_content": REVISED}, revises=first["evaluation_id"])
    third = grading.grade(**TASK | {"essay_content": f"{REVISED} Yes."}, revises=second["evaluation_id"])
    branch = grading.grade(**TASK | {"essay_content": f"{ESSAY} Yes."}, revises=first["evaluation_id"])
    alone = grading.grade(**TASK | {"essay_content": OTHER_ESSAY})
    chain = ids(first, second, third, branch)
    for draft in (first, second, third, branch):
        assert ids(*drafts(grading.harness, draft)["items"]) == chain
    assert ids(*drafts(grading.harness, alone)["items"]) == ids(alone)
    shown = drafts(grading.harness, third)["items"][1]
    assert shown == {name: second[name] for name in shown}
    assert {"revises", "band_range", "overall_band", "grammar_band"} < shown.keys()
    assert {"user_id", "first_draft", "essay_content"}.isdisjoint(shown)

    page = drafts(grading.harness, first, limit="3")
    following = drafts(grading.harness, first, limit="3", next_token=page["next_token"])
    assert (ids(*page["items"], *following["items"]), "next_token" in following) == (chain, False)
    path = f"/evaluations/{third['evaluation_id']}/drafts"
    assert grading.harness.ask("GET", path, query={"next_token": page["next_token"]}).status == 422
    assert grading.harness.ask("GET", path, query={"limit": "0"}).status == 422

    for gone, left in ((second, (first, third, branch)), (first, (third, branch)), (branch, (third,))):
        assert grading.delete(gone).status == 204
        assert ids(*drafts(grading.harness, third)["items"]) == ids(*left)


def test_a_draft_that_the_index_does_not_have_yet_is_in_its_chain(
    grading: Grading, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = grading.grade()
    second = grading.grade(**TASK | {"essay_content": REVISED}, revises=first["evaluation_id"])
    [evaluations] = [store for table, store in grading.harness.results.items() if table.name == "evaluations"]
    monkeypatch.setattr(evaluations, "list_drafts", lambda *_: iter([]))
    assert ids(*drafts(grading.harness, second)["items"]) == ids(first, second)


def test_nobody_else_is_in_a_chain(grading: Grading) -> None:
    first = grading.grade()
    grading.grade(**TASK | {"essay_content": REVISED}, revises=first["evaluation_id"])
    theirs = grading.grade(STRANGER)
    key = to_attributes({"evaluation_id": theirs["evaluation_id"], "user_id": STRANGER})
    grading.harness.dynamodb.update_item(
        TableName=EVALUATIONS.table_in(grading.harness.settings),
        Key=key,
        UpdateExpression="SET first_draft = :first",
        ExpressionAttributeValues=to_attributes({":first": first["evaluation_id"]}),
    )
    assert theirs["evaluation_id"] not in ids(*drafts(grading.harness, first)["items"])
    path = f"/evaluations/{first['evaluation_id']}/drafts"
    assert grading.harness.ask("GET", path, user=STRANGER).status == 404


def test_a_whole_test_is_revised_by_another_or_by_one_of_its_tasks(grading: Grading) -> None:
    grading.model = FakeModel(answer(quotes=QUOTES))
    whole = grading.grade(tasks=[FIRST, TASK])
    revised = {**TASK, "essay_content": REVISED}
    single = grading.grade(**revised, revises=whole["evaluation_id"])
    assert single["revision"]["comparable"]
    again = grading.grade(tasks=[FIRST, revised], revises=whole["evaluation_id"])
    assert [each["band"] for each in again["revision"]["bands"]] == ["overall_band"]
    assert (again["revision"]["findings"], again["revision"]["comparable"]) == ([], True)
    first, second = (task["revision"] for task in again["tasks"])
    assert {finding["status"] for finding in first["findings"]} <= {"still_there"}
    assert {"fixed", "deleted"} <= {finding["status"] for finding in second["findings"]}
    others = [FIRST | {"essay_content": OTHER_ESSAY}, TASK | {"essay_content": TASK_1_ESSAY * 2}]
    third = grading.grade(tasks=others, revises=whole["evaluation_id"])
    assert (third["revision"]["comparable"], third["revision"]["reason"]) == (False, "other_essay")
    refused = grading.harness.ask(
        "POST", "/writing/evaluations", body={"tasks": [FIRST, TASK], "revises": single["evaluation_id"]}
    )
    assert refused.json["errors"][0]["code"] == "other_task"
    assert grading.delete(whole).status == 204
    deleted = read(grading.harness, again)
    assert {each["revision"]["reason"] for each in (deleted, *deleted["tasks"])} == {"draft_deleted"}


def test_what_was_graded_before_there_were_ranges_and_kinds_can_be_revised(grading: Grading) -> None:
    job_id = grading.submit()
    grading.harness.work_off(graded_before_there_were_exams)
    second = grading.grade(**TASK | {"essay_content": f"{ESSAY} Yes."}, revises=job_id)
    assert {each["within_range"] for each in second["revision"]["bands"]} == {None}
    assert second["revision"]["findings"][0] == {
        "status": "still_there",
        "source": "judge",
        "error_type": None,
        "quote": ESSAY[:6],
        "start": 0,
        "end": 6,
        "new_start": 0,
        "new_end": 8,
    }


def test_a_spoken_answer_is_set_beside_the_one_before(harness: JobApiHarness) -> None:
    first = speak(harness)
    second = harness.ask("GET", f"/evaluations/{speak(harness, revises=first)}").json
    revision = second["revision"]
    assert (revision["comparable"], revision["findings"]) == (True, [])
    assert [each["band"] for each in revision["bands"]] == ["overall_band", "fluency_band"]
    rates = {each["rate"]: (each["before"], each["now"]) for each in revision["rates"]}
    assert rates["speech_rate_wpm"] == (90.5, None)
    assert rates["words"] == (40, 40)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((6, 5, 7), (7, 6, 8), True),
        ((6, 5, 7), (7, "6.5", 8), False),
        ((6, 5, "6.5"), (7, 6, 8), False),
        ((6, 5, 7), (6, 6, 6), True),
        ((6, 6, 6), ("6.5", "6.5", "6.5"), False),
        ((7, 6, 8), (6, 5, 7), True),
    ],
)
def test_a_change_may_be_noise_if_each_band_is_in_the_others_range(
    old: tuple[Any, ...], new: tuple[Any, ...], expected: bool
) -> None:
    before, now = (
        {
            "part": "PART_1",
            "measured": {},
            "overall_band": Decimal(band),
            "band_range": {"low": Decimal(low), "high": Decimal(high)},
        }
        for band, low, high in (old, new)
    )
    [change] = add_revision({**now, "revises": "e-1"}, before)["revision"]["bands"]
    assert change["within_range"] is expected


def test_drafts_leave_with_the_account_and_are_exported_with_what_they_revise(grading: Grading) -> None:
    first = grading.grade()
    second = grading.grade(**TASK | {"essay_content": REVISED}, revises=first["evaluation_id"])
    [_, told] = exported(grading.harness)["evaluations"]
    assert (told["evaluation_id"], told["revises"]) == (second["evaluation_id"], first["evaluation_id"])
    delete_me(grading.harness)
    passes(grading.harness, 2)
    assert traces(grading.harness, OWNER) == []
