from pathlib import Path

import pytest

from ops.images.base_image import OFFICIAL, STAND_IN, choose, tidy


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


@pytest.mark.parametrize(("has", "done"), [({OFFICIAL, STAND_IN}, []), ({STAND_IN}, [f"pull {OFFICIAL}"])])
def test_the_official_base_comes_first(has: set[str], done: list[str]) -> None:
    world = World(has=has, pullable=True)

    assert world.choose() == OFFICIAL
    assert world.done == done
    assert world.said == []


@pytest.mark.parametrize(("has", "built"), [({STAND_IN}, []), (set[str](), ["build"])])
def test_the_stand_in_is_built_once_and_named(has: set[str], built: list[str]) -> None:
    world = World(has=has, pullable=False)

    assert world.choose() == STAND_IN
    assert world.done[1:] == built
    assert STAND_IN in world.said[-1]


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
