"""A model provider on loopback that plays a script of answers and keeps what it was asked."""

import json
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Answer:
    """One scripted answer; `hangs`, `drips` and `breaks` are what a provider does instead of answering in time."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    drips: bool = False
    breaks: bool = False

    @classmethod
    def of(cls, document: object, status: int = 200, **headers: str) -> "Answer":
        return cls(status, json.dumps(document).encode(), {k.replace("_", "-"): v for k, v in headers.items()})


@dataclass(frozen=True)
class PaidRequest:
    method: str
    path: str
    headers: dict[str, str]
    document: Any
    connection: tuple[str, int]


class Provider:
    """Plays its script in order; what comes after the script gets a 500."""

    def __init__(self) -> None:
        self.script: deque[Answer] = deque()
        self.asked: list[PaidRequest] = []
        self.closing = threading.Event()
        provider = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                is_json = headers.get("content-type") == "application/json" and body.startswith(b"{")
                document = json.loads(body) if is_json else body
                provider.asked.append(PaidRequest(self.command, self.path, headers, document, self.client_address))
                answer = provider.script.popleft() if provider.script else Answer(500)
                self._play(answer)

            do_POST = do_GET = do_DELETE = _answer  # noqa: N815  # the base class' names

            def _play(self, answer: Answer) -> None:
                if answer.hangs:
                    provider.closing.wait()
                if answer.hangs or answer.breaks:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer.body)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                pieces = [answer.body[i : i + 1] for i in range(len(answer.body))] if answer.drips else [answer.body]
                for piece in pieces:
                    self.wfile.write(piece)
                    if answer.drips and provider.closing.wait(0.05):
                        return

            def log_message(self, *_: object) -> None:
                """Keep the test output clean."""

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                """A client that gives up is what some tests are about."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def plays(self, *answers: Answer) -> None:
        self.script.extend(answers)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
