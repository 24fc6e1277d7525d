import uuid
from decimal import Decimal
from typing import Any

import pytest

from bandup.core.errors import TerminalError
from bandup.ielts.practice import PROJECTED
from bandup.jobs.kinds import EVALUATIONS, FLASHCARD_SETS, Kind, ResultTable
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.usage import Usage
from job_api import evaluations, flashcard_sets
from job_api.drafts.chain import DRAFT
from job_api.interview_material import SUMMARIES
from support.events import Answer
from support.openapi import as_documented
from support.tables import projected_attributes

from .account import exported
from .conftest import ESSAY, OWNER, STRANGER, JobApiHarness
from .grading import graded, graded_before_there_were_exams, refused, too_short


def test_a_job_is_followed_to_its_result(harness: JobApiHarness) -> None:
    job_id = harness.submit(body=ESSAY | {"session_id": "monday"})
    queued = harness.ask("GET", f"/jobs/{job_id}")
    assert (queued.status, queued.json["status"]) == (200, "QUEUED")
    assert int(queued.headers["retry-after"]) > 0
    assert "result_url" not in queued.json

    harness.work_off(graded)
    done = harness.ask("GET", f"/jobs/{job_id}")
    assert done.json["status"] == "COMPLETED"
    assert done.json["cost"] == {
        "usd": 0.0031,
        "input_tokens": 2100,
        "output_tokens": 980,
        "model": "offline-examiner",
    }
    assert "retry-after" not in done.headers

    evaluation = harness.ask("GET", done.json["result_url"])
    assert evaluation.status == 200
    assert evaluation.json["overall_band"] == 6.5
    assert evaluation.json["lexical_band"] == 7
    assert evaluation.json["session_id"] == "monday"
    assert evaluation.json["essay_content"] == ESSAY["essay_content"]
    assert not {"user_id", "body_key"} & evaluation.json.keys()


def test_exam_and_language_are_shown_in_the_list_and_in_the_export_too(harness: JobApiHarness) -> None:
    chosen = {"task_type": "TASK_1", "exam": "GENERAL_TRAINING", "feedback_language": "de"}
    job_id = harness.submit(body=ESSAY | chosen)
    harness.work_off(graded)
    shown = harness.ask("GET", f"/evaluations/{job_id}").json
    [stored] = exported(harness)["evaluations"]
    [listed] = harness.ask("GET", "/evaluations").json["items"]
    assert shown.items() >= chosen.items()
    assert stored.items() >= chosen.items()
    assert (listed["exam"], shown["feedback"]["quoted_examples"][0]["error_type"]) == (
        "GENERAL_TRAINING",
        "word_choice",
    )


