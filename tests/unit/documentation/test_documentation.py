"""Pages are linked, their links lead somewhere, and their shell blocks are found, joined and counted."""

import os
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from ops.documentation import DocumentationError, join_script, pages, read_blocks
from ops.paths import ROOT

PAGE = """# A page

```sh
A=1
```

```sh aws
aws sts get-caller-identity
```

```json
{}
```

```sh
test "$A" = 1 && echo "kept"
```
"""

MARKED = {"aws": 29, "by-hand": 11, "long": 2}
"""Blocks that nothing runs here. Whoever marks another one changes this number, and is asked why."""


MADE_WHEN_NEEDED = {
    "terraform/bootstrap/terraform.tfstate",
    "terraform/stages/dev/settings.auto.tfvars",
    "docs/api.html",
}
"""Files that a command or an operator writes, and that are not committed."""


def bash(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["/bin/bash", *arguments], capture_output=True, text=True, check=False)  # noqa: S603  # ours


def test_blocks_are_found_with_their_line_and_mark() -> None:
    assert [(block.line, block.mark) for block in read_blocks(PAGE)] == [(3, None), (7, "aws"), (15, None)]


def test_blocks_of_a_page_share_a_shell_and_marked_ones_are_left_out() -> None:
    ended = bash("-c", join_script(read_blocks(PAGE)))
    assert ended.stdout.splitlines() == ["--- line 3", "--- line 15", "kept"]


def test_the_first_failing_command_ends_a_page() -> None:
    ended = bash("-c", join_script(read_blocks("```sh\nfalse\necho on\n```\n")))
    assert ended.returncode == 1
    assert "on" not in ended.stdout.splitlines()


def test_an_unknown_mark_is_refused() -> None:
    with pytest.raises(DocumentationError, match="line 1: the mark 'asw'"):
        read_blocks("```sh asw\ntrue\n```\n")


def test_the_marks_are_counted() -> None:
    marks = Counter(block.mark for page in pages() for block in read_blocks(page.read_text()) if block.mark)
    assert marks == MARKED


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_is_a_shell_script(page: Path) -> None:
    for block in read_blocks(page.read_text()):
        ended = bash("-n", "-c", block.script)
        assert ended.returncode == 0, f"line {block.line}: {ended.stderr}"


def links(page: Path) -> list[tuple[Path, str]]:
    """Each link to a file of this repository, and its anchor."""
    found = re.findall(r"\]\(([^)\s]+)\)", page.read_text())
    parted = [link.partition("#") for link in found if "://" not in link]
    return [(Path(os.path.normpath(page.parent / path)) if path else page, anchor) for path, _, anchor in parted]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in links(page):
        assert target.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.*)$", target.read_text(), flags=re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def test_every_page_is_linked_from_the_readme_once() -> None:
    """Runbooks are linked from their own list."""
    readme = Counter(target for target, _ in links(ROOT / "README.md"))
    runbooks = Counter(target for target, _ in links(ROOT / "docs" / "operate" / "runbooks" / "README.md"))
    for page in pages():
        if page == ROOT / "README.md":
            continue
        listed = runbooks if page.parent.name == "runbooks" and page.name != "README.md" else readme
        assert listed[page] == 1, page


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_paths_that_a_page_names_are_there(page: Path) -> None:
    named = re.findall(r"`((?:benchmarks|console|docs|images|ops|shared|terraform|tests)/[\w./-]+)`", page.read_text())
    missing = {path for path in named if not (ROOT / path).exists()} - MADE_WHEN_NEEDED
    assert not missing
