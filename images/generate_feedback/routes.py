"""The route that has an interview judged."""

from aws_lambda_powertools.event_handler import Response

from bandup.http.accepted import accepted_response
from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.parameters import idempotency_key, query_number
from bandup.http.responses import json_response
from bandup.http.validation import validate

from .request import FeedbackRequest
from .services import Services

MAX_WAIT_SECONDS = 25
"""The gateway ends a request after 29 s; the rest is for all else that the route does."""


def build_api(services: Services) -> RestApi:
    """The router with its route."""
    api = services.authentication.router()

    @api.post("/feedback")
    def give_feedback() -> Response[str]:
        wait = query_number(api.received, "wait", default=0, most=MAX_WAIT_SECONDS)
        request = validate(FeedbackRequest, parse_body(api.received))
        feedback = services.feedback
        job = feedback.submit(api.user_id, request, idempotency_key(api.received), api.received.request_id)
        answer = feedback.find_answer(feedback.wait(job, wait)) if wait else None
        return json_response(200, answer) if answer else accepted_response(job, f"jobs/{job.job_id}")

    return api
