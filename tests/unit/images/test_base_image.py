from pathlib import Path

import pytest

from ops.images.base_image import STAND_IN, base_for_aws, choose, describe_base, resolve, tidy
from ops.images.base_pin import OFFICIAL, BaseImageError, official_base, pinned_digest, write_pin
from ops.images.engine import Client

from .conftest import MakeClient

BASE = official_base()


class World:
    """What the engine has and what a registry would give."""

    def __init__(self, *, has: set[str], pullable: bool) -> None:
        self.images = has
        self.pullable = pullable
        self.done: list[str] = []
        self.said: list[str] = []

    def pull(self, image: str) -> bool:
        self.done.append(f"pull {image}")
        return self.pullable

    def build_stand_in(self) -> None:
        self.done.append("build")

    def choose(self, named: str | None = None) -> str:
        return choose(
            named,
            has=self.images.__contains__,
            pull=self.pull,
            build_stand_in=self.build_stand_in,
            say=self.said.append,
        )


def test_a_named_base_is_taken_unseen() -> None:
    world = World(has={OFFICIAL, STAND_IN}, pullable=True)

    assert world.choose("my/base:1") == "my/base:1"
    assert world.done == []


@pytest.mark.parametrize(("has", "done"), [({BASE, STAND_IN}, []), ({STAND_IN}, [f"pull {BASE}"])])
def test_the_official_base_comes_first(has: set[str], done: list[str]) -> None:
    world = World(has=has, pullable=True)

    assert world.choose() == BASE
    assert world.done == done
    assert world.said == []


@pytest.mark.parametrize(("has", "built"), [({STAND_IN}, []), (set[str](), ["build"])])
def test_the_stand_in_is_built_once_and_named(has: set[str], built: list[str]) -> None:
    world = World(has=has, pullable=False)

    assert world.choose() == STAND_IN
    assert world.done[1:] == built
    assert STAND_IN in world.said[-1]


ANSWERS = """
case "$*" in
  pull*) [ ! -e "$(dirname "$0")/unreachable" ];;
  "image inspect "*) [ -e "$(dirname "$0")/unreachable" ] && exit 1
    names='"mirror/python@sha256:99", "python@sha256:77"'
    echo '[{"Id": "sha256:id", "RootFS": {"Layers": ["sha256:l1"]}, "RepoDigests": ['"$names"']}]';;
esac
"""


@pytest.fixture
def pin(tmp_path: Path) -> Path:
    """A pin as it is before anybody asked for the digest."""
    path = tmp_path / "base-image.json"
    path.write_text('{"image": "python:3.11-slim-bookworm", "digest": null}')
    return path


def test_the_official_base_is_pinned_by_the_digest_that_its_registry_gives(make_client: MakeClient, pin: Path) -> None:
    client = Client(str(make_client("engine", ANSWERS)), buildx=False)

    assert resolve(client, pin) == "sha256:77"
    assert official_base(pin) == f"{OFFICIAL}@sha256:77"
    assert base_for_aws({}, pin) == f"{OFFICIAL}@sha256:77"


def test_where_its_registry_can_not_be_reached_the_pin_stays(make_client: MakeClient, pin: Path) -> None:
    path = make_client("engine", ANSWERS)
    (path.parent / "unreachable").touch()

    with pytest.raises(BaseImageError, match="can't be pulled here"):
        resolve(Client(str(path), buildx=False), pin)
    assert pinned_digest(pin) is None
    with pytest.raises(BaseImageError, match="The base image gone:1 can't be pulled"):
        describe_base(Client(str(path), buildx=False), "gone:1")


def test_nothing_goes_to_aws_on_a_base_without_a_digest(pin: Path) -> None:
    with pytest.raises(BaseImageError, match="run `make base-image RESOLVE=1`"):
        base_for_aws({}, pin)


@pytest.mark.parametrize("named", [STAND_IN, OFFICIAL, f"{OFFICIAL}@sha256:88"])
def test_nothing_goes_to_aws_on_another_base_than_the_pinned_one(pin: Path, named: str) -> None:
    write_pin("sha256:77", pin)
    with pytest.raises(BaseImageError, match="is not the pinned base image"):
        base_for_aws({"BANDUP_BASE_IMAGE": named}, pin)


def test_a_mirror_of_the_pinned_base_will_do(pin: Path) -> None:
    mirror = "mirror.example/python@sha256:77"
    write_pin("sha256:77", pin)
    assert base_for_aws({"BANDUP_BASE_IMAGE": mirror}, pin) == mirror


def test_a_base_is_known_by_its_digest_else_by_the_engines_id(make_client: MakeClient) -> None:
    client = Client(str(make_client("engine", ANSWERS)), buildx=False)

    assert describe_base(client, f"{OFFICIAL}@sha256:77").digest == "sha256:77"
    assert describe_base(client, STAND_IN).digest == "sha256:id"
    assert describe_base(client, STAND_IN).layers == ("sha256:l1",)


def test_the_stand_in_does_not_know_the_machine_it_was_made_on(tmp_path: Path) -> None:
    for name in (
        "etc/apt/sources.list",
        "etc/resolv.conf",
        "var/cache/apt/archives/a.deb",
        "usr/local/bin/x",
        "etc/passwd",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("this machine", "utf-8")

    tidy(tmp_path)

    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file() or path.is_symlink()}
    assert left == {"etc/passwd", "usr/local/bin/x", "usr/local/bin/python"}
    assert (tmp_path / "var/cache/apt").is_dir()
