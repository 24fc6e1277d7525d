"""Serves the console as CloudFront does: `python -m ops.local_stage.console_server --port 4569 --stage stage.json`.

Files and the stage's description are read with each request: either may be made anew meanwhile.
"""

import argparse
import json
import os
import signal
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from werkzeug.security import safe_join
from werkzeug.serving import WSGIRequestHandler, run_simple
from werkzeug.wrappers import Request, Response

from ops.images.records import LOCAL
from ops.local_stage.cognito_calls import Environ, StartResponse
from ops.web_console.files import BUILT, CONFIGURATION, PAGE, cache_control, content_type, read_headers, screen_path
from ops.web_console.page import connect_sources, describe_stage, write_sources

HEALTH = "/_health"
"""Answers before anything is built or deployed. It is the only path that CloudFront would answer otherwise."""


class ConsoleServer:
    """A WSGI application.

    Args:
        built: what `make console` left.
        stage: the stage's description, once it is deployed.
    """

    def __init__(self, built: Path, stage: Path) -> None:
        self._built = built
        self._stage = stage

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        answer = Response("ok") if request.path == HEALTH else self._answer(request)
        answer.headers.update(read_headers())
        return answer(environ, start_response)

    def _answer(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return _refuse("only GET and HEAD are answered")
        name = screen_path(request.path).removeprefix("/")
        if name == CONFIGURATION:
            described = self._read_description()
            if described is None:
                return _refuse("nothing is deployed yet")
            return _send(name, json.dumps(describe_stage(LOCAL, described)).encode())
        path = safe_join(str(self._built), name)
        if path is None or not Path(path).is_file():
            return _refuse("no such file: `make console` builds the console")
        content = Path(path).read_bytes()
        if name == PAGE:
            content = write_sources(content, page_sources(self._read_description() or {}))
        return _send(name, content)

    def _read_description(self) -> dict[str, Any] | None:
        if not self._stage.is_file():
            return None
        described: dict[str, Any] = json.loads(self._stage.read_text("utf-8"))
        return described


def page_sources(described: Mapping[str, Any]) -> str:
    """`connect-src` of the page, by the stage's description; buckets are behind LocalStack's own address."""
    names = ("api_url", "sign_in_url", "localstack_url")
    return connect_sources(described[name] for name in names if name in described)


def _send(name: str, content: bytes) -> Response:
    response = Response(content, headers={"Cache-Control": cache_control(name)})
    response.headers["Content-Type"] = content_type(name)
    return response


def _refuse(why: str) -> Response:
    # 403, as a bucket answers to whoever may not list it.
    return Response(why, 403, {"Cache-Control": "no-store"}, mimetype="text/plain")


class QuietHandler(WSGIRequestHandler):
    """A server that logs nothing."""

    def log_request(self, *_: object) -> None:
        """Log no path: a sign-in's code stands in one."""


def main() -> None:
    """Serve until a signal ends the process."""
    parser = argparse.ArgumentParser(prog="console_server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--stage", type=Path, required=True)
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        # No orderly shutdown: there is nothing to save.
        signal.signal(number, lambda *_: os._exit(0))
    application = ConsoleServer(BUILT, arguments.stage)
    run_simple(arguments.host, arguments.port, application, threaded=True, request_handler=QuietHandler)


if __name__ == "__main__":
    main()
