"""The route to one's own skills."""

from aws_lambda_powertools.event_handler import Response

from bandup.http.api import RestApi
from bandup.http.responses import json_response

from .records import read_all
from .report import report
from .services import Services


def build_api(services: Services) -> RestApi:
    """The router with the route."""
    api = services.authentication.router()

    @api.get("/skills")
    def aggregate_skills() -> Response[str]:
        return json_response(200, report(read_all(services.interviews.all_sessions(api.user_id))))

    return api
