"""Accepting jobs, repeated keys, and the sweep that sends what was not sent."""

import pytest

from bandup.core.idempotency import IdempotencyConflictError
from bandup.jobs.exceptions import JobMovedError, JobNotCancellableError, JobNotFoundError
from bandup.jobs.model import Status
from bandup.jobs.transitions import MESSAGE_LIFETIME_MS, cancel
from unit.jobs.conftest import World


def test_a_job_is_stored_and_its_message_carries_only_its_id(world: World) -> None:
    job = world.submit()
    assert world.job(job).request == {"essay_content": "An essay."}
    assert [m.body for m in world.queue.messages] == [f'{{"schema_version":1,"job_id":"{job.job_id}"}}']


def test_the_same_key_and_request_give_the_same_job_and_one_message(world: World) -> None:
    first = world.submit(idempotency_key="k")
    assert world.submit(idempotency_key="k").job_id == first.job_id
    assert len(world.queue.messages) == 1


def test_the_same_key_with_another_request_is_refused(world: World) -> None:
    world.submit(idempotency_key="k")
    with pytest.raises(IdempotencyConflictError):
        world.submit(idempotency_key="k", request={"essay_content": "Another."})


def test_keys_of_two_users_do_not_meet(world: World) -> None:
    assert world.submit(idempotency_key="k").job_id != world.submit(idempotency_key="k", user_id="other").job_id


def test_someone_elses_job_is_as_unknown_as_no_job(world: World) -> None:
    job = world.submit()
    for job_id, user in ((job.job_id, "other"), ("00000000-0000-0000-0000-000000000000", "owner")):
        with pytest.raises(JobNotFoundError):
            world.store.get_owned(job_id, user)


def test_a_job_that_could_not_be_sent_is_accepted_and_swept(world: World) -> None:
    world.queue.down = True
    job = world.submit()
    world.queue.down = False
    assert world.sweeper.sweep().resent == 0, "the sender is given a minute"
    world.clock.advance(61)
    assert world.sweeper.sweep().resent == 1
    assert world.sweeper.sweep().resent == 0
    assert world.deliver()
    assert world.job(job).status is Status.COMPLETED


def test_a_job_whose_message_expired_is_sent_again(world: World) -> None:
    world.submit()
    world.queue.messages.clear()
    world.clock.advance(MESSAGE_LIFETIME_MS / 1000 - 1)
    assert world.sweeper.sweep().resent == 0
    world.clock.advance(2)
    assert world.sweeper.sweep().resent == 1


def test_the_sweep_leaves_ended_jobs_alone(world: World) -> None:
    job = world.submit()
    world.deliver()
    world.queue.graveyard.append(world.queue.messages[0].body)
    before = world.job(job)
    world.clock.advance(MESSAGE_LIFETIME_MS)
    report = world.sweeper.sweep()
    assert (report.resent, report.exhausted) == (0, 0)
    assert world.job(job) == before


def test_a_queued_job_can_be_cancelled_and_is_then_never_worked_on(world: World) -> None:
    job = world.submit()
    world.store.move(world.job(job), cancel(world.job(job), world.clock()))
    assert world.deliver()
    assert world.job(job).status is Status.CANCELLED
    assert world.result(job) is None


def test_an_ended_job_cannot_be_cancelled(world: World) -> None:
    job = world.submit()
    seen = world.job(job)
    world.deliver()
    with pytest.raises(JobNotCancellableError):
        cancel(world.job(job), world.clock())
    with pytest.raises(JobMovedError):
        world.store.move(seen, cancel(seen, world.clock()))


def test_jobs_are_listed_newest_first_in_pages_without_gap_or_double(world: World) -> None:
    expected: list[str] = []
    for _ in range(7):
        world.clock.advance(1)
        expected.insert(0, world.submit().job_id)
    world.submit(user_id="other")
    found, start = [], None
    while True:
        page, start = world.store.list_owned("owner", limit=3, start=start)
        found += [job.job_id for job in page]
        if start is None:
            break
    assert found == expected
