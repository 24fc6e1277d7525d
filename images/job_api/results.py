"""Reading and deleting a result, for all kinds of jobs."""

from typing import Any

from bandup.http.exceptions import UnknownResourceError
from bandup.http.parameters import path_id
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.study.store import StudyStore


def get_owned_result(results: ResultStore, result_id: str, user_id: str) -> dict[str, Any]:
    """A user's result with its body.

    Args:
        results: where it is.
        result_id: the id in the path, of any form.
        user_id: the owner.

    Raises:
        UnknownResourceError: there is none, or it belongs to another user.
    """
    found = results.get_owned(path_id(result_id), user_id)
    if found is None:
        raise UnknownResourceError
    return found


def delete_result(
    results: ResultStore, jobs: JobStore, result_id: str, user_id: str, *, study: StudyStore | None = None
) -> None:
    """Delete a user's result and what was submitted for it. Its job stays with its cost.

    Args:
        results: where it is.
        jobs: what it was made by.
        result_id: the id in the path, of any form.
        user_id: the owner.
        study: cards that quote such a result, which are deleted too; None if there are none.

    Raises:
        UnknownResourceError: there is none, or it belongs to another user.
        JobChangedError: the job changed at the same time. The result was not deleted.
    """
    found = get_owned_result(results, result_id, user_id)
    job = jobs.get_owned(result_id, user_id)
    if study:
        # First, so that whatever ends this request leaves no card that quotes what is gone.
        study.erase_source(user_id, result_id, found.get("document_id"))
    results.erase_bodies(job.kind, job.job_id)
    jobs.withdraw(job, results.prepare_delete(result_id, user_id))
