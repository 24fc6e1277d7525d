"""moto with the rules of `user_pools`: `python -m ops.local_stage.moto_server --host 127.0.0.1 --port 4567`.

`GET /_callers` tells who called Cognito, and for what: functions reach moto by an address of its own, where LocalStack
does not see them.
"""

import argparse
import io
import json
import os
import re
import signal
import threading
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import run_simple

from ops.local_stage.user_pools import behave_like_cognito

COGNITO = "AWSCognitoIdentityProviderService."
CALLERS = "/_callers"

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class SeenCalls:
    """A WSGI application before moto's, which writes down each kind of call to Cognito once."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._seen: set[tuple[str, str, str]] = set()
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ["PATH_INFO"] == CALLERS:
            start_response("200 OK", [("Content-Type", "application/json")])
            return [self._told()]
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        if target.startswith(COGNITO):
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
            self._see(environ.get("HTTP_AUTHORIZATION", ""), target.removeprefix(COGNITO), body)
        return self._application(environ, start_response)

    def _see(self, authorization: str, operation: str, body: bytes) -> None:
        signer = re.search(r"Credential=([^/]+)/", authorization)
        if signer:  # what a browser may call is not signed, and needs no permission
            pool = str(json.loads(body).get("UserPoolId", ""))
            with self._lock:
                self._seen.add((signer[1], operation, pool))

    def _told(self) -> bytes:
        with self._lock:
            seen = sorted(self._seen)
        names = ("access_key", "operation", "user_pool_id")
        return json.dumps({"callers": [dict(zip(names, each, strict=True)) for each in seen]}).encode()


def main() -> None:
    """Serve until a signal ends the process."""
    parser = argparse.ArgumentParser(prog="moto_server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        # No orderly shutdown: there is nothing to save.
        signal.signal(number, lambda *_: os._exit(0))
    behave_like_cognito()
    application = SeenCalls(DomainDispatcherApplication(create_backend_app))
    run_simple(arguments.host, arguments.port, application, threaded=True, request_handler=MotoRequestHandler)


if __name__ == "__main__":
    main()
