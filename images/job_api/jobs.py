"""Routes to one's own jobs."""

from aws_lambda_powertools.event_handler import Response

from bandup.http.accepted import POLL_SECONDS
from bandup.http.api import RestApi
from bandup.http.paging import PageTokens, page
from bandup.http.parameters import page_limit, path_id
from bandup.http.responses import json_response
from bandup.jobs import transitions
from bandup.jobs.store import JobStore
from bandup.jobs.view import job_view


def add_jobs(api: RestApi, jobs: JobStore, tokens: PageTokens) -> None:

    @api.get("/jobs/<job_id>")
    def get_job(job_id: str) -> Response[str]:
        job = jobs.get_owned(path_id(job_id), api.user_id)
        return json_response(200, job_view(job), {"Retry-After": str(POLL_SECONDS)} if job.is_open else None)

    @api.delete("/jobs/<job_id>")
    def cancel_job(job_id: str) -> Response[str]:
        job = jobs.get_owned(path_id(job_id), api.user_id)
        return json_response(200, job_view(jobs.update(job, transitions.cancel(job, jobs.now()))))

    @api.get("/jobs")
    def list_jobs() -> Response[str]:
        start = tokens.read(api.received, user_id=api.user_id, scope="jobs")
        found, following = jobs.list_owned(api.user_id, limit=page_limit(api.received), start=start)
        token = tokens.make(following, user_id=api.user_id, scope="jobs")
        return json_response(200, page([job_view(job) for job in found], token))
