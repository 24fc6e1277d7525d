"""Parts of a Speaking test that an earlier job has paid for, which the same part in a new job need not pay again."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bandup.ielts.languages import DEFAULT_LANGUAGE
from bandup.jobs import transitions
from bandup.jobs.exceptions import JobChangedError
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, Status
from bandup.jobs.store import JobStore

RECENT = 20
"""How many of a user's latest jobs are looked through: who records a refused part again does it soon."""


WITHOUT_RESULT = frozenset({Status.FAILED, Status.CANCELLED})
"""The jobs that still keep what they paid for: who has a result keeps nothing beside it."""


class PaidParts:
    """What jobs of one user that ended without a result have kept, for one new job.

    Args:
        jobs: all jobs.
        user_id: the user.
    """

    def __init__(self, jobs: JobStore, user_id: str) -> None:
        self._jobs = jobs
        self._user_id = user_id
        self._holders: dict[str, Job] = {}

    def find(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """The parts of a stored request that are paid for, by their names.

        A part is the same if its questions, their times, the version of its recording and the feedback's language are.
        """
        wanted = {part["part"]: part for part in request.get("parts", ())}
        if not wanted or request.get("regrade"):
            return {}
        recent, _ = self._jobs.list_owned(self._user_id, limit=RECENT)
        unfinished = [job for job in recent if job.kind is Kind.SPEAKING and job.status in WITHOUT_RESULT]
        ended = [job for outline in unfinished if (job := self._jobs.get(outline.job_id)) and not job.is_open]
        language = _feedback_language(request)
        self._holders = {
            part["part"]: job
            for job in reversed(ended)  # of several, the latest counts
            for part in job.request.get("parts", ())
            if part["part"] in job.kept and part == wanted[part["part"]] and _feedback_language(job.request) == language
        }
        return {name: job.kept[name] for name, job in self._holders.items()}

    def hand_over(self, new: Job) -> None:
        """Leave what was found to the new job alone, so that it is deleted with that job's result.

        If this does not happen, two jobs have it.
        """
        for job in {job.job_id: job for job in self._holders.values()}.values():
            names = {name for name, holder in self._holders.items() if holder.job_id == job.job_id}
            if names <= new.kept.keys():
                with suppress(JobChangedError):
                    self._jobs.update(job, transitions.hand_over(job, names))


def _feedback_language(request: Mapping[str, Any]) -> str:
    return str(request.get("feedback_language", DEFAULT_LANGUAGE))
