"""Deleting everything of a user: the work of a job of kind DELETION.

The user has a tombstone since the job was accepted, so nothing new is accepted or stored. Work that had begun before
may still end: workers hold jobs, and forms for uploads are still valid. The job completes with the first pass that
begins after all of them have expired and that finds nothing unfinished. The sign-in goes last, so that nobody is locked
out of an account that still holds something. Every step can be repeated.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bandup.account.quotas import Quotas
from bandup.account_data.files import UserFiles
from bandup.account_data.sign_ins import SignIns
from bandup.core.errors import RetryLaterError
from bandup.interview.store import InterviewStore
from bandup.jobs import transitions
from bandup.jobs.exceptions import JobChangedError
from bandup.jobs.kinds import Kind, ResultTable
from bandup.jobs.model import Job, Status
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.worker import Run
from bandup.study.store import StudyStore


@dataclass(frozen=True)
class Deletion:
    """The work of a deletion, see `bandup.jobs.worker.Work`.

    Attributes:
        jobs: all jobs.
        results: every table of results.
        interviews: all interviews. An answer is stored only while the user has no tombstone.
        study: cards and their reviews. They are stored only while the user has no tombstone.
        files: what users uploaded and exported.
        quotas: their counters.
        sign_ins: what they sign in with.
        settle_seconds: how long after the request something may arrive that was allowed before it: as long as the
            form of an upload is valid.
    """

    jobs: JobStore
    results: Mapping[ResultTable, ResultStore]
    interviews: InterviewStore
    study: StudyStore
    files: UserFiles
    quotas: Quotas
    sign_ins: SignIns
    settle_seconds: int

    def __call__(self, run: Run) -> None:
        """Delete what can be deleted now.

        Raises:
            RetryLaterError: something may still arrive, or the time is up; another pass is needed.
        """
        begun = self.jobs.now()
        user_id = run.job.user_id
        run.report("deleting jobs and results", 0, 2)
        owned = [job for job in self.jobs.all_owned(user_id) if job.kind is not Kind.DELETION]
        waits = [self._delete_or_end(job.job_id, run) for job in owned]
        for results in self.results.values():
            results.erase_owned(user_id)
        for keeper in (self.interviews, self.study):
            keeper.erase_owned(user_id, before_each=lambda: _require_time(run))
        run.report("deleting files", 1, 2)
        self.files.erase(user_id)
        self.quotas.forget(user_id)
        settled_at = run.job.created_at + 1000 * self.settle_seconds
        wait = max([settled_at - begun, *waits])
        if wait > 0:
            raise RetryLaterError(
                "waiting_for_open_work",
                "Work and uploads that had begun before may still end.",
                retry_after=wait / 1000,
            )
        self.sign_ins.erase(user_id)

    def _delete_or_end(self, job_id: str, run: Run) -> int:
        """Delete one job that has ended, or end it, so that the next pass deletes it.

        A job that is ended here stays until the next pass, so that its message still finds it and is acknowledged.

        Returns:
            Milliseconds until it can be looked at again; 0 if it is gone.
        """
        _require_time(run)
        now, job = self.jobs.now(), self.jobs.get(job_id)
        if job is None:
            return 0
        try:
            if job.leased_at(now):
                return job.lease_until - now
            if job.is_open:
                self.jobs.update(job, _end_job(job, now))
                return NEXT_PASS_MS
            if job.kind.results:
                self.results[job.kind.results].erase_bodies(job.kind, job.job_id)
            self.jobs.erase(job)
        except JobChangedError:
            return NEXT_PASS_MS
        return 0


NEXT_PASS_MS = 5_000
"""Enough for the message of a job that was ended here to be delivered."""


def _require_time(run: Run) -> None:
    if not run.deadline.budget():
        raise RetryLaterError("more_to_delete", "The account holds more than one pass can delete.", retry_after=1)


def _end_job(job: Job, now: int) -> Job:
    if job.status is Status.QUEUED:
        return transitions.cancel(job, now)
    return transitions.abandon(job, now, job.cost)
