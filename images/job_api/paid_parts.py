"""Parts of a Speaking test that an earlier job has paid for, which the same part in a new job need not pay again."""

from collections.abc import Callable, Mapping
from typing import Any

from bandup.jobs.kinds import Kind
from bandup.jobs.store import JobStore

RECENT = 20
"""How many of a user's latest jobs are looked through: who records a refused part again does it soon."""


def find_paid_parts(jobs: JobStore, user_id: str) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """From a stored request to what ended jobs of the user have kept of the parts in it, by the part's name.

    A part is the same if its questions, their times and the version of its recording are. Only jobs without a result
    keep anything, see `bandup.jobs.model.Job.kept`.
    """

    def search(request: Mapping[str, Any]) -> Mapping[str, Any]:
        wanted = {part["part"]: part for part in request.get("parts", ())}
        if not wanted:
            return {}
        recent, _ = jobs.list_owned(user_id, limit=RECENT)
        ended = [job for job in recent if job.kind is Kind.SPEAKING and not job.is_open]
        return {
            part["part"]: job.kept[part["part"]]
            for job in reversed(ended)  # of several, the latest counts
            for part in job.request.get("parts", ())
            if part["part"] in job.kept and part == wanted[part["part"]]
        }

    return search
