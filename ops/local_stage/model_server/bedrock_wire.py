"""What every route of Bedrock's runtime has in common on the wire: who may call, how errors look, and ordered faults.

After https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html and Converse's page: an error
is named by a header, and its body holds a message.
"""

import json
import threading
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from flask import Response, request

from ops.local_stage.model_server import transport
from ops.local_stage.model_server.faults import Fault, FaultBook

Body = dict[str, Any]
T = TypeVar("T")

_ERRORS = {
    400: ("ValidationException", "Malformed input request, please reformat your input and try again."),
    401: ("UnrecognizedClientException", "The security token included in the request is invalid."),
    403: ("AccessDeniedException", "You don't have access to the model with the specified model ID."),
    404: ("ResourceNotFoundException", "Could not resolve the foundation model from the provided model identifier."),
    429: ("ThrottlingException", "Too many requests, please wait before trying again."),
    500: ("InternalServerException", "The system encountered an unexpected error during processing. Try again."),
    503: ("ServiceUnavailableException", "Bedrock is unable to process your request."),
    504: ("ModelTimeoutException", "Model has timed out in processing the request. Try your request again."),
}
"""What Bedrock calls each status."""

_STATUSES = {401: 403, 504: 408}
"""Statuses that Bedrock does not use, and what it answers instead."""


class BedrockError(Exception):
    """A refusal as Bedrock words it.

    Args:
        status: one of the statuses that faults can order.
        message: for the developer who called; the error's usual one if None.
        retry_after: seconds for a `Retry-After` header.
    """

    def __init__(self, status: int, message: str | None = None, *, retry_after: float | None = None) -> None:
        super().__init__(status)
        self.status = _STATUSES.get(status, status)
        self.name, usual = _ERRORS[status]
        self.message = message or usual
        self.retry_after = retry_after

    def response(self) -> Response:
        """The answer that says so."""
        headers = {"x-amzn-ErrorType": f"{self.name}:http://internal.amazon.com/coral/com.amazon.bedrock/"}
        if self.retry_after is not None:
            headers["Retry-After"] = f"{self.retry_after:g}"
        return json_answer({"message": self.message}, headers, self.status)


def json_answer(body: Body, headers: dict[str, str] | None = None, status: int = 200) -> Response:
    """A JSON answer with the headers that all of Bedrock's have."""
    everywhere = {"x-amzn-RequestId": str(uuid.uuid4())}
    return Response(json.dumps(body), status, {**everywhere, **(headers or {})}, mimetype="application/json")


def exchange(
    book: FaultBook,
    stopping: threading.Event,
    model: str,
    read: Callable[[bytes], T],
    answer: Callable[[T, Fault | None], Response],
) -> Response:
    """One call: recorded, refused, failed as ordered, or answered. A call that is refused meets no ordered fault.

    Args:
        book: which faults wait.
        stopping: set when the server stops; ends every fault that waits.
        model: the model id that the call names.
        read: reads the request's body; raises BedrockError.
        answer: answers it; the fault is one that changes what is said, or None. Raises BedrockError.
    """
    body = request.get_data()
    text = body.decode(errors="replace")
    call = book.record_call(text, model)
    try:
        book.record_signer(_checked_caller(), model)
        asked = read(body)
        fault = book.take(text)
        response = _respond(partial(answer, asked), fault, stopping)
    except BedrockError as error:
        call.outcome = f"refused {error.status}"
        return error.response()
    call.outcome = fault.kind if fault else "answered"
    return response


def _respond(answer: Callable[[Fault | None], Response], fault: Fault | None, stopping: threading.Event) -> Response:
    if fault is None:
        return answer(None)
    if broken := transport.break_connection(fault, request.environ["werkzeug.socket"], stopping):
        return Response(broken)
    if fault.kind == "status":
        raise BedrockError(fault.parameters["status"], retry_after=fault.parameters.get("retry_delay_seconds"))
    if fault.kind == "delay":
        stopping.wait(fault.parameters["seconds"])
    response = answer(fault)
    if fault.kind == "drip":
        response.response = transport.drip(response.get_data(), fault.parameters["seconds"], stopping)
    return response


def _checked_caller() -> str:
    """The access key of the signature; empty where a bearer token stands in its place."""
    header = request.headers.get("Authorization", "")
    if not header.startswith(("AWS4-HMAC-SHA256 ", "Bearer ")):
        raise BedrockError(403, "Missing Authentication Token")
    return header.partition("Credential=")[2].partition("/")[0]