def test_an_older_evaluation_is_academic_and_its_quotes_have_no_kind_of_error(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.work_off(graded_before_there_were_exams)
    shown = harness.ask("GET", f"/evaluations/{job_id}")
    as_documented(shown, "GET", "/evaluations/{evaluation_id}")
    [stored] = exported(harness)["evaluations"]
    for each in (shown.json, stored):
        assert each["exam"] == "ACADEMIC"
        assert each["feedback"]["quoted_examples"][0]["error_type"] is None
    [listed] = harness.ask("GET", "/evaluations").json["items"]
    assert listed["exam"] == "ACADEMIC"


def test_a_failed_job_says_why(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.work_off(refused)
    answer = harness.ask("GET", f"/jobs/{job_id}")
    assert answer.json["status"] == "FAILED"
    assert answer.json["error"] == {
        "code": "blocked",
        "message": "The provider refused to judge this text.",
        "retryable": False,
    }
    assert harness.ask("GET", f"/evaluations/{job_id}").status == 404


def test_neither_owner_nor_request_is_shown(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    for answer in (
        harness.ask("GET", f"/jobs/{job_id}"),
        harness.ask("GET", "/jobs"),
        harness.ask("DELETE", f"/jobs/{job_id}"),
    ):
        assert OWNER not in answer.raw["body"]
        assert ESSAY["essay_content"] not in answer.raw["body"]


def test_a_job_that_has_not_started_can_be_cancelled_once(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    cancelled = harness.ask("DELETE", f"/jobs/{job_id}")
    assert (cancelled.status, cancelled.json["status"]) == (200, "CANCELLED")
    assert harness.ask("DELETE", f"/jobs/{job_id}").status == 409

    harness.work_off(graded)
    assert harness.ask("GET", f"/jobs/{job_id}").json["status"] == "CANCELLED"
    assert harness.ask("GET", f"/evaluations/{job_id}").status == 404


def test_a_job_that_ended_cannot_be_cancelled(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.work_off(graded)
    answer = harness.ask("DELETE", f"/jobs/{job_id}")
    assert (answer.status, answer.json["type"]) == (409, "urn:bandup:problem:conflict")
    assert harness.ask("GET", f"/jobs/{job_id}").json["status"] == "COMPLETED"


def everything(harness: JobApiHarness, path: str, **query: str) -> list[Any]:
    """All items of a list, page by page."""
    items: list[Any] = []
    while True:
        answer = harness.ask("GET", path, query=query)
        assert answer.status == 200, answer.raw
        assert len(answer.json["items"]) <= int(query["limit"])
        items += answer.json["items"]
        if "next_token" not in answer.json:
            return items
        query["next_token"] = answer.json["next_token"]


@pytest.mark.parametrize("limit", ["1", "2", "3", "100"])
def test_lists_are_paged_newest_first_and_hold_only_ones_own(limit: str, harness: JobApiHarness) -> None:
    mine = [harness.submit() for _ in range(5)]
    theirs = [harness.submit(user=STRANGER) for _ in range(2)]
    harness.work_off(graded)
    assert [job["job_id"] for job in everything(harness, "/jobs", limit=limit)] == mine[::-1]
    # All results were stored at one moment, so their order is open.
    assert {item["evaluation_id"] for item in everything(harness, "/evaluations", limit=limit)} == set(mine)
    theirs_seen = harness.ask("GET", "/jobs", user=STRANGER).json["items"]
    assert [job["job_id"] for job in theirs_seen] == theirs[::-1]


def test_a_list_is_20_long_if_nobody_says(harness: JobApiHarness) -> None:
    for _ in range(21):
        harness.submit()
    assert len(harness.ask("GET", "/jobs").json["items"]) == 20


def test_evaluations_by_type(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.work_off(too_short)
    (item,) = everything(harness, "/evaluations", limit="5", type="writing")
    assert item["evaluation_id"] == job_id
    assert item["overall_band"] == 1
    assert "essay_content" not in item
    assert everything(harness, "/evaluations", limit="5", type="speaking") == []


def test_a_page_token_is_good_for_its_user_and_list_only(harness: JobApiHarness) -> None:
    for user in (OWNER, STRANGER):
        for _ in range(3):
            harness.submit(user=user)
    harness.work_off(graded)
    token = harness.ask("GET", "/jobs", query={"limit": "1"}).json["next_token"]
    evaluations = harness.ask("GET", "/evaluations", query={"limit": "1"}).json["next_token"]
    typed = harness.ask("GET", "/evaluations", query={"limit": "1", "type": "writing"}).json["next_token"]
    for path, query, user in (
        ("/jobs", {"next_token": token}, STRANGER),
        ("/jobs", {"next_token": evaluations}, OWNER),
        ("/jobs", {"next_token": token[:-1]}, OWNER),
        ("/evaluations", {"next_token": token}, OWNER),
        ("/evaluations", {"next_token": typed}, OWNER),
        ("/evaluations", {"next_token": evaluations, "type": "writing"}, OWNER),
    ):
        answer = harness.ask("GET", path, query=query, user=user)
        assert (answer.status, answer.pointers) == (422, [("query", "/next_token")])


def comparable(answer: Answer) -> tuple[int, Any, Any]:
    """An answer without what differs by nature."""
    body = {name: value for name, value in answer.json.items() if name != "request_id"}
    headers = {name: value for name, value in answer.headers.items() if name != "x-request-id"}
    return answer.status, body, headers


def test_what_is_anothers_answers_exactly_as_what_does_not_exist(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    done = harness.submit()
    harness.work_off(graded)
    queued = harness.submit()
    routes = [(method, path) for path in ("/jobs", "/evaluations") for method in ("GET", "DELETE")]
    for method, path in routes:
        unknown = comparable(harness.ask(method, f"{path}/{uuid.uuid4()}", user=STRANGER))
        assert unknown[0] == 404
        for identifier in (
            job_id,
            done,
            queued,
            queued.upper(),
            "1",
            "x" * 3000,
            "null",
            "..%2f..%2fjobs",
            "%00",
            f"{queued}%20",
            f"{queued} ",
            "é",
            "'; DROP TABLE jobs; --",
        ):
            assert comparable(harness.ask(method, f"{path}/{identifier}", user=STRANGER)) == unknown
    assert harness.ask("GET", f"/jobs/{queued}").json["status"] == "QUEUED"
    assert harness.ask("GET", f"/evaluations/{done}").status == 200


def test_a_list_shows_of_each_job_what_the_job_itself_shows(harness: JobApiHarness) -> None:
    """The index holds all that the view needs, and no essay."""

    def refuse(run: Run) -> Result:
        run.ledger.add(Usage("m", 10, 5, Decimal("0.001")))
        raise TerminalError("blocked", "Refused.")

    harness.submit()
    harness.work_off(graded)
    harness.submit()
    harness.work_off(refuse)
    harness.submit()
    feedback = harness.services.submitter.submit(
        user_id=OWNER,
        kind=Kind.FEEDBACK,
        request={"session_id": "0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"},
        correlation_id="c",
        idempotency_key=None,
    )
    harness.work_off(lambda _run: None, Kind.FEEDBACK)
    deleted = harness.submit()
    harness.work_off(graded)
    harness.ask("DELETE", f"/evaluations/{deleted}")
    listed = harness.ask("GET", "/jobs").json["items"]
    assert listed == [harness.ask("GET", f"/jobs/{job['job_id']}").json for job in listed]
    by_id = {job["job_id"]: job for job in listed}
    assert by_id[feedback.job_id]["result_url"].endswith("0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4")
    assert {"COMPLETED", "FAILED"} <= {job["status"] for job in listed}
    assert not {"request", "kept"} & set(projected_attributes("jobs", "user_id-created_at-outline"))


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        (EVALUATIONS, (*evaluations.SUMMARY, *DRAFT, "first_draft", *PROJECTED)),
        (FLASHCARD_SETS, flashcard_sets.SUMMARY),
        *SUMMARIES.items(),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_a_list_reads_what_it_shows_and_no_text(table: ResultTable, shown: tuple[str, ...]) -> None:
    held = projected_attributes(table.name, "user_id-created_at-outline")
    assert {*held, table.key, "created_at"} == {*shown, "seals"}
