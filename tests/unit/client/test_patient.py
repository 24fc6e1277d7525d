"""A good client against a server that answers as it is told, on a clock that only moves while the client waits."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ops.client.api import Answer
from ops.client.patient import SPREAD, PatientApi

Reply = tuple[int, dict[str, str]]


@dataclass
class Server:
    """Gives its replies in order; the last one again and again."""

    replies: list[Reply]
    url: str = ""
    seen: list[tuple[str, str | None, bytes]] = field(default_factory=list)

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@dataclass
class Waits:
    """What the client waited."""

    each: list[float] = field(default_factory=list)

    def pause(self, seconds: float) -> None:
        self.each.append(seconds)

    def now(self) -> float:
        return sum(self.each)


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    server = Server(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            server.seen.append((self.command, self.headers.get("Idempotency-Key"), body))
            status, headers = server.next()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": "2"}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"{}")

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        server.url = f"http://127.0.0.1:{listening.server_port}"
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()


def busy(seconds: int, status: int = 503) -> Reply:
    return status, {"Retry-After": str(seconds)}


def posted(*replies: Reply, key: str | None = None, patience: float = 100) -> tuple[Answer, Server, Waits]:
    waits = Waits()
    with serving(*replies) as server:
        api = PatientApi(server.url, None, patience=patience, pause=waits.pause, now=waits.now)
        answer = api.post("/interview", {"message": "Hello."}, **({"Idempotency-Key": key} if key else {}))
    return answer, server, waits


@pytest.mark.parametrize("status", [409, 429, 503])
def test_what_the_api_asks_for_again_is_sent_again_with_its_key(status: int) -> None:
    answer, server, waits = posted(busy(5, status), busy(2, status), (200, {}))
    assert answer.status == 200
    assert [5 <= waits.each[0] <= 5 * (1 + SPREAD), 2 <= waits.each[1] <= 2 * (1 + SPREAD)] == [True, True]
    assert len(server.seen) == 3
    assert len(set(server.seen)) == 1, "the same request each time"
    method, key, body = server.seen[0]
    assert (method, json.loads(body)) == ("POST", {"message": "Hello."})
    assert key


def test_two_requests_have_two_keys_and_a_given_key_is_kept() -> None:
    with serving((200, {})) as server:
        api = PatientApi(server.url, None)
        for _ in range(2):
            api.post("/interview", {})
        api.post("/interview", {}, **{"Idempotency-Key": "mine"})
        api.call("POST", "/interview", data=b"raw", headers={"Content-Type": "application/json"})
    keys = [key for _, key, _ in server.seen]
    assert keys[2] == "mine"
    assert len(set(keys)) == 4
    assert None not in keys


def test_a_read_is_repeated_and_needs_no_key() -> None:
    waits = Waits()
    with serving(busy(1), (200, {})) as server:
        api = PatientApi(server.url, None, pause=waits.pause, now=waits.now)
        assert api.get("/jobs").status == 200
    assert [(method, key) for method, key, _ in server.seen] == [("GET", None)] * 2


@pytest.mark.parametrize(
    "reply",
    [(409, {}), (429, {}), (503, {}), (503, {"Retry-After": "soon"}), busy(5, 500), busy(5, 422), busy(2, 202)],
)
def test_what_the_api_does_not_ask_for_again_is_the_answer(reply: Reply) -> None:
    answer, server, waits = posted(reply)
    assert (answer.status, len(server.seen), waits.each) == (reply[0], 1, [])


def test_the_next_day_is_not_waited_for() -> None:
    answer, server, waits = posted(busy(40_000, 429))
    assert (answer.status, answer.retry_after, len(server.seen), waits.each) == (429, 40_000, 1, [])


def test_patience_ends() -> None:
    answer, server, waits = posted(busy(10), patience=35)
    assert answer.status == 503
    assert len(waits.each) in {2, 3}, "10 to 12 s each"
    assert len(server.seen) == len(waits.each) + 1
    assert waits.now() <= 35


def test_whoever_waits_is_told() -> None:
    told: list[str] = []
    waits = Waits()
    with serving(busy(5), (200, {})) as server:
        PatientApi(server.url, None, say=told.append, pause=waits.pause, now=waits.now).get("/skills")
    (line,) = told
    assert line.startswith("GET /skills was answered 503: once more in ")
