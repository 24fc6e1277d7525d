"""A job as its owner sees it."""

from typing import Any

from bandup.jobs.model import JobOutline, Status


def job_view(job: JobOutline) -> dict[str, Any]:
    """The JSON of `GET /jobs/{job_id}`. It holds neither the request nor the owner."""
    view: dict[str, Any] = {
        "job_id": job.job_id,
        "kind": job.kind,
        "status": job.status,
        "stage": job.stage,
        "progress": dict(job.progress),
        "attempts": job.attempts,
        "created_at": job.created_at,
        "updated_at": job.updated_at,
    }
    if job.error:
        view["error"] = {
            "code": job.error.code,
            "message": job.error.message,
            "retryable": job.error.retryable,
        }
        if job.error.part is not None:
            view["error"]["part"] = job.error.part
    if job.status is Status.COMPLETED and job.result_path is not None:
        view["result_url"] = job.result_path
    if job.cost:
        view["cost"] = dict(job.cost)
    return view
