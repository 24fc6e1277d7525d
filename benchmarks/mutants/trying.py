"""Whether the tests notice a changed source."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from ops.paths import ROOT

from .exceptions import MutantsError
from .touching import Trace

PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header")
PATIENCE = 5
"""How many times as long as in the trace the tests of a mutant may take, ..."""

START_S = 30.0
"""... beside this much for pytest's start. What takes longer is tried once more without the change."""


class Verdict(StrEnum):
    """What became of a mutant."""

    CAUGHT = "caught"
    SURVIVED = "survived"
    BROKEN = "broken"  # it cannot be imported, which proves nothing of the tests
    UNDECIDED = "undecided"  # the tests do not end in time, nor without the change: the machine is busy


def trace_tests(folders: Sequence[str], sources: Sequence[str]) -> Trace:
    """Run the unmutated tests once. Raises MutantsError if they fail, also when no other test runs."""
    with tempfile.TemporaryDirectory() as work:
        environment = {"TRACE": work, "TRACE_SOURCE": json.dumps([str(ROOT / source) for source in sources])}
        workers = ["-n", "logical", "--dist", "loadfile", "-p", "mutants.tracing"]
        ran = _run_pytest([*workers, *folders], environment, timeout=None)
        failed = _list_failures(ran.stdout)
        if ran.returncode != 0 and not failed:
            raise MutantsError(f"the tests do not run:\n{ran.stdout[-3000:]}")
        check_tests(failed)
        return join_traces(json.loads(part.read_text(encoding="utf-8")) for part in Path(work).glob("*.json"))


def join_traces(parts: Iterable[dict[str, Any]]) -> Trace:
    """What the processes of one run showed, each of its own tests."""
    lines: dict[str, dict[int, list[str]]] = {}
    seconds: dict[str, float] = {}
    for part in parts:
        seconds |= part["seconds"]
        for file, by_line in part["lines"].items():
            touched = lines.setdefault(str(Path(file).relative_to(ROOT)), {})
            for number, tests in by_line.items():
                touched.setdefault(int(number), []).extend(tests)
    return Trace(lines=lines, seconds=seconds)


def check_tests(tests: Sequence[str]) -> None:
    """Run tests without any change. Raises MutantsError if one fails or is not there."""
    if tests:
        ran = _run_pytest(tests, {}, timeout=None)
        if ran.returncode != 0:
            raise MutantsError(f"these tests fail without any change:\n{ran.stdout[-3000:]}{ran.stderr[-1000:]}")


def try_source(file: str, source: str, tests: Sequence[str], seconds: float = 0.0) -> tuple[Verdict, str | None]:
    """Run tests with another source of one file: the verdict, and the first test that fails.

    Args:
        file: the file's path in the repository.
        source: its text instead.
        tests: node ids.
        seconds: what the tests take without the change.
    """
    with tempfile.TemporaryDirectory() as work:
        mutant, ids = Path(work) / "mutant.py", Path(work) / "tests.txt"
        mutant.write_text(source, encoding="utf-8")
        ids.write_text("\n".join(tests), encoding="utf-8")
        environment = {"MUTANT": str(mutant), "MUTANT_OF": str(ROOT / file)}
        timeout = START_S + PATIENCE * seconds
        try:
            ran = _run_pytest(["-x", "-p", "mutants.replacing", f"@{ids}"], environment, timeout)
        except subprocess.TimeoutExpired:
            return judge_timeout(lambda: _run_pytest([f"@{ids}"], {}, timeout))
    failed = next(iter(_list_failures(ran.stdout)), None)
    if ran.returncode == 0:
        return Verdict.SURVIVED, None
    if failed or "ERROR at setup" in ran.stdout or "ERROR at teardown" in ran.stdout:
        return Verdict.CAUGHT, failed
    return Verdict.BROKEN, None


def _list_failures(output: str) -> list[str]:
    """Node ids, from pytest's summary."""
    return [line.removeprefix("FAILED ").split(" - ")[0] for line in output.splitlines() if line.startswith("FAILED ")]


def judge_timeout(run_unchanged: Callable[[], object]) -> tuple[Verdict, str | None]:
    """Whether it was the change or the machine that tests did not end.

    Args:
        run_unchanged: runs the same tests without the change; raises TimeoutExpired if they do not end in time either.
    """
    try:
        run_unchanged()
    except subprocess.TimeoutExpired:
        return Verdict.UNDECIDED, None
    return Verdict.CAUGHT, "(the tests do not end)"


def _run_pytest(
    arguments: Sequence[str], environment: dict[str, str], timeout: float | None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own tests
        [*PYTEST, *arguments],
        cwd=ROOT,
        env=os.environ | environment | {"OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
