"""Images of sources that are being worked on: built if they changed, and proven while they are deployed."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ops.images.content import SHARED
from ops.images.current import ChangedMeanwhileError, build_current
from ops.images.engine import Client
from ops.images.smoke import SmokeError

from .conftest import ENGINE, MakeClient

PLAIN = "application/vnd.docker.distribution.manifest.v2+json"

NAMES = ["one", "two"]

# By files that lie beside it: with `wait`, a check waits for `deployed`; with `broken`, it fails; a build writes to the
# file that `edit` names.
STEPS = """
folder="$(dirname "$0")"
case "$*" in
  *FUNCTION=one*) [ ! -e "$folder/edit" ] || echo "# meanwhile" >> "$(cat "$folder/edit")";;
  run*"--entrypoint python"*)
    [ ! -e "$folder/wait" ] || timeout 20 sh -c "until [ -e $folder/deployed ]; do sleep 0.02; done" || exit 3
    [ ! -e "$folder/broken" ] || { echo "no bytecode: one.py"; exit 1; };;
esac
"""


class Registry(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", PLAIN)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Registry) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Sources:
    """A repository and what its builds leave behind."""

    def __init__(self, folder: Path, client: Path, address: str) -> None:
        self.root, self.output, self.engine, self.address = folder / "repository", folder / "build", client, address
        for name in (*SHARED[:-1], "shared/bandup/clock.py", "images/one/handler.py", "images/two/handler.py"):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text("# first\n")

    def build(self) -> AbstractContextManager[Mapping[str, tuple[str, str]]]:
        return build_current(
            NAMES,
            self.address,
            lambda _: None,
            root=self.root,
            output=self.output,
            client=lambda: Client(str(self.engine), buildx=False),
        )

    def tell(self, name: str, content: str = "") -> None:
        (self.engine.parent / name).write_text(content)

    def calls(self) -> list[str]:
        """What the engine was asked for since the last look."""
        log = self.engine.parent / "calls"
        asked = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return asked

    def built(self) -> list[str]:
        """The functions that the engine built since the last look."""
        asked = " ".join(self.calls())
        return [name for name in NAMES if f"FUNCTION={name}" in asked]

    def recorded(self) -> dict[str, Any]:
        path = self.output / "images.json"
        return {record["function"]: record for record in json.loads(path.read_text())} if path.exists() else {}


@pytest.fixture
def sources(tmp_path: Path, make_client: MakeClient, address: str, monkeypatch: pytest.MonkeyPatch) -> Sources:
    monkeypatch.delenv("BANDUP_BASE_IMAGE", raising=False)
    return Sources(tmp_path, make_client("engine", STEPS + ENGINE), address)


def test_only_what_changed_is_built_again(sources: Sources) -> None:
    with sources.build() as first:
        assert {digest for _, digest in first.values()} == {"sha256:11"}
    assert sources.built() == NAMES
    with sources.build() as again:
        assert again == first
    assert sources.calls() == []
    (sources.root / "images" / "one" / "handler.py").write_text("# second\n")
    with sources.build() as second:
        assert second["one"] != first["one"]
        assert second["two"] == first["two"]
    assert sources.built() == ["one"]
    assert {name: record["tag"] for name, record in sources.recorded().items()} == {
        name: tag for name, (tag, _) in second.items()
    }


def test_images_are_proven_while_they_are_deployed_and_recorded_afterwards(sources: Sources) -> None:
    sources.tell("wait")
    with sources.build():
        assert sources.recorded() == {}
        sources.tell("deployed")
    assert sorted(sources.recorded()) == NAMES


def test_an_image_that_does_not_work_fails_the_deployment_and_is_built_again(sources: Sources) -> None:
    sources.tell("broken")
    with pytest.raises(SmokeError, match=r"no bytecode: one\.py"), sources.build():
        pass
    assert sources.recorded() == {}
    (sources.engine.parent / "broken").unlink()
    sources.calls()
    with sources.build():
        pass
    assert sources.built() == NAMES


def test_why_an_image_does_not_work_comes_before_what_its_deployment_says(sources: Sources) -> None:
    with pytest.raises(ValueError, match="not healthy"), sources.build():
        raise ValueError("not healthy")
    sources.tell("broken")
    with pytest.raises(SmokeError, match="no bytecode") as caught, sources.build():
        raise ValueError("not healthy")
    assert str(caught.value.__cause__) == "not healthy"
    assert sources.recorded() == {}


def test_sources_that_change_while_they_are_built_are_not_deployed(sources: Sources) -> None:
    sources.tell("edit", str(sources.root / "images" / "one" / "handler.py"))
    with (
        pytest.raises(ChangedMeanwhileError, match="one changed while it was built: run it again"),
        sources.build(),
    ):
        pytest.fail("it was deployed")
    assert sources.recorded() == {}


def test_a_change_is_built_on_the_base_of_the_others_without_asking_the_network(sources: Sources) -> None:
    with sources.build():
        pass
    records = [record | {"base": "stand-in:1"} for record in sources.recorded().values()]
    (sources.output / "images.json").write_text(json.dumps(records))
    sources.calls()
    (sources.root / "images" / "one" / "handler.py").write_text("# second\n")
    with sources.build():
        pass
    asked = sources.calls()
    assert any("--build-arg BASE_IMAGE=stand-in:1 " in call for call in asked)
    assert not any(call.startswith("pull") for call in asked)
