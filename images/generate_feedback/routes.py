"""The route that judges an interview."""

from aws_lambda_powertools.event_handler import Response

from bandup.core.clock import Deadline
from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.parameters import idempotency_key
from bandup.http.responses import json_response
from bandup.http.validation import validate

from .request import FeedbackRequest
from .services import Services


def build_api(services: Services) -> RestApi:
    """The router with its route."""
    api = services.authentication.router()

    @api.post("/feedback")
    def give_feedback() -> Response[str]:
        deadline = Deadline.after(api.lambda_context.get_remaining_time_in_millis() / 1000)
        request = validate(FeedbackRequest, parse_body(api.received))
        answer = services.feedback.give_feedback(api.user_id, request, idempotency_key(api.received), deadline)
        return json_response(200, answer)

    return api
