"""The bodies of answers: JSON, and RFC 9457 problem details."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aws_lambda_powertools.event_handler import Response

from bandup.http.exceptions import ProblemError

PROBLEM_TYPE = "urn:bandup:problem:"
"""The prefix of a problem's kind. The kinds are explained in the OpenAPI document."""


def json_response(status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response[str]:
    """An answer in JSON, decimals as numbers."""
    return Response(status, "application/json", json_text(body), headers)


def no_content() -> Response[str]:
    """The answer to a deletion."""
    return Response(204)


def problem_response(problem: ProblemError, request_id: str) -> Response[str]:
    """The problem as `application/problem+json`."""
    body: dict[str, Any] = {
        "type": PROBLEM_TYPE + problem.kind,
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
        "request_id": request_id,
    }
    if problem.errors:
        body["errors"] = [
            {"in": error.where, "pointer": error.pointer, "code": error.code, "message": error.message}
            for error in problem.errors
        ]
    return Response(problem.status.value, "application/problem+json", json_text(body), problem.headers)


def json_text(body: Mapping[str, Any]) -> str:
    """A body in JSON, decimals as numbers."""
    # ASCII only: names of unknown fields, which problems point to, may hold half surrogate pairs.
    return json.dumps(body, default=_number, allow_nan=False, separators=(",", ":"))


def _number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no place in an answer")
    return int(value) if value == value.to_integral_value() else float(value)
