"""The route to the list of one's own sessions."""

from decimal import Decimal
from typing import Any

from aws_lambda_powertools.event_handler import Response

from bandup.http.api import RestApi
from bandup.http.paging import page
from bandup.http.parameters import invalid_parameter, page_limit, query_value
from bandup.http.request import Request
from bandup.http.responses import json_response
from bandup.interview.categories import MAX_CATEGORY_LENGTH, normalize_category
from bandup.interview.exceptions import DamagedRecordError
from bandup.interview.model import Session
from bandup.interview.ratings import read_ratings
from bandup.models.sanitize import drop_invisible
from bandup.wiring.interviews import PagedInterviewServices


def build_api(services: PagedInterviewServices) -> RestApi:
    """The router with the route."""
    api = services.authentication.router()

    @api.get("/sessions")
    def list_sessions() -> Response[str]:
        category = read_category(api.received)
        scope = f"sessions {category or 'of all kinds'}"
        found, following = services.interviews.sessions(
            api.user_id,
            limit=page_limit(api.received),
            start=services.tokens.read(api.received, user_id=api.user_id, scope=scope),
            category=category,
        )
        token = services.tokens.make(following, user_id=api.user_id, scope=scope)
        return json_response(200, page([summarize(session) for session in found], token))

    return api


def read_category(request: Request) -> str | None:
    """The kind of interview that is asked for, spelt as it is stored, or None for all.

    Raises:
        InvalidFieldsError: no interview can be of that kind, or the parameter is given twice.
    """
    value = query_value(request, "category")
    if value is None:
        return None
    text = " ".join(drop_invisible(value).split())
    if not text or len(value) > MAX_CATEGORY_LENGTH:
        raise invalid_parameter("category", "length", f"1 to {MAX_CATEGORY_LENGTH} characters are expected.")
    return normalize_category(text)


def summarize(session: Session) -> dict[str, Any]:
    """What the list shows of a session; what it does not have is left out."""
    fields = {
        "session_id": session.session_id,
        "ts": session.ts,
        "category": session.category,
        "difficulty": session.difficulty,
        "job_title": session.job_title,
        "company": session.company,
        "status": session.status.value,
        "turns": session.turns,
        "last_ts": session.last_ts,
        "ratings": _read_ratings(session),
        "feedback_timestamp": session.feedback_timestamp,
        "feedback_outdated": session.feedback_outdated,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _read_ratings(session: Session) -> dict[str, Decimal] | None:
    """The ratings. None also if they are damaged: a list without them is better than no list."""
    try:
        return read_ratings(session)
    except DamagedRecordError:
        return None
