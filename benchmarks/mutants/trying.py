"""Whether the tests notice a changed source."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from ops.paths import ROOT

from .exceptions import MutantsError
from .touching import Trace

PYTEST = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header")
PATIENCE_S = 120.0
"""How much longer than usual the tests of a mutant may take: one that never ends is noticed."""


class Verdict(StrEnum):
    """What became of a mutant."""

    CAUGHT = "caught"
    SURVIVED = "survived"
    BROKEN = "broken"  # it cannot be imported, which proves nothing of the tests


def trace_tests(folders: Sequence[str], sources: Sequence[str]) -> Trace:
    """Run the unmutated tests once. Raises MutantsError if they fail."""
    with tempfile.TemporaryDirectory() as work:
        kept = Path(work) / "trace.json"
        environment = {"TRACE": str(kept), "TRACE_SOURCE": json.dumps([str(ROOT / source) for source in sources])}
        ran = _run_pytest(["-p", "mutants.tracing", *folders], environment, timeout=None)
        if ran.returncode != 0:
            raise MutantsError(f"the tests fail without any change:\n{ran.stdout[-3000:]}")
        found = json.loads(kept.read_text(encoding="utf-8"))
    lines = {
        str(Path(file).relative_to(ROOT)): {int(number): tests for number, tests in by_line.items()}
        for file, by_line in found["lines"].items()
    }
    return Trace(lines=lines, seconds=found["seconds"])


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
        try:
            ran = _run_pytest(["-p", "mutants.replacing", f"@{ids}"], environment, timeout=PATIENCE_S + 4 * seconds)
        except subprocess.TimeoutExpired:
            return Verdict.CAUGHT, "(the tests do not end)"
    failed = next((line.split(" ")[1] for line in ran.stdout.splitlines() if line.startswith("FAILED ")), None)
    if ran.returncode == 0:
        return Verdict.SURVIVED, None
    if failed or "ERROR at setup" in ran.stdout or "ERROR at teardown" in ran.stdout:
        return Verdict.CAUGHT, failed
    return Verdict.BROKEN, None


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
