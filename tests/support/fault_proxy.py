"""AWS on a bad day: an HTTP server that fails by itself, or stands before an emulator and spoils calls."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

SERVICES = {
    "DynamoDB": "dynamodb",
    "AmazonSQS": "sqs",
    "secretsmanager": "secretsmanager",
    "AWSCognitoIdentityProviderService": "cognito-idp",
}
"""Services by what begins the header that names an operation; S3 sends none."""

_HOP_BY_HOP = {"connection", "transfer-encoding", "content-length"}


class Fault(StrEnum):
    """What happens to a call."""

    HANG = "hang"
    """No answer comes."""
    DEAF = "deaf"
    """The call takes effect, and no answer comes."""
    SLOW = "slow"
    """The answer comes late."""
    ERROR = "error"
    """A status of 500."""
    THROTTLE = "throttle"
    CUT = "cut"
    """The connection ends without an answer."""


@dataclass
class FaultProxy:
    """What the server does.

    Attributes:
        upstream: the emulator's address; None if every call has a fault.
        faults: by service, or by the name of an operation such as `TransactWriteItems`.
        delay: seconds that a slow answer takes.
        address: where it listens.
    """

    upstream: str | None = None
    faults: dict[str, Fault] = field(default_factory=dict)
    delay: float = 2.5
    address: str = ""
    _closing: threading.Event = field(default_factory=threading.Event)

    def find_fault(self, target: str | None) -> Fault | None:
        """The fault of a call, by the header that names its operation."""
        prefix, _, operation = (target or "").partition(".")
        service = next((name for begin, name in SERVICES.items() if prefix.startswith(begin)), "s3")
        return self.faults.get(operation) or self.faults.get(service)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        fault = self.find_fault(handler.headers.get("X-Amz-Target"))
        if fault is Fault.SLOW:
            time.sleep(self.delay)
        if fault in {None, Fault.SLOW}:
            _send(handler, *self._forward(handler, body))
        elif fault is Fault.ERROR:
            _send(handler, 500, {}, json.dumps({"__type": "InternalServerError", "message": "a fault"}).encode())
        elif fault is Fault.THROTTLE and handler.headers.get("X-Amz-Target"):
            _send(handler, 400, {}, json.dumps({"__type": "ThrottlingException", "message": "a fault"}).encode())
        elif fault is Fault.THROTTLE:
            _send(handler, 503, {}, b"<Error><Code>SlowDown</Code><Message>a fault</Message></Error>")
        else:
            if fault is Fault.DEAF:
                self._forward(handler, body)
            if fault is not Fault.CUT:
                self._closing.wait()
            handler.close_connection = True

    def _forward(self, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        upstream = urlsplit(self.upstream or "")
        connection = http.client.HTTPConnection(str(upstream.hostname), upstream.port, timeout=60)
        try:
            connection.request(handler.command, handler.path, body, dict(handler.headers))
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def close(self) -> None:
        """Let go of the calls that hang."""
        self._closing.set()


def _send(handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes) -> None:
    handler.send_response_only(status)
    for name, value in headers.items():
        if name.lower() not in _HOP_BY_HOP:
            handler.send_header(name, value)
    length = headers.get("Content-Length") if handler.command == "HEAD" else None
    handler.send_header("Content-Length", length or str(len(body)))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)


@contextmanager
def running_proxy(upstream: str | None = None) -> Iterator[FaultProxy]:
    """A proxy for the length of a block."""
    proxy = FaultProxy(upstream)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            try:
                proxy.answer(self)
            except (BrokenPipeError, ConnectionResetError):  # the caller did not wait
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815  # the base class's names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    proxy.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield proxy
    finally:
        proxy.close()
        server.shutdown()
        server.server_close()
        thread.join()
