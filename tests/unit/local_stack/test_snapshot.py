from pathlib import Path

import pytest

from local_stack.exceptions import StageError
from local_stack.images import images_for
from local_stack.snapshot import function_folders, snapshot, tree_digest


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    files = {
        "images/one/handler.py": "def handler(event, context): return 1\n",
        "images/one/prompt.txt": "Mark this essay.\n",
        "images/two/handler.py": "def handler(event, context): return 2\n",
        "images/tools/build.py": "no function\n",
        "shared/bandup/clock.py": "now = 1\n",
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
    assert list((code / "bandup").glob("__pycache__/clock.*.pyc"))


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


@pytest.mark.parametrize("changed", ["images/one/handler.py", "images/one/prompt.txt", "shared/bandup/clock.py"])
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


def test_processes_run_snapshots_under_a_registry_that_is_none(repository: Path, tmp_path: Path) -> None:
    images = images_for("process", tmp_path / "code", repository)
    assert images.registry == "process.local"
    assert sorted(images.by_folder) == ["one", "two"]
    digest = images.by_folder["one"]["digest"].removeprefix("sha256:")
    assert (tmp_path / "code" / digest).is_dir()
    assert images.by_folder["one"]["tag"] == f"process-{digest[:12]}"


def test_images_that_were_built_are_deployed_by_digest(repository: Path, tmp_path: Path) -> None:
    write_built(repository, "one", "two")
    images = images_for("image", tmp_path / "code", repository)
    assert images.registry == "127.0.0.1:5001"
    assert images.by_folder["two"] == {"tag": "v1", "digest": f"sha256:{'b' * 64}"}


def test_a_missing_image_is_named(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(StageError, match="no image was built of one, two"):
        images_for("image", tmp_path / "code", repository)
    write_built(repository, "one")
    with pytest.raises(StageError, match="no image was built of two"):
        images_for("image", tmp_path / "code", repository)


def write_built(repository: Path, *folders: str) -> None:
    (repository / "build").mkdir(exist_ok=True)
    digest = f"sha256:{'b' * 64}"
    records = ",".join(
        f'{{"function": "{folder}", "tag": "v1", "digest": "{digest}", '
        f'"image": "127.0.0.1:5001/bandup/{folder}@{digest}"}}'
        for folder in folders
    )
    (repository / "build" / "images.json").write_text(f"[{records}]")
