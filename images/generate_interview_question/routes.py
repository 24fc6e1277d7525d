"""The route of an interviewer's turn."""

from aws_lambda_powertools.event_handler import Response

from bandup.core.clock import Deadline
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
        deadline = Deadline.after(api.lambda_context.get_remaining_time_in_millis() / 1000)
        request = validate(InterviewRequest, parse_body(api.received))
        answer = services.interviews.take_turn(api.user_id, request, idempotency_key(api.received), deadline)
        return json_response(200, answer)

    return api
