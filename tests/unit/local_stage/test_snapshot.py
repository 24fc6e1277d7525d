from pathlib import Path

import pytest

from ops.local_stage.snapshot import function_folders, snapshot, tree_digest


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    files = {
        "images/one/handler.py": "def handler(event, context): return 1\n",
        "images/one/prompt.txt": "Mark this essay.\n",
        "images/two/handler.py": "def handler(event, context): return 2\n",
        "images/tools/build.py": "no function\n",
        "shared/bandup/core/clock.py": "now = 1\n",
    }
    for name, content in files.items():
        path = tmp_path / "repository" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "repository"


def test_functions_are_the_folders_with_a_handler(repository: Path) -> None:
    assert function_folders(repository) == ["one", "two"]


def test_a_snapshot_holds_the_function_the_shared_code_and_their_bytecode(repository: Path, tmp_path: Path) -> None:
    code = tmp_path / "code" / snapshot("one", tmp_path / "code", repository)
    assert sorted(path.name for path in code.iterdir()) == ["bandup", "one"]
    assert (code / "one" / "prompt.txt").read_text() == "Mark this essay.\n"
    assert list((code / "one").glob("__pycache__/handler.*.pyc"))
    assert list((code / "bandup" / "core").glob("__pycache__/clock.*.pyc"))


def test_the_digest_depends_on_names_and_content_only(repository: Path, tmp_path: Path) -> None:
    first = snapshot("one", tmp_path / "code", repository)
    (repository / "images" / "one" / "handler.py").touch()
    cache = repository / "images" / "one" / "__pycache__"
    cache.mkdir()
    (cache / "handler.cpython-311.pyc").write_bytes(b"stale")
    (repository / "images" / "two" / "handler.py").write_text("another function changes\n")
    assert snapshot("one", tmp_path / "code", repository) == first
    assert snapshot("one", tmp_path / "elsewhere", repository) == first
    assert [path.name for path in (tmp_path / "code").iterdir()] == [first]


@pytest.mark.parametrize("changed", ["images/one/handler.py", "images/one/prompt.txt", "shared/bandup/core/clock.py"])
def test_a_change_makes_another_snapshot_and_keeps_the_first(repository: Path, tmp_path: Path, changed: str) -> None:
    first = snapshot("one", tmp_path / "code", repository)
    (repository / changed).write_text("# changed\n")
    second = snapshot("one", tmp_path / "code", repository)
    assert {path.name for path in (tmp_path / "code").iterdir()} == {first, second}


def test_moving_content_between_files_changes_the_digest(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    before = tree_digest(tmp_path)
    (tmp_path / "a").write_text("2")
    (tmp_path / "b").write_text("1")
    assert tree_digest(tmp_path) != before
