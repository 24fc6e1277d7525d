"""What the job store refuses."""

from bandup.jobs.model import Job


class JobStoreError(Exception):
    """Base of everything that the job store refuses."""


class JobNotFoundError(JobStoreError):
    """There is no such job, or it belongs to someone else; the two are not told apart."""


class JobExistsError(JobStoreError):
    """A job with this id was created before.

    Args:
        job: the job that is there.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(job.job_id)
        self.job = job


class JobChangedError(JobStoreError):
    """The job is no longer where the caller saw it: a lease was lost, or somebody else moved it."""


class JobNotCancellableError(JobStoreError):
    """The job has started or ended, so it cannot be cancelled any more."""
