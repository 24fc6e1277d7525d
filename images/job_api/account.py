"""Routes to the caller's account: its cost, its export and its deletion."""

from dataclasses import asdict

from aws_lambda_powertools.event_handler import Response

from bandup.account.limits import Limited, Limits
from bandup.account_data.export import Exporter
from bandup.account_data.usage import sum_by_kind_and_month
from bandup.core.call_limits import find_deadline
from bandup.http.accepted import accepted_response
from bandup.http.api import RestApi
from bandup.http.responses import json_response
from bandup.interview.store import InterviewStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter


def add_account(
    api: RestApi,
    jobs: JobStore,
    interviews: InterviewStore,
    submitter: Submitter,
    *,
    exporter: Exporter,
    limits: Limits,
) -> None:

    @api.get("/usage")
    def get_usage() -> Response[str]:
        if not jobs.tombstone(api.user_id, jobs.now()):  # nothing is stored any more of a deleted account
            limits.take(api.user_id, Limited.USAGE)
        sessions = interviews.all_sessions(api.user_id, deleted=True)
        spent = sum_by_kind_and_month(jobs.all_owned(api.user_id), sessions)
        return json_response(200, {"items": [asdict(each) for each in spent]})

    @api.get("/me/export")
    def export() -> Response[str]:
        jobs.require_account(api.user_id)
        limits.take(api.user_id, Limited.EXPORTS)
        deadline = find_deadline(api.lambda_context)
        link = exporter.export(api.user_id, deadline)
        return json_response(200, {"get_url": link.url, "expires_in": link.expires_in})

    @api.delete("/me")
    def delete_account() -> Response[str]:
        job = submitter.submit_deletion(api.user_id, api.received.request_id)
        return accepted_response(job, f"jobs/{job.job_id}")
