"""The route to one's own skills."""

from aws_lambda_powertools.event_handler import Response

from bandup.http.api import RestApi
from bandup.http.responses import json_response
from bandup.interview.feedback_history import read_history
from bandup.wiring.interviews import InterviewServices

from .report import build_report


def build_api(services: InterviewServices) -> RestApi:
    """The router with the route."""
    api = services.authentication.router()

    @api.get("/skills")
    def aggregate_skills() -> Response[str]:
        return json_response(200, build_report(read_history(services.interviews.all_sessions(api.user_id))))

    return api
