"""Lambda's Runtime API: the HTTP interface by which a runtime fetches invocations and answers them.

Paths and headers are those of "Lambda runtime API", AWS Lambda Developer Guide. What the runtime does arrives as events
in one queue, which the sandbox reads; so there is no shared state to guard.
"""

import re
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from typing import ClassVar

_INVOCATION = re.compile(r"/2018-06-01/runtime/invocation/(?P<request_id>[^/]+)/(?P<what>response|error)")


@dataclass(frozen=True)
class Invocation:
    """What a runtime is asked to do."""

    request_id: str
    function_arn: str
    trace_id: str
    payload: bytes


@dataclass(frozen=True)
class Ready:
    """The runtime asks for its next invocation."""


@dataclass(frozen=True)
class Answered:
    """The handler returned, or raised if `is_error`."""

    request_id: str
    payload: bytes
    is_error: bool


@dataclass(frozen=True)
class InitFailed:
    """The handler's module could not be loaded; `payload` is the runtime's own error object."""

    payload: bytes


@dataclass(frozen=True)
class Exited:
    """The runtime is gone; `reason` as Lambda words it, such as `exit status 1`."""

    reason: str


@dataclass(frozen=True)
class Closed:
    """The sandbox was closed while it worked."""


Event = Ready | Answered | InitFailed | Exited | Closed


class RuntimeApi:
    """The server for one runtime, on a free port of the loopback interface.

    Args:
        events: receives what the runtime does.
    """

    def __init__(self, events: SimpleQueue[Event]) -> None:
        self._offers: SimpleQueue[_Offer | None] = SimpleQueue()
        handler = type("Handler", (_Handler,), {"events": events, "offers": self._offers})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="runtime-api", daemon=True
        )
        self._thread.start()

    @property
    def address(self) -> str:
        """`host:port`, the value of AWS_LAMBDA_RUNTIME_API."""
        return f"127.0.0.1:{self._server.server_port}"

    def offer(self, invocation: Invocation, deadline_ms: int) -> None:
        """Hand an invocation to the runtime, which has said that it is ready.

        Args:
            invocation: what to do.
            deadline_ms: when the runtime will be ended, in epoch milliseconds.
        """
        self._offers.put(_Offer(invocation, deadline_ms))

    def close(self) -> None:
        """End the waiting request and the server."""
        self._offers.put(None)
        self._server.shutdown()
        self._server.server_close()


@dataclass(frozen=True)
class _Offer:
    invocation: Invocation
    deadline_ms: int


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A runtime that is killed breaks its connection; `Exited` tells more than a traceback would."""


class _Handler(BaseHTTPRequestHandler):
    events: ClassVar[SimpleQueue[Event]]
    offers: ClassVar[SimpleQueue["_Offer | None"]]

    protocol_version = "HTTP/1.1"
    # Headers and body are two writes: without this each answer waits 40 ms for a delayed acknowledgement.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if self.path != "/2018-06-01/runtime/invocation/next":
            return self._reply(404)
        self.events.put(Ready())
        offer = self.offers.get()
        if offer is None:
            self.close_connection = True
            return None
        invocation = offer.invocation
        headers = {
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": invocation.request_id,
            "Lambda-Runtime-Deadline-Ms": str(offer.deadline_ms),
            "Lambda-Runtime-Invoked-Function-Arn": invocation.function_arn,
            "Lambda-Runtime-Trace-Id": invocation.trace_id,
        }
        return self._reply(200, invocation.payload, headers)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/2018-06-01/runtime/init/error":
            self.events.put(InitFailed(body))
        elif found := _INVOCATION.fullmatch(self.path):
            self.events.put(Answered(found["request_id"], body, is_error=found["what"] == "error"))
        else:
            return self._reply(404)
        return self._reply(202, b'{"status":"OK"}', {"Content-Type": "application/json"})

    def _reply(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Requests are not logged: every invocation has its own report line."""
