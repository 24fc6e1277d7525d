from pathlib import Path

import pytest

from ops.images.content import SHARED, content_digest, content_tag, is_current


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (*SHARED[:-1], "shared/bandup/core/clock.py", "images/one/handler.py", "images/two/handler.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path


def test_the_tag_is_one_that_a_registry_takes(root: Path) -> None:
    prefix, _, digits = content_tag("one", root).partition("-")
    assert (prefix, len(digits)) == ("dev", 12)
    assert int(digits, 16) >= 0


@pytest.mark.parametrize(
    "changed",
    ["shared/bandup/core/clock.py", "images/one/handler.py", "images/Dockerfile", "ops/images/inside/strip.py"],
)
def test_the_tag_changes_with_whatever_the_image_is_made_of(root: Path, changed: str) -> None:
    before = content_tag("one", root)
    (root / changed).write_text("edited", "utf-8")
    assert content_tag("one", root) != before


@pytest.mark.parametrize(
    "changed",
    ["images/two/handler.py", "ops/images/__main__.py", "images/one/__pycache__/a.pyc", "shared/bandup/.hidden"],
)
def test_the_tag_stays_whatever_else_changes(root: Path, changed: str) -> None:
    before = content_tag("one", root)
    (root / changed).parent.mkdir(exist_ok=True)
    (root / changed).write_text("edited", "utf-8")
    assert content_tag("one", root) == before


def test_the_digest_of_the_content_changes_with_the_base_and_with_the_function_alone(root: Path) -> None:
    names = ("one", "two")
    before = {name: content_digest(name, "sha256:base", root) for name in names}
    assert content_digest("one", "sha256:newer", root) not in before.values()
    (root / "images/one/handler.py").write_text("edited", "utf-8")
    after = {name: content_digest(name, "sha256:base", root) for name in names}
    assert [name for name in names if before[name] != after[name]] == ["one"]


def test_a_moved_file_is_a_change(root: Path) -> None:
    before = content_tag("one", root)
    (root / "images/one/handler.py").rename(root / "images/one/other.py")
    assert content_tag("one", root) != before


def test_an_image_is_current_with_its_tag_on_the_base_that_is_asked_for() -> None:
    record = {"tag": "dev-1", "base": "python:3.11"}
    assert is_current(record, "dev-1", {})
    assert is_current(record, "dev-1", {"BANDUP_BASE_IMAGE": "python:3.11"})
    assert not is_current(record, "dev-1", {"BANDUP_BASE_IMAGE": "other"})
    assert not is_current(record, "dev-2", {})
    assert not is_current(None, "dev-1", {})
