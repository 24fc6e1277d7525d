"""Parts of a whole test that an earlier job has paid for, which the same part in a new job need not pay again."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bandup.ielts.exams import DEFAULT_EXAM
from bandup.ielts.languages import DEFAULT_LANGUAGE
from bandup.jobs import transitions
from bandup.jobs.exceptions import JobChangedError
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, Status
from bandup.jobs.store import JobStore

RECENT = 20
"""How many of a user's latest jobs are looked through: who sends a failed test again does it soon."""

_PARTS = {Kind.SPEAKING: ("parts", "part"), Kind.WRITING: ("tasks", "task_type")}
"""Where the stored request of each kind has its parts, and what names each of them."""

_SETTINGS = {
    Kind.SPEAKING: {"feedback_language": DEFAULT_LANGUAGE},
    Kind.WRITING: {"feedback_language": DEFAULT_LANGUAGE, "exam": DEFAULT_EXAM},
}
"""What the judgement of a part depends on besides, and what it was before a request could say so."""


WITHOUT_RESULT = frozenset({Status.FAILED, Status.CANCELLED})
"""The jobs that still keep what they paid for: who has a result keeps nothing beside it."""


class PaidParts:
    """What jobs of one user that ended without a result have kept, for one new job.

    Args:
        jobs: all jobs.
        user_id: the user.
        kind: which of them.
    """

    def __init__(self, jobs: JobStore, user_id: str, kind: Kind) -> None:
        self._jobs = jobs
        self._user_id = user_id
        self._kind = kind
        self._list, self._name = _PARTS[kind]
        self._holders: dict[str, Job] = {}

    def find(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """The parts of a stored request that are paid for, by their names.

        A part is the same if all that was stored of it is: its questions, their times and the version of its recording,
        or its question, essay and chart. The feedback's language must be the same, and of an essay the exam.
        """
        wanted = {part[self._name]: part for part in request.get(self._list, ())}
        if len(wanted) < 2 or request.get("regrade"):
            return {}
        recent, _ = self._jobs.list_owned(self._user_id, limit=RECENT)
        unfinished = [job for job in recent if job.kind is self._kind and job.status in WITHOUT_RESULT]
        ended = [job for outline in unfinished if (job := self._jobs.get(outline.job_id)) and not job.is_open]
        setting = self._find_setting(request)
        self._holders = {
            part[self._name]: job
            for job in reversed(ended)  # of several, the latest counts
            for part in job.request.get(self._list, ())
            if part[self._name] in job.kept
            and part == wanted.get(part[self._name])
            and self._find_setting(job.request) == setting
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

    def _find_setting(self, request: Mapping[str, Any]) -> dict[str, Any]:
        return {name: request.get(name, default) for name, default in _SETTINGS[self._kind].items()}
