"""API Gateway REST events (proxy integration, payload version 1) and a Lambda context."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext


class FakeContext(LambdaContext):
    """What the functions use of the real one."""

    def __init__(self, remaining_seconds: float = 29) -> None:
        self._aws_request_id = str(uuid.uuid4())
        self._remaining = round(remaining_seconds * 1000)

    def get_remaining_time_in_millis(self) -> int:  # type: ignore[override]  # Powertools declares it static
        return self._remaining


def api_event(
    method: str,
    path: str,
    *,
    body: Any = None,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
    **changes: Any,
) -> dict[str, Any]:
    """The event of a request; a body that is neither text nor None is sent as JSON."""
    sent = {"Host": "api.example.org", **({"Content-Type": "application/json"} if body is not None else {})}
    sent |= headers or {}
    return {
        "resource": path,
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": query,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "requestId": str(uuid.uuid4()),
            "stage": "v1",
            "path": f"/v1{path}",
            "httpMethod": method,
            "identity": {"sourceIp": "192.0.2.1"},
        },
        "body": body if body is None or isinstance(body, str) else json.dumps(body),
        "isBase64Encoded": False,
    } | changes


@dataclass(frozen=True)
class Answer:
    """What the gateway would send back."""

    raw: dict[str, Any]

    @property
    def status(self) -> int:
        return int(self.raw["statusCode"])

    @property
    def json(self) -> Any:
        return json.loads(self.raw["body"])

    @property
    def headers(self) -> dict[str, str]:
        return {name.lower(): ", ".join(values) for name, values in self.raw["multiValueHeaders"].items()}

    @property
    def pointers(self) -> list[tuple[str, str]]:
        """What each field error points at, as (part of the request, pointer)."""
        return sorted((error["in"], error["pointer"]) for error in self.json.get("errors", []))
