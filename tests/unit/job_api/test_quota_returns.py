"""The quota is charged for work that was done: what ends before anything was paid gives its unit back, once."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.errors import RetryLaterError, TerminalError
from bandup.jobs import transitions
from bandup.jobs.exceptions import SubjectGoneError
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from bandup.models.usage import Usage

from .conftest import OWNER, STRANGER, JobApiHarness
from .grading import graded

DAY_SECONDS = 24 * 3600


def used(harness: JobApiHarness, user: str = OWNER) -> list[int]:
    """Units taken of every counter of a user, oldest day first."""
    items = harness.dynamodb.scan(TableName=harness.settings.dynamodb_quotas)["Items"]
    mine = [item for item in items if item["user_id"]["S"] == user and "used" in item]
    return [int(item["used"]["N"]) for item in sorted(mine, key=lambda item: str(item["day_kind"]["S"]))]


def pay(run: Run) -> None:
    run.ledger.add(Usage("m", 10, 5, Decimal("0.001")))


def refused(_run: Run) -> Result:
    raise TerminalError("blocked", "Refused.")


def refused_after_paying(run: Run) -> Result:
    pay(run)
    raise TerminalError("blocked", "Refused.")


def subject_gone(run: Run) -> Result:
    raise SubjectGoneError(run.job.job_id)


def busy(_run: Run) -> Result:
    raise RetryLaterError("provider_busy", "Busy.")


def busy_after_paying(run: Run) -> Result:
    pay(run)
    raise RetryLaterError("provider_busy", "Busy.")


def test_a_cancelled_job_gives_its_unit_back_once(harness: JobApiHarness) -> None:
    job_id, _kept = harness.submit(), harness.submit()
    harness.submit(user=STRANGER)
    assert harness.ask("DELETE", f"/jobs/{job_id}").status == 200
    assert (used(harness), used(harness, STRANGER)) == ([1], [1])
    assert harness.ask("DELETE", f"/jobs/{job_id}").status == 409
    assert harness.ask("DELETE", f"/jobs/{job_id}", user=STRANGER).status == 404
    assert (used(harness), used(harness, STRANGER)) == ([1], [1])


@pytest.mark.parametrize(
    ("work", "left"),
    [(refused, [0]), (subject_gone, [0]), (refused_after_paying, [1]), (graded, [1]), (busy, [1])],
)
def test_an_end_before_anything_was_paid_gives_it_back(
    work: Callable[[Run], Result], left: list[int], harness: JobApiHarness
) -> None:
    harness.submit()
    harness.work_off(work)
    assert used(harness) == left


def test_a_job_that_has_paid_is_cancelled_without_a_return(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.work_off(busy_after_paying)
    assert harness.ask("DELETE", f"/jobs/{job_id}").status == 200
    assert used(harness) == [1]


def test_the_unit_goes_back_to_the_day_that_it_was_taken_from(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.submit()
    harness.clock.advance(DAY_SECONDS)
    harness.submit()
    assert used(harness) == [2, 1]
    assert harness.ask("DELETE", f"/jobs/{job_id}").status == 200
    assert used(harness) == [1, 1]


def test_a_job_of_midnight_counts_on_the_day_that_it_says(harness: JobApiHarness) -> None:
    before_midnight = DAY_SECONDS * 1000 - harness.clock.now % (DAY_SECONDS * 1000)
    harness.clock.now += before_midnight - 1

    def find_slowly(_request: Mapping[str, Any]) -> dict[str, Any]:
        harness.clock.now += 2  # the job has its time by now, and the unit is not taken yet
        return {}

    job = harness.services.submitter.submit(
        user_id=OWNER, kind=Kind.WRITING, request={}, correlation_id="c", idempotency_key=None, find_kept=find_slowly
    )
    job_id = job.job_id
    assert harness.ask("DELETE", f"/jobs/{job_id}").status == 200
    assert used(harness) == [0]


def test_a_counter_that_is_gone_takes_nothing_and_stops_nothing(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.services.submitter._quotas.forget(OWNER)  # type: ignore[union-attr]  # as DynamoDB's TTL does
    assert harness.ask("DELETE", f"/jobs/{job_id}").json["status"] == "CANCELLED"
    assert used(harness) == []


def test_a_job_of_before_holds_the_unit_that_it_took(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.dynamodb.update_item(
        TableName=harness.settings.dynamodb_jobs, Key={"job_id": {"S": job_id}}, UpdateExpression="REMOVE charged"
    )
    assert harness.ask("DELETE", f"/jobs/{job_id}").status == 200
    assert used(harness) == [0]


def exhaust(harness: JobApiHarness, job_id: str) -> None:
    """What the sweep does with a job whose message is in the dead-letter queue, and a redrive after it."""
    job = harness.jobs.get(job_id)
    assert job is not None
    harness.jobs.update(job, transitions.exhaust(job, harness.clock.now))
    harness.clock.advance(1)
    harness.work_queues[Kind.WRITING].send(job_id)


def test_an_exhausted_job_gives_it_back_and_a_redrive_takes_none(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.submit()
    exhaust(harness, job_id)
    assert used(harness) == [1]
    harness.work_off(graded)
    assert harness.ask("GET", f"/jobs/{job_id}").json["status"] == "COMPLETED"
    assert used(harness) == [1]


def test_a_second_failure_after_a_redrive_gives_nothing_back(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.submit()
    exhaust(harness, job_id)
    harness.work_off(refused)
    assert harness.ask("GET", f"/jobs/{job_id}").json["status"] == "FAILED"
    assert used(harness) == [0], "the other job's own unit alone came back besides"


QUEUED = Job(
    job_id="j", user_id="u", kind=Kind.WRITING, request={}, request_hash="h", correlation_id="c",
    created_at=1, updated_at=1,
)  # fmt: skip
MOVES: dict[str, Callable[[Job], Job]] = {
    "lease": lambda job: transitions.lease(job, 2, 3),
    "expire": lambda job: transitions.lease(job, 4, 5),
    "defer": lambda job: transitions.defer(job, 3, "waits", job.cost),
    "pay": lambda job: transitions.keep(job, 3, "part", {}, {"usd": 1}),
    "fail": lambda job: transitions.fail(job, 3, transitions.EXHAUSTED, job.cost),
    "exhaust": lambda job: transitions.exhaust(job, 9),
    "cancel": lambda job: transitions.cancel(job, 9),
    "abandon": lambda job: transitions.abandon(job, 9, job.cost),
    "complete": lambda job: transitions.complete(job, 9, job.cost),
    "complete free": lambda job: transitions.complete(job, 9, job.cost, judged_before=True),
    "reopen": lambda job: transitions.reopen(job, 9),
}


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=12))
def test_no_life_of_a_job_gives_more_than_one_unit_back_nor_any_that_was_paid_for(names: list[str]) -> None:
    job, returned = QUEUED, 0
    for name in names:
        try:
            after = MOVES[name](job)
        except Exception:  # noqa: BLE001, S112  # a move that is not allowed from here
            continue
        if job.charged and not after.charged:
            returned += 1
            assert not after.is_open
            assert not after.cost
        assert job.charged or not after.charged, "nothing takes a unit later"
        job = after
    assert returned <= 1
