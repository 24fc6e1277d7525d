"""Stand-ins for LocalStack and moto that hold as much as `Inventory` asks for."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ops.local_stage.ports import Ports


class Emulators:
    """Both of them, on one port each.

    Attributes:
        ports: where they listen; nothing listens on the stage's other ports.
        session: LocalStack's run.
        tables: DynamoDB's.
        pools: Cognito's.
    """

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.session = "one"
        self.tables = ["bandup-local-jobs"]
        self.pools = ["us-east-1_one"]

    def answer(self, target: str) -> object:
        """What is answered to a call of AWS' JSON protocol, or to a GET."""
        match target.rpartition(".")[2]:
            case "ListTables":
                return {"TableNames": self.tables}
            case "ListUserPools":
                return {"UserPools": [{"Id": pool} for pool in self.pools]}
            case _:
                return {"session_id": self.session}


@contextmanager
def running_emulators() -> Iterator[Emulators]:
    """Emulators for the length of a block."""
    emulators = Emulators(Ports.free())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self._answer()

        def _answer(self) -> None:
            body = json.dumps(emulators.answer(self.headers.get("X-Amz-Target", ""))).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    servers = [
        ThreadingHTTPServer(("127.0.0.1", port), Handler) for port in (emulators.ports.localstack, emulators.ports.moto)
    ]
    threads = [threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield emulators
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()
