"""The route of an interviewer's turn."""

from aws_lambda_powertools.event_handler import Response

from bandup.core.call_limits import find_deadline
from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.parameters import idempotency_key
from bandup.http.responses import json_response
from bandup.http.validation import validate

from .request import InterviewRequest
from .services import Services


def build_api(services: Services) -> RestApi:
    """The router with its route."""
    api = services.authentication.router()

    @api.post("/interview")
    def next_turn() -> Response[str]:
        deadline = find_deadline(api.lambda_context)
        request = validate(InterviewRequest, parse_body(api.received))
        answer = services.interviews.take_turn(api.user_id, request, idempotency_key(api.received), deadline)
        return json_response(200, answer)

    return api
