"""What a lease does at the end of its job."""

from bandup.jobs import transitions
from bandup.jobs.lease import Lease
from bandup.jobs.model import Status

from .conftest import JobHarness


def test_a_job_may_end_without_a_result(harness: JobHarness) -> None:
    job = harness.job(harness.submit())
    now = harness.clock()
    lease = Lease(harness.store, harness.store.update(job, transitions.lease(job, now, now + 60_000)), started=0.0)
    lease.complete(None, harness.results)
    assert harness.job(job).status is Status.COMPLETED
    assert harness.result(job) is None
