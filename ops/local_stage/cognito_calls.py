"""Who called Cognito, and for what: for the proof that a role allows these calls and nothing else."""

import io
import json
import re
import threading
from collections.abc import Callable, Iterable
from typing import Any

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
            return [self._describe_seen()]
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

    def _describe_seen(self) -> bytes:
        with self._lock:
            seen = sorted(self._seen)
        names = ("access_key", "operation", "user_pool_id")
        return json.dumps({"callers": [dict(zip(names, each, strict=True)) for each in seen]}).encode()
