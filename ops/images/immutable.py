"""A registry as ECR with immutable tags is, in front of the one on loopback: what fails there fails here first.

ECR refuses a tag that is there even for the same digest (aws/containers-roadmap #2179 and #2380), and a repository that
nobody made.
"""

import json
import re
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ops.images.registry import ANSWER_SECONDS, HOST

PATH = re.compile(r"/v2/(?P<repository>.+)/(?:manifests/(?P<reference>[^/?]+)|(?:blobs|tags)/.*)")
CHUNK = 1 << 20
NOT_PASSED = frozenset({"connection", "transfer-encoding"})


class ImmutableRegistry(ThreadingHTTPServer):
    """The server.

    Args:
        behind: host and port of the registry that keeps the images.
        repositories: those that there are, such as `bandup/job_api`.
    """

    daemon_threads = True

    def __init__(self, behind: str, repositories: Collection[str]) -> None:
        super().__init__((HOST, 0), _Handler)
        self.behind = behind
        self.repositories = repositories
        self.naming = threading.Lock()

    @property
    def address(self) -> str:
        """Host and port."""
        return f"{HOST}:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: ImmutableRegistry
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PATCH(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass

    def _answer(self) -> None:
        asked = PATH.fullmatch(self.path.partition("?")[0])
        if asked and asked["repository"] not in self.server.repositories:
            self._refuse(
                HTTPStatus.NOT_FOUND,
                "NAME_UNKNOWN",
                f"The repository with name '{asked['repository']}' does not exist in the registry",
            )
        elif self.command == "PUT" and asked and asked["reference"] and ":" not in asked["reference"]:
            with self.server.naming:
                self._name(asked["repository"], asked["reference"])
        else:
            self._pass_on()

    def _name(self, repository: str, tag: str) -> None:
        connection = HTTPConnection(self.server.behind, timeout=ANSWER_SECONDS)
        connection.request("HEAD", self.path, headers={"Accept": "*/*"})
        taken = connection.getresponse().status == HTTPStatus.OK
        connection.close()
        if taken:
            self._refuse(
                HTTPStatus.BAD_REQUEST,
                "TAG_INVALID",
                f"The image tag '{tag}' already exists in the '{repository}' repository and cannot be overwritten "
                "because the repository is immutable.",
            )
        else:
            self._pass_on()

    def _pass_on(self) -> None:
        connection = HTTPConnection(self.server.behind, timeout=ANSWER_SECONDS)
        # The host stays the client's, so that the registry names addresses which come back here.
        headers = {name: value for name, value in self.headers.items() if name.lower() not in NOT_PASSED}
        connection.request(self.command, self.path, body=self._body(), headers=headers)
        self._send(connection.getresponse())
        connection.close()

    def _body(self) -> Iterator[bytes] | None:
        left = int(self.headers.get("Content-Length", 0))
        return self._pieces(left) if left else None

    def _pieces(self, left: int) -> Iterator[bytes]:
        while left > 0:
            piece = self.rfile.read(min(left, CHUNK))
            left -= len(piece)
            yield piece

    def _send(self, answer: HTTPResponse) -> None:
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in NOT_PASSED | {"date", "server"}:
                self.send_header(name, value)
        self.end_headers()
        while piece := answer.read(CHUNK):
            self.wfile.write(piece)

    def _refuse(self, status: HTTPStatus, code: str, message: str) -> None:
        for _ in self._body() or ():
            pass  # what was sent is read, or the connection could not be used again
        content = json.dumps({"errors": [{"code": code, "message": message}]}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@contextmanager
def run_immutable_registry(behind: str, repositories: Collection[str]) -> Iterator[str]:
    """The server for the length of a block, and its address."""
    with ImmutableRegistry(behind, repositories) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.address
        finally:
            server.shutdown()
            thread.join()
