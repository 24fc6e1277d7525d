"""What is unchanged since it was built is taken as it is, if the registry still has it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ops.images.content import content_tag
from ops.images.current import build_current
from ops.images.engine import Client, EngineError
from ops.images.records import write_images
from ops.images.registry import PLAIN_MANIFESTS
from ops.progress import silent

DIGEST = f"sha256:{'b' * 64}"


class OneImage(BaseHTTPRequestHandler):
    """A registry that has one image of `one`."""

    def do_HEAD(self) -> None:
        there = self.path == f"/v2/bandup/one/manifests/{DIGEST}"
        self.send_response(200 if there else 404)
        self.send_header("Content-Type", PLAIN_MANIFESTS[0])
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def registry() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), OneImage) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("images/one/handler.py", "images/two/handler.py", "shared/bandup/core/clock.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("x = 1\n")
    return tmp_path


def no_engine() -> Client:
    raise EngineError("no engine is asked")


def record(root: Path, records: Path, function: str, digest: str = DIGEST) -> None:
    write_images(records, [{"function": function, "tag": content_tag(function, root), "digest": digest, "base": "b"}])


def test_an_unchanged_image_is_taken_without_an_engine(root: Path, registry: str) -> None:
    records = root / "images.json"
    record(root, records, "one")
    with build_current(["one"], registry, silent, root=root, records=records, client=no_engine) as built:
        assert built == {"one": (content_tag("one", root), DIGEST)}


@pytest.mark.parametrize("change", ["edited", "gone from the registry", "never built"])
def test_anything_else_is_built(root: Path, registry: str, change: str) -> None:
    records = root / "images.json"
    function = "two" if change == "never built" else "one"
    if change != "never built":
        record(root, records, "one", f"sha256:{'0' * 64}" if change == "gone from the registry" else DIGEST)
    if change == "edited":
        (root / "images" / "one" / "handler.py").write_text("x = 2\n")
    built = build_current([function], registry, silent, root=root, records=records, client=no_engine)
    with pytest.raises(EngineError), built:
        pytest.fail("nothing is deployed")
