"""Errors of the job store."""

from bandup.jobs.model import Job


class JobStoreError(Exception):
    """Base of the job store's errors."""


class JobNotFoundError(JobStoreError):
    """There is no such job, or it belongs to another user. Callers cannot tell which."""


class JobExistsError(JobStoreError):
    """There is a job with this id.

    Args:
        job: that job.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(job.job_id)
        self.job = job


class JobChangedError(JobStoreError):
    """The job is no longer as the caller read it: a lease was lost, or the job was changed by another request."""


class SubjectGoneError(JobStoreError):
    """What the job is about was deleted, and takes no result any more."""


class JobNotCancellableError(JobStoreError):
    """The job has started or ended, so it cannot be cancelled."""
