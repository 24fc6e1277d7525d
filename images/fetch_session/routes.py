"""The route to the full history of one session."""

from aws_lambda_powertools.event_handler import Response

from bandup.http.api import RestApi
from bandup.http.paging import PARAMETER
from bandup.http.parameters import page_limit, query_id
from bandup.http.responses import json_response
from bandup.interview.model import MAX_TURNS
from bandup.wiring.interviews import PagedInterviewServices

from .view import describe_session, describe_turn, fit_messages


def build_api(services: PagedInterviewServices) -> RestApi:
    """The router with the route."""
    api = services.authentication.router()

    @api.get("/review")
    def review() -> Response[str]:
        session_id = query_id(api.received, "session_id")
        limit = page_limit(api.received, default=MAX_TURNS, most=MAX_TURNS)
        scope = f"review {session_id}"
        session = services.interviews.load_feedback(services.interviews.get_owned(session_id, api.user_id))
        start = services.tokens.read(api.received, user_id=api.user_id, scope=scope)
        found, after = services.interviews.turns(session, limit=limit, after=start["after"] if start else 0)
        messages = fit_messages([describe_turn(turn) for turn in found])
        if len(messages) < len(found):
            after = messages[-1]["turn"]
        # DynamoDB promises a further page whenever one is full, even if nothing is left for it.
        following = {"after": after} if after is not None and after < session.turns else None
        token = services.tokens.make(following, user_id=api.user_id, scope=scope)
        body = describe_session(session) | {"messages": messages} | ({PARAMETER: token} if token else {})
        return json_response(200, body)

    return api
