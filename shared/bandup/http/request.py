"""The request in an event, whatever its form."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")


@dataclass(frozen=True)
class Request:
    """One API Gateway REST request (proxy event, payload version 1), in which nothing is null.

    Attributes:
        method: upper case.
        path: as the gateway sent it, still percent-encoded.
        headers: every value of each header, by its lower-case name.
        query: every value of each query parameter.
        body: what the gateway passed on: text, or null.
        is_base64: whether the body is base64 of the real one.
        request_id: the gateway's id of this request.
    """

    method: str
    path: str
    headers: Mapping[str, list[str]]
    query: Mapping[str, list[str]]
    body: object
    is_base64: bool
    request_id: str

    @classmethod
    def from_event(cls, event: object, invocation_id: str) -> "Request":
        """The request in `event`. An event of another form becomes a request without method and path.

        Args:
            event: what Lambda passed in.
            invocation_id: used where the event has no request id.
        """
        raw = _as_mapping(event)
        request_id = _as_text(_as_mapping(raw.get("requestContext")).get("requestId"))
        return cls(
            method=_as_text(raw.get("httpMethod")).upper(),
            path=_as_text(raw.get("path")) or "/",
            headers=_merge_values(raw.get("headers"), raw.get("multiValueHeaders"), str.lower),
            query=_merge_values(raw.get("queryStringParameters"), raw.get("multiValueQueryStringParameters"), str),
            body=raw.get("body"),
            is_base64=raw.get("isBase64Encoded") is True,
            request_id=request_id if _REQUEST_ID.fullmatch(request_id) else invocation_id,
        )

    def header(self, name: str) -> str | None:
        """The last value of a header, by its lower-case name."""
        values = self.headers.get(name)
        return values[-1] if values else None

    def as_event(self) -> dict[str, Any]:
        """The proxy event that Powertools routes."""
        return {
            "httpMethod": self.method,
            "path": self.path,
            "multiValueHeaders": dict(self.headers),
            "requestContext": {"requestId": self.request_id},
        }


def _as_mapping(value: object) -> Mapping[Any, Any]:
    return value if isinstance(value, Mapping) else {}


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _merge_values(single: object, several: object, named: Callable[[str], str]) -> dict[str, list[str]]:
    """All values by name. The gateway sends the last value of each name in one map, and all values in another."""
    last = _collect_values(((name, [value]) for name, value in _as_mapping(single).items()), named)
    return last | _collect_values(_as_mapping(several).items(), named)


def _collect_values(pairs: Iterable[tuple[object, object]], named: Callable[[str], str]) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for name, values in pairs:
        texts = [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
        if isinstance(name, str) and texts:
            kept.setdefault(named(name), []).extend(texts)
    return kept
