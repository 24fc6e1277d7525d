"""A deleted account: nothing of it is accepted, started or stored, in whatever order things happen."""

import pytest

from bandup.account import tombstones
from bandup.account.exceptions import AccountDeletedError
from bandup.core.dynamo import to_attributes
from bandup.jobs import transitions
from bandup.jobs.exceptions import JobChangedError, JobNotFoundError
from bandup.jobs.model import Status
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from unit.jobs.conftest import JobHarness, graded

DAY_SECONDS = 24 * 3600


def test_nothing_new_is_accepted_for_the_deleted_user_alone(harness: JobHarness) -> None:
    harness.submitter.submit_deletion("owner", "request-2")
    with pytest.raises(AccountDeletedError):
        harness.submit()
    with pytest.raises(AccountDeletedError):
        harness.store.require_account("owner")
    assert harness.queue.messages == []
    harness.store.require_account("other")
    harness.submit(user_id="other")


def test_it_stands_for_thirty_days_longer_than_anything_can_arrive(harness: JobHarness) -> None:
    harness.submitter.submit_deletion("owner", "request-2")
    harness.clock.advance(30 * DAY_SECONDS - 1)
    with pytest.raises(AccountDeletedError):
        harness.submit()
    harness.clock.advance(1)
    assert harness.submit().user_id == "owner"


def test_a_second_request_is_the_same_deletion(harness: JobHarness) -> None:
    first = harness.submitter.submit_deletion("owner", "request-2")
    harness.clock.advance(60)
    assert harness.submitter.submit_deletion("owner", "request-3") == harness.job(first)
    harness.clock.advance(30 * DAY_SECONDS - 61)
    assert harness.submitter.submit_deletion("owner", "request-3").job_id == first.job_id
    assert len(harness.sqs.queues["account-queue"].messages) == 1
    assert harness.submitter.submit_deletion("other", "request-4").job_id != first.job_id


def test_a_job_that_waits_is_not_started(harness: JobHarness) -> None:
    job = harness.submit()
    harness.submitter.submit_deletion("owner", "request-2")

    def work(_run: Run) -> Result:
        raise AssertionError("the work was started")

    assert harness.deliver(work)
    assert harness.job(job).attempts == 0


def test_a_job_under_way_stores_nothing_and_ends(harness: JobHarness) -> None:
    job = harness.submit()

    def work(run: Run) -> Result:
        harness.submitter.submit_deletion("owner", "request-2")
        return graded(run)

    assert harness.deliver(work)
    dropped = harness.job(job)
    assert (dropped.status, dropped.lease_until) == (Status.CANCELLED, 0)
    assert harness.result(job) is None
    assert harness.dlq.messages == []


def test_an_erased_job_does_not_come_back(harness: JobHarness) -> None:
    job = harness.submit()
    harness.store.erase(job)
    assert harness.store.get(job.job_id) is None
    harness.store.erase(job)
    with pytest.raises(JobChangedError):
        harness.store.update(job, transitions.cancel(job, harness.clock()))
    harness.store.mark_sent(job.job_id)
    assert harness.store.get(job.job_id) is None


def test_a_job_that_a_worker_holds_is_not_erased(harness: JobHarness) -> None:
    job = harness.submit()

    def work(run: Run) -> Result:
        with pytest.raises(JobChangedError):
            harness.store.erase(job)
        return graded(run)

    assert harness.deliver(work)
    assert harness.job(job).status is Status.COMPLETED


def test_a_tombstone_holds_a_hash_and_an_end(harness: JobHarness) -> None:
    harness.submitter.submit_deletion("owner", "request-2")
    item = harness.dynamodb.get_item(TableName=harness.table, Key=to_attributes(tombstones.key("owner")))["Item"]
    assert item.keys() == {"job_id", "deletion_job_id", "created_at", "expires_at"}
    assert "owner" not in item["job_id"]["S"]
    harness.clock.advance(tombstones.LIFETIME_SECONDS - 1)
    with pytest.raises(AccountDeletedError):
        harness.submit()
    harness.clock.advance(1)
    harness.submit()
    harness.submitter.submit_deletion("owner", "request-3")
    with pytest.raises(AccountDeletedError):
        harness.submit()


def test_a_completed_deletion_knows_its_owner_by_the_fingerprint_only(harness: JobHarness) -> None:
    queued = harness.submitter.submit_deletion("owner", "request-2")
    held = harness.store.update(queued, transitions.lease(queued, harness.clock(), harness.clock() + 1000))
    harness.store.update(held, transitions.complete(held, harness.clock(), None))
    assert harness.store.get_owned(queued.job_id, "owner").status is Status.COMPLETED
    with pytest.raises(JobNotFoundError):
        harness.store.get_owned(queued.job_id, "other")
    assert harness.store.list_owned("owner", limit=10) == ([], None)
    item = harness.dynamodb.get_item(TableName=harness.table, Key={"job_id": {"S": queued.job_id}})["Item"]
    assert item["expires_at"]["N"] == str(tombstones.expiry(harness.clock()))
    assert "'owner'" not in str(item.values())
