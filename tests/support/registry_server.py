"""A registry of images in memory, with as much of the protocol as a push and a look take."""

import gzip
import hashlib
import io
import json
import tarfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"


def digest_of(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


class RegistryServer(ThreadingHTTPServer):
    """Its content by address below /v2/.

    Attributes:
        written: every name that a manifest got, in order.
        refuse_after: how many of those it takes before it is too busy; None for all.
        elsewhere: the server that it sends to for a blob, as ECR does; '' for itself.
        logins: what each request had as Authorization.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content: dict[str, bytes] = {}
        self.written: list[str] = []
        self.refuse_after: int | None = None
        self.elsewhere = ""
        self.logins: list[str | None] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def add_image(self, repository: str, config: Mapping[str, Any], layers: list[bytes], tag: str = "") -> str:
        """Hold an image, as if it had been pushed; its digest."""
        blobs = [json.dumps(config).encode(), *layers]
        for blob in blobs:
            self.content[f"{repository}/blobs/{digest_of(blob)}"] = blob
        entries = [{"digest": digest_of(blob), "size": len(blob)} for blob in blobs]
        manifest = {"schemaVersion": 2, "mediaType": MANIFEST, "config": entries[0], "layers": entries[1:]}
        content = json.dumps(manifest).encode()
        for reference in {digest_of(content), tag or digest_of(content)}:
            self.content[f"{repository}/manifests/{reference}"] = content
        return digest_of(content)

    def tags(self, tag: str) -> list[str]:
        """The repositories that have a tag."""
        return sorted(name.partition("/manifests/")[0] for name in self.content if name.endswith(f"/manifests/{tag}"))


class _Handler(BaseHTTPRequestHandler):
    server: RegistryServer

    def do_GET(self) -> None:
        self.server.logins.append(self.headers.get("Authorization"))
        if self.server.elsewhere and "/blobs/" in self.path:
            self._send(307, location=f"http://{self.server.elsewhere}{self.path}")
            return
        content = self.server.content.get(self.path.removeprefix("/v2/"))
        self._send(200 if content is not None else 404, content or b"")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        repository = self.path.removeprefix("/v2/").partition("/blobs/")[0]
        self._send(202, location=f"/v2/{repository}/uploads/{threading.get_ident()}")

    def do_PATCH(self) -> None:
        self.server.content[self.path] = self._body()
        self._send(202, location=f"{self.path}?state=1")

    def do_PUT(self) -> None:
        path, _, query = self.path.partition("?")
        if "/manifests/" in path:
            if self.server.refuse_after is not None and len(self.server.written) >= self.server.refuse_after:
                self._send(503, b'{"errors": [{"code": "UNAVAILABLE", "message": "too busy"}]}')
                return
            content, name = self._body(), path.removeprefix("/v2/")
            self.server.content[name] = content
            self.server.content[f"{name.partition('/manifests/')[0]}/manifests/{digest_of(content)}"] = content
            self.server.written.append(name)
        else:
            blob = self.server.content.pop(path)
            assert query.endswith(f"digest={digest_of(blob)}")
            repository = path.removeprefix("/v2/").partition("/uploads/")[0]
            self.server.content[f"{repository}/blobs/{digest_of(blob)}"] = blob
        self._send(201)

    def log_message(self, *_: object) -> None:
        pass

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _send(self, status: int, content: bytes = b"", location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@contextmanager
def run_registry_server() -> Iterator[RegistryServer]:
    with RegistryServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def layer(files: Mapping[str, bytes], *, mtime: float, uid: int = 0, level: int = 6) -> tuple[bytes, str]:
    """A compressed layer, and the digest of what is in it."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.uid, member.uname = len(data), mtime, uid, "somebody"
            archive.addfile(member, io.BytesIO(data))
    return gzip.compress(content.getvalue(), level, mtime=mtime), digest_of(content.getvalue())
