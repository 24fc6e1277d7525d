import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from ops.images import registry

PLAIN = "application/vnd.docker.distribution.manifest.v2+json"
INDEX = "application/vnd.oci.image.index.v1+json"
MANIFESTS = {"/v2/bandup/plain/manifests/sha256:11": PLAIN, "/v2/bandup/index/manifests/sha256:22": INDEX}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/v2/" else 404)
        self.end_headers()

    def do_HEAD(self) -> None:
        known = MANIFESTS.get(self.path)
        self.send_response(200 if known else 404)
        if known:
            self.send_header("Content-Type", known)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        monkeypatch.setenv("BANDUP_REGISTRY_PORT", str(server.server_port))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_registry_that_answers_is_used_and_left_running(server: HTTPServer) -> None:
    with registry.run_registry() as address:
        assert address == f"127.0.0.1:{server.server_port}"
    assert registry.answers()


def test_one_plain_manifest_can_be_deployed(server: HTTPServer) -> None:
    registry.require_plain_manifests([image(server, "plain@sha256:11")])


def test_an_index_can_not(server: HTTPServer) -> None:
    with pytest.raises(registry.RegistryError, match="Lambda does not run"):
        registry.require_plain_manifests([image(server, "plain@sha256:11"), image(server, "index@sha256:22")])


def test_neither_can_what_is_missing(server: HTTPServer) -> None:
    missing = image(server, "plain@sha256:99")
    assert registry.media_type(missing) is None
    with pytest.raises(registry.RegistryError, match=f"does not have {missing}"):
        registry.require_plain_manifests([missing])


def test_a_registry_that_does_not_answer_is_not_one_without_the_image() -> None:
    with pytest.raises(registry.RegistryError, match=r"No registry answers at 127\.0\.0\.1:1"):
        registry.media_type("127.0.0.1:1/bandup/plain@sha256:11")


def image(server: HTTPServer, name: str) -> str:
    return f"127.0.0.1:{server.server_port}/bandup/{name}"


def test_where_nothing_listens_nothing_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANDUP_REGISTRY_PORT", "1")

    assert not registry.answers()
