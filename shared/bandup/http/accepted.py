"""The answer to a request that became a job."""

from aws_lambda_powertools.event_handler import Response

from bandup.http.responses import json_response
from bandup.jobs.model import Job

POLL_SECONDS = 2
"""How long a caller should wait before asking for an open job again."""


def accepted_response(job: Job, location: str) -> Response[str]:
    """The answer that names a new job.

    Args:
        job: the job.
        location: its address, relative to the route, because only the caller knows what is before that: the gateway's
            stage, a custom domain's base path or LocalStack's prefix.
    """
    return json_response(
        202,
        {"job_id": job.job_id, "status_url": f"/jobs/{job.job_id}"},
        {"Location": location, "Retry-After": str(POLL_SECONDS)},
    )
