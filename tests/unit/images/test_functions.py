from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.images.functions import TagError, checked_tag, functions, source
from ops.paths import ROOT
from ops.shell import run

GIT = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]


def git(folder: Path, *arguments: str) -> str:
    return run([*GIT, "-C", str(folder), *arguments]).strip()


def write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x = 1\n", "utf-8")


def test_only_folders_with_a_handler_are_functions(tmp_path: Path) -> None:
    for name in (
        "writing_evaluator/handler.py",
        "job_api/handler.py",
        "not_a_function/logic.py",
        "job_api/a/handler.py",
    ):
        write(tmp_path / name)

    assert functions(tmp_path) == ["job_api", "writing_evaluator"]


def test_the_folder_of_images_holds_functions_and_their_dockerfile_alone() -> None:
    kept = run(["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "images"])
    assert {Path(path).parts[1] for path in kept.split()} == {"Dockerfile", *functions()}


@given(st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}", fullmatch=True).filter(lambda tag: tag != "latest"))
def test_a_tag_of_the_grammar_is_taken_as_it_is(tag: str) -> None:
    assert checked_tag(tag) == tag


@pytest.mark.parametrize("tag", ["", "latest", "-v1", ".v1", "v 1", "a/b", "v1\n", "v1@sha256:00", "ü", "v" * 129])
def test_what_names_no_version_is_refused(tag: str) -> None:
    with pytest.raises(TagError, match="names no version"):
        checked_tag(tag)


def test_the_source_is_the_commit_until_a_file_of_an_image_differs(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path / "shared" / "bandup" / "clock.py")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "first", "--date", "2026-01-02T03:04:05Z")
    commit = git(tmp_path, "rev-parse", "HEAD")

    write(tmp_path / "notes.txt")
    assert source(tmp_path).revision == commit
    assert source(tmp_path).clean

    write(tmp_path / "shared" / "bandup" / "new.py")
    assert source(tmp_path).revision == f"{commit}-dirty"
    assert not source(tmp_path).clean


def test_outside_a_repository_the_source_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert source(tmp_path).revision == "unknown"
    assert not source(tmp_path).clean
