"""Accepting jobs, repeated keys, and the sweep that sends what was not sent."""

import math
import re
import uuid

import pytest

from bandup.core.idempotency import IdempotencyConflictError
from bandup.jobs.exceptions import JobChangedError, JobNotCancellableError, JobNotFoundError
from bandup.jobs.model import Status
from bandup.jobs.queue import JobMessage
from bandup.jobs.transitions import MESSAGE_LIFETIME_MS, cancel
from ops.paths import ROOT
from unit.jobs.conftest import JobHarness


def test_a_job_is_stored_and_its_message_carries_only_its_id(harness: JobHarness) -> None:
    job = harness.submit()
    assert harness.job(job).request == {"essay_content": "An essay."}
    assert [m.body for m in harness.queue.messages] == [f'{{"schema_version":1,"job_id":"{job.job_id}"}}']


def test_the_same_key_and_request_give_the_same_job_and_one_message(harness: JobHarness) -> None:
    first = harness.submit(idempotency_key="k")
    assert harness.submit(idempotency_key="k").job_id == first.job_id
    assert len(harness.queue.messages) == 1


def test_two_requests_with_one_key_at_the_same_time_are_one_job(harness: JobHarness) -> None:
    others = []

    def be_overtaken() -> dict[str, str]:
        others.append(harness.submit(idempotency_key="k"))
        harness.deliver()
        return {"essay_content": "An essay."}

    mine = harness.submit(idempotency_key="k", build_request=be_overtaken)
    assert [mine.job_id] == [other.job_id for other in others]
    assert harness.job(mine).status is Status.COMPLETED, "it was not begun anew"
    assert len(harness.queue.messages) == 1


def test_the_same_key_with_another_request_is_refused(harness: JobHarness) -> None:
    harness.submit(idempotency_key="k")
    with pytest.raises(IdempotencyConflictError):
        harness.submit(idempotency_key="k", request={"essay_content": "Another."})


def test_keys_of_two_users_do_not_meet(harness: JobHarness) -> None:
    assert harness.submit(idempotency_key="k").job_id != harness.submit(idempotency_key="k", user_id="other").job_id


def test_someone_elses_job_is_as_unknown_as_no_job(harness: JobHarness) -> None:
    job = harness.submit()
    for job_id, user in ((job.job_id, "other"), ("00000000-0000-0000-0000-000000000000", "owner")):
        with pytest.raises(JobNotFoundError):
            harness.store.get_owned(job_id, user)


def test_a_job_that_could_not_be_sent_is_accepted_and_swept(harness: JobHarness) -> None:
    harness.queue.down = True
    job = harness.submit()
    harness.queue.down = False
    harness.clock.advance(59.999)
    assert harness.sweeper.sweep().resent == 0, "the sender is given a minute"
    harness.clock.advance(0.001)
    assert harness.sweeper.sweep().resent == 1
    assert harness.sweeper.sweep().resent == 0
    assert harness.deliver()
    assert harness.job(job).status is Status.COMPLETED


def test_a_job_whose_message_expired_is_sent_again(harness: JobHarness) -> None:
    harness.submit()
    harness.queue.messages.clear()
    harness.clock.advance(MESSAGE_LIFETIME_MS / 1000 - 1)
    assert harness.sweeper.sweep().resent == 0
    harness.clock.advance(2)
    assert harness.sweeper.sweep().resent == 1


def test_a_message_is_taken_for_gone_when_its_queue_lets_it_go() -> None:
    written = (ROOT / "terraform/modules/queue/main.tf").read_text("utf-8")
    (factors,) = re.findall(r"message_retention_seconds  = ([\d *]+)", written)
    assert math.prod(map(int, factors.split("*"))) * 1000 == MESSAGE_LIFETIME_MS


def test_the_sweep_leaves_ended_and_unknown_jobs_alone(harness: JobHarness) -> None:
    job = harness.submit()
    harness.deliver()
    harness.dlq.put(harness.queue.messages[0].body)
    harness.dlq.put(JobMessage(job_id=str(uuid.uuid4())).model_dump_json())
    harness.dlq.put("not ours")
    before = harness.job(job)
    harness.clock.advance(MESSAGE_LIFETIME_MS)
    report = harness.sweeper.sweep()
    assert (report.resent, report.exhausted) == (0, 0)
    assert harness.job(job) == before


def test_a_queued_job_can_be_cancelled_and_is_then_never_worked_on(harness: JobHarness) -> None:
    job = harness.submit()
    harness.store.update(harness.job(job), cancel(harness.job(job), harness.clock()))
    assert harness.deliver()
    assert harness.job(job).status is Status.CANCELLED
    assert harness.result(job) is None


def test_an_ended_job_cannot_be_cancelled(harness: JobHarness) -> None:
    job = harness.submit()
    seen = harness.job(job)
    harness.deliver()
    with pytest.raises(JobNotCancellableError):
        cancel(harness.job(job), harness.clock())
    with pytest.raises(JobChangedError):
        harness.store.update(seen, cancel(seen, harness.clock()))


def test_jobs_are_listed_newest_first_in_pages_without_gap_or_double(harness: JobHarness) -> None:
    expected: list[str] = []
    for _ in range(7):
        harness.clock.advance(1)
        expected.insert(0, harness.submit().job_id)
    harness.submit(user_id="other")
    found, start = [], None
    while True:
        page, start = harness.store.list_owned("owner", limit=3, start=start)
        found += [job.job_id for job in page]
        if start is None:
            break
    assert found == expected == [job.job_id for job in harness.store.all_owned("owner")]
