from pathlib import Path

import pytest

from ops.local_stage.containers import forget_images, remove_containers

# Answers as the engine's client does, and writes down what it was asked.
CLIENT = """#!/bin/sh
echo "$*" >> "$(dirname "$0")/calls"
case "$*" in
  "ps "*) printf 'c1\\nc2\\n';;
  "image ls"*) cat "$(dirname "$0")/images";;
esac
"""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    client = tmp_path / "docker"
    client.write_text(CLIENT)
    client.chmod(0o755)
    (tmp_path / "images").touch()
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def calls(engine: Path) -> list[str]:
    return (engine / "calls").read_text().splitlines()


def test_only_containers_of_the_stage_are_removed(engine: Path) -> None:
    remove_containers("abc")
    assert calls(engine) == ["ps --all --quiet --filter label=bandup.stage=abc", "rm --force c1 c2"]


def test_every_name_of_a_registrys_images_is_forgotten(engine: Path) -> None:
    (engine / "images").write_text("r:1/bandup/a v1 sha256:11\nr:1/bandup/a <none> sha256:22\nr:1/bandup/b v1 <none>\n")
    forget_images("r:1")
    listed, removed = calls(engine)
    assert "--filter reference=r:1/*/* " in listed
    names = ["r:1/bandup/a:v1", "r:1/bandup/a@sha256:11", "r:1/bandup/a@sha256:22", "r:1/bandup/b:v1"]
    assert removed == f"image rm {' '.join(names)}"


def test_where_there_is_nothing_to_forget_nothing_is_removed(engine: Path) -> None:
    forget_images("r:1")
    assert len(calls(engine)) == 1


def test_without_an_engine_there_is_nothing_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    remove_containers("abc")
    forget_images("r:1")
