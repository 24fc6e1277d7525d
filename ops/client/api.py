"""The public API as a person's program would call it."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import requests

_TIMEOUT = (30, 120)
"""Seconds to connect and to wait for an answer. The gateway ends every request after 29 s; the rest is for a machine on
which functions take long to start."""


@dataclass(frozen=True)
class Answer:
    """One answer of the API.

    Attributes:
        status: the HTTP status.
        headers: header names are case-insensitive.
        body: the decoded JSON, or the text if it is none.
    """

    status: int
    headers: Any
    body: Any

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait before the same is asked for again, or None if the answer names no such time."""
        text = str(self.headers.get("Retry-After", ""))
        return float(text) if text.isdecimal() else None


class Api:
    """Calls routes of one stage as one user.

    Args:
        url: the stage's base URL.
        token: the user's access token; None sends no Authorization header.
    """

    def __init__(self, url: str, token: str | None) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False  # the stage listens on loopback; a proxy could not reach it
        if token is not None:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: str) -> Answer:
        """GET a path."""
        return self.call("GET", path, params=query)

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        """POST a JSON body."""
        return self.call("POST", path, json=body, headers=headers)

    def call(self, method: str, path: str, **options: Any) -> Answer:
        """Send any request; `options` are those of the requests library."""
        response = self._session.request(method, self._url + path, timeout=_TIMEOUT, **options)
        try:
            body = response.json()
        except requests.exceptions.JSONDecodeError:
            body = response.text
        return Answer(response.status_code, response.headers, body)


class UnexpectedAnswerError(Exception):
    """The API did not answer as the caller needs; the message holds its problem document."""


def expect(answer: Answer, status: HTTPStatus) -> Any:
    """The body of an answer that must have this status.

    Raises:
        UnexpectedAnswerError: it has another one.
    """
    if answer.status != status:
        raise UnexpectedAnswerError(f"the API answered {answer.status} instead of {status.value}: {answer.body}")
    return answer.body
