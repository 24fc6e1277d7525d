"""What a job says of itself, and what is written of a changed one."""

from dataclasses import replace

import pytest

from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, JobFailure, Status

JOB = Job(
    job_id="j", user_id="u", kind=Kind.WRITING, request={}, request_hash="h", correlation_id="c", created_at=1,
    updated_at=1, message_due_by=2,
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "subject_id", "path"),
    [
        (Kind.WRITING, None, "/evaluations/j"),
        (Kind.FEEDBACK, "s", "/review?session_id=s"),
        (Kind.FEEDBACK, None, None),
        (Kind.DELETION, None, None),
    ],
)
def test_a_result_is_where_its_kind_says_until_it_is_deleted(
    kind: Kind, subject_id: str | None, path: str | None
) -> None:
    job = replace(JOB, kind=kind, subject_id=subject_id)
    assert job.result_path == path
    assert replace(job, result_deleted_at=0).result_path is None


def test_which_kinds_a_day_has_so_many_of() -> None:
    counted = {Kind.WRITING, Kind.SPEAKING, Kind.FLASHCARD, Kind.FEEDBACK, Kind.TRANSCRIPT}
    assert {kind for kind in Kind if kind.has_quota} == counted


def test_a_new_job_has_done_none_of_one_step() -> None:
    assert (JOB.progress, JOB.stage, JOB.attempts) == ({"done": 0, "total": 1}, "queued", 0)


def test_only_what_changed_is_written_and_what_is_gone_is_removed() -> None:
    assert JOB.changes_to(JOB) == {}
    kept = replace(JOB, kept={"PART_1": 1}, attempts=3)
    assert JOB.changes_to(kept) == {"kept": {"PART_1": 1}, "attempts": 3}
    assert kept.changes_to(JOB) == {"kept": None, "attempts": 0}
    ended = replace(JOB, status=Status.FAILED, error=JobFailure("x", "X.", retryable=False))
    error = {"code": "x", "message": "X.", "retryable": False}
    assert JOB.changes_to(ended) == {"status": "FAILED", "error": error, "open_kind": None, "message_due_by": None}


def test_a_lease_ends_with_its_last_millisecond() -> None:
    held = replace(JOB, status=Status.PROCESSING, lease_until=10)
    assert [held.leased_at(now) for now in (9, 10, 11)] == [True, False, False]
    assert not replace(held, status=Status.QUEUED).leased_at(9)
