"""Runs the shell blocks of the documentation, so that what a page tells works: `make docs-run`.

A block is fenced as `sh`. The blocks of one page run in one shell, in their order, from the repository's root, on a
running local stage. A block that cannot run here is marked behind `sh`, and is counted:

- `aws`: it needs an AWS account;
- `by-hand`: it needs a person, a browser, a paid key or a licence;
- `long`: it takes many minutes and is run by itself: `make test` by CI, `make bench` on an idle machine.
"""

import os
import re
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ops.arguments import ArgumentParser
from ops.paths import BUILD, INSTALLED, ROOT
from ops.progress import Say, timed_lines

MARKS = ("aws", "by-hand", "long")
LOGS = BUILD / "documentation"
PAGE_SECONDS = 3600
_BLOCK = re.compile(
    r"^(?P<indent> *)```sh(?: (?P<mark>\S+))?\n(?P<script>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)


class DocumentationError(Exception):
    """A block failed, or has a mark that nobody knows."""


@dataclass(frozen=True)
class Block:
    """One fenced block of a page.

    Attributes:
        line: where it begins, from 1.
        script: its lines.
        mark: one of `MARKS` if it cannot run here, else None.
    """

    line: int
    script: str
    mark: str | None


def pages(root: Path = ROOT) -> list[Path]:
    """The pages with commands for a person: those at the top of the repository, and docs/."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def read_blocks(text: str) -> list[Block]:
    """The shell blocks of a page.

    Raises:
        DocumentationError: a mark is none of `MARKS`.
    """
    blocks = []
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if found["mark"] not in {None, *MARKS}:
            raise DocumentationError(f"line {line}: the mark {found['mark']!r} is none of {', '.join(MARKS)}")
        blocks.append(Block(line, textwrap.dedent(found["script"]), found["mark"]))
    return blocks


def join_script(blocks: Iterable[Block]) -> str:
    """One script of all blocks that can run here; it ends at the first command that fails."""
    runnable = [f"echo '--- line {block.line}'\n{block.script}" for block in blocks if block.mark is None]
    return "\n".join(["set -euo pipefail", *runnable]) if runnable else ""


def run_page(page: Path, say: Say) -> Counter[str]:
    """Run one page's blocks.

    Returns:
        How many blocks ran, and how many have each mark.

    Raises:
        DocumentationError: a command failed; the message ends with the last lines of its output.
    """
    blocks = read_blocks(page.read_text("utf-8"))
    counted = Counter(block.mark or "run" for block in blocks)
    if script := join_script(blocks):
        name = page.relative_to(ROOT).as_posix()
        say(f"{name}: {counted['run']} blocks")
        log = LOGS / f"{name.replace('/', '-')}.log"
        LOGS.mkdir(parents=True, exist_ok=True)
        path = os.pathsep.join([str(INSTALLED / "documentation" / "bin"), os.environ["PATH"]])
        with log.open("w") as output:
            ended = subprocess.run(
                ["bash", "-c", script],
                cwd=ROOT,
                env={**os.environ, "PATH": path},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=PAGE_SECONDS,
                check=False,
            )
        if ended.returncode:
            tail = "\n".join(log.read_text("utf-8", "replace").splitlines()[-25:])
            raise DocumentationError(f"{name} failed with {ended.returncode}:\n{tail}")
    return counted


def main() -> None:
    """Run all pages, or those that are named."""
    parser = ArgumentParser(prog="make docs-run", description="Run the shell blocks of the documentation.")
    parser.add_argument("pages", nargs="*", type=Path, help="pages; without any, all")
    chosen = [page.resolve() for page in parser.parse_args().pages] or pages()
    say = timed_lines()
    counted: Counter[str] = Counter()
    try:
        for page in chosen:
            counted += run_page(page, say)
    except DocumentationError as error:
        sys.exit(f"documentation: {error}")
    marked = ", ".join(f"{counted[mark]} marked {mark}" for mark in MARKS)
    say(f"{counted['run']} blocks ran; not run: {marked}")


if __name__ == "__main__":
    main()
