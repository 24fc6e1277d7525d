"""The public keys of a user pool, served on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from support.tokens import UserPool


class KeyServer(ThreadingHTTPServer):
    """Serves a pool's key set inside a `with`, and counts how often it was read."""

    daemon_threads = True

    def __init__(self, pool: UserPool) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.body = json.dumps(pool.key_set).encode()
        self.status = 200
        self.reads = 0
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/.well-known/jwks.json"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: KeyServer

    def do_GET(self) -> None:
        self.server.reads += 1
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.send_header("Location", self.server.url)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the standard library's name
        pass
