"""A deleted account: nothing of it is accepted, started or stored, in whatever order things happen."""

import pytest

from bandup.account import tombstones
from bandup.account.exceptions import AccountDeletedError
from bandup.jobs import transitions
from bandup.jobs.exceptions import JobMovedError, JobNotFoundError
from bandup.jobs.model import Kind, Status
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from support.queue import FakeQueue
from unit.jobs.conftest import World, graded


@pytest.fixture
def account(world: World) -> FakeQueue:
    """The queue of deletions, which the world's submitter sends to."""
    queue = FakeQueue(world.clock)
    world.submitter._queues = {**world.submitter._queues, Kind.DELETION: queue}  # type: ignore[dict-item]
    return queue


@pytest.mark.usefixtures("account")
def test_nothing_new_is_accepted_for_the_deleted_user_alone(world: World) -> None:
    world.submitter.submit_deletion("owner", "request-2")
    with pytest.raises(AccountDeletedError):
        world.submit()
    with pytest.raises(AccountDeletedError):
        world.store.require_account("owner")
    assert world.queue.messages == []
    world.store.require_account("other")
    world.submit(user_id="other")


def test_a_second_request_is_the_same_deletion(world: World, account: FakeQueue) -> None:
    first = world.submitter.submit_deletion("owner", "request-2")
    world.clock.advance(60)
    assert world.submitter.submit_deletion("owner", "request-3") == world.job(first)
    assert len(account.messages) == 1
    assert world.submitter.submit_deletion("other", "request-4").job_id != first.job_id


@pytest.mark.usefixtures("account")
def test_a_job_that_waits_is_not_started(world: World) -> None:
    job = world.submit()
    world.submitter.submit_deletion("owner", "request-2")

    def work(_run: Run) -> Result:
        raise AssertionError("the work was started")

    assert world.deliver(work)
    assert world.job(job).attempts == 0


@pytest.mark.usefixtures("account")
def test_a_job_under_way_stores_nothing_and_ends(world: World) -> None:
    job = world.submit()

    def work(run: Run) -> Result:
        world.submitter.submit_deletion("owner", "request-2")
        return graded(run)

    assert world.deliver(work)
    dropped = world.job(job)
    assert (dropped.status, dropped.lease_until) == (Status.CANCELLED, 0)
    assert world.result(job) is None
    assert world.queue.graveyard == []


def test_an_erased_job_does_not_come_back(world: World) -> None:
    job = world.submit()
    world.store.erase(job)
    assert world.store.get(job.job_id) is None
    world.store.erase(job)
    with pytest.raises(JobMovedError):
        world.store.move(job, transitions.cancel(job, world.clock()))
    world.store.mark_sent(job.job_id)
    assert world.store.get(job.job_id) is None


def test_a_job_that_a_worker_holds_is_not_erased(world: World) -> None:
    job = world.submit()

    def work(run: Run) -> Result:
        with pytest.raises(JobMovedError):
            world.store.erase(job)
        return graded(run)

    assert world.deliver(work)
    assert world.job(job).status is Status.COMPLETED


@pytest.mark.usefixtures("account")
def test_a_tombstone_holds_a_hash_and_an_end(world: World) -> None:
    world.submitter.submit_deletion("owner", "request-2")
    key = tombstones.key("owner")
    item = world.dynamodb.get_item(TableName=world.table, Key=key)["Item"]
    assert item.keys() == {"job_id", "deletion_job_id", "created_at", "expires_at"}
    assert "owner" not in item["job_id"]["S"]
    world.clock.advance(tombstones.LIFETIME_SECONDS - 1)
    with pytest.raises(AccountDeletedError):
        world.submit()
    world.clock.advance(1)
    world.submit()
    world.submitter.submit_deletion("owner", "request-3")
    with pytest.raises(AccountDeletedError):
        world.submit()


@pytest.mark.usefixtures("account")
def test_a_completed_deletion_knows_its_owner_by_the_fingerprint_only(world: World) -> None:
    queued = world.submitter.submit_deletion("owner", "request-2")
    held = world.store.move(queued, transitions.lease(queued, world.clock(), world.clock() + 1000))
    world.store.move(held, transitions.complete(held, world.clock(), None))
    assert world.store.get_owned(queued.job_id, "owner").status is Status.COMPLETED
    with pytest.raises(JobNotFoundError):
        world.store.get_owned(queued.job_id, "other")
    assert world.store.list_owned("owner", limit=10) == ([], None)
    item = world.dynamodb.get_item(TableName=world.table, Key={"job_id": {"S": queued.job_id}})["Item"]
    assert item["expires_at"]["N"] == str(tombstones.expiry(world.clock()))
    assert "'owner'" not in str(item.values())
