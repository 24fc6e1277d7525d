"""A job as the `jobs` table holds it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bandup.core.dynamo import from_attributes, to_attributes
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, JobFailure, Status


def job_to_item(job: Job) -> dict[str, Any]:
    """The attribute map of `job`.

    `open_kind` exists only while the job is open: the index on it is sparse, so the sweep reads open jobs only.
    """
    values = asdict(job)
    if job.is_open:
        values["open_kind"] = job.kind
    else:
        del values["message_due_by"]
    return to_attributes(values)


def job_from_item(attributes: Mapping[str, Any]) -> Job:
    """The job in `attributes`."""
    values = from_attributes(attributes)
    values.pop("open_kind", None)
    error = values.pop("error", None)
    return Job(
        **{
            **values,
            "kind": Kind(values["kind"]),  # type: ignore[call-arg]  # mypy takes it for the row of a new kind
            "status": Status(values["status"]),
            "error": JobFailure(**error) if error else None,
        }
    )
