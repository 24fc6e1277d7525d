"""Routes to one's own interviews that need more than reading them: their deletion, and a report to take along."""

from functools import partial

from aws_lambda_powertools.event_handler import Response

from bandup.account.limits import Limited, Limits
from bandup.account_data.downloads import Downloads
from bandup.http.api import RestApi
from bandup.http.parameters import path_id
from bandup.http.responses import json_response, no_content
from bandup.interview.store import InterviewStore
from bandup.jobs.store import JobStore
from bandup.study.store import StudyStore

from .interview_report import write_report


def add_interviews(
    api: RestApi,
    interviews: InterviewStore,
    jobs: JobStore,
    study: StudyStore,
    *,
    downloads: Downloads,
    limits: Limits,
) -> None:

    @api.delete("/sessions/<session_id>")
    def delete_interview(session_id: str) -> Response[str]:
        interviews.delete_owned(
            path_id(session_id), api.user_id, before=partial(study.erase_source, api.user_id, session_id)
        )
        return no_content()

    @api.get("/sessions/<session_id>/report")
    def report_interview(session_id: str) -> Response[str]:
        session = interviews.load_feedback(interviews.get_owned(path_id(session_id), api.user_id))
        jobs.require_account(api.user_id)
        limits.take(api.user_id, Limited.EXPORTS)
        report = write_report(session, interviews.all_turns(session)).encode()
        name = f"interview-{session_id[:8]}.md"
        link = downloads.offer(api.user_id, report, name=name, content_type="text/markdown; charset=utf-8")
        return json_response(200, {"get_url": link.url, "expires_in": link.expires_in})
