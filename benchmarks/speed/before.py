"""The same figures with the code of another commit: reading in turns with it, the rest by that commit's own bench."""

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from support.typeset import typeset

from .exceptions import BenchError
from .figures import Figure, at_least, at_most, measure_interleaved, ratios
from .running import SHORT, document

ROOT = Path(__file__).parents[2]
ROOTS = ("", "shared", "images", "benchmarks", "tests")
RUNS = 5
SECONDS = 1800

WORSE = 1.1
"""How much worse a figure may be that no clock tells. Clocks are told without a target: these runs were apart."""

CLOCKS = frozenset({"ms", "s", "messages"})


@contextmanager
def check_out(commit: str) -> Iterator[Path]:
    """The files of a commit, in a folder that is removed afterwards.

    Raises:
        BenchError: git knows no such commit.
    """
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=False)  # noqa: S603, S607
    if archive.returncode:
        raise BenchError(f"git knows no commit {commit!r}")
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        yield Path(folder)


def figures(commit: str, names: Sequence[str], now: Sequence[Figure]) -> Iterator[Figure]:
    """What became better or worse since a commit: each figure that both have, now in relation to then.

    Args:
        commit: as git names it.
        names: parts that are measured. What that commit did not measure yet is left out.
        now: what was measured with the code as it is.

    Raises:
        BenchError: git knows no such commit.
    """
    with check_out(commit) as before:
        if "pdf" in names:
            yield from _compare_reading(before, commit)
        # The packages are those of now; only our code is that commit's.
        (before / ".local").symlink_to(ROOT / ".local")
        then: dict[str, float] = {}
        for name in names:
            then |= _measure_then(name, before)
        yield from compare_figures(now, then, commit)


def compare_figures(now: Sequence[Figure], then: Mapping[str, float], commit: str) -> Iterator[Figure]:
    """Each figure of now that was measured then too, as a ratio.

    Args:
        now: with the code as it is.
        then: values by the figures' names.
        commit: what they were measured with.
    """
    for figure in now:
        if before := then.get(figure.name):
            target = None
            if figure.target and figure.unit not in CLOCKS:
                target = at_most(WORSE) if figure.target.at_most else at_least(1 / WORSE)
            yield Figure(f"{figure.name}, since", [figure.value / before], "x", commit, target)


def _compare_reading(before: Path, commit: str) -> Iterator[Figure]:
    formulas = ["A set of n things has 2^{n} subsets, of which x_{i}^{2} are counted as in 1999.^{15}"] * 50
    files = {
        f"{SHORT} pages of text": (document(SHORT), at_most(1.3)),
        f"{SHORT} pages of formulas": (typeset([formulas] * SHORT), None),
    }
    with TemporaryDirectory() as folder:
        for what, (data, target) in files.items():
            file = Path(folder) / "document.pdf"
            file.write_bytes(data)
            sides = {name: partial(_read, root, file) for name, root in (("now", ROOT), ("before", before))}
            found = measure_interleaved(RUNS, sides)
            yield Figure(f"reading {what}, processor time", ratios(found["now"], found["before"]), "x", commit, target)


def _measure_then(name: str, before: Path) -> dict[str, float]:
    """The figures of one part by the commit's own bench; none if it has no such part, or cannot measure it."""
    with TemporaryDirectory() as folder:
        try:
            _run(before, "-m", "speed", "--only", name, "--build", folder)
        except subprocess.SubprocessError:
            return {}
        kept = json.loads((Path(folder) / "bench.json").read_text())["figures"]
    return {figure["name"]: figure["value"] for figure in kept}


def _read(root: Path, file: Path) -> float:
    return float(json.loads(_run(root, str(ROOT / "benchmarks/speed/read_once.py"), str(file))))


def _run(root: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(root / part) for part in ROOTS)}
    command = [sys.executable, *arguments]
    finished = subprocess.run(  # noqa: S603  # our own modules
        command, cwd=root, env=environment, capture_output=True, text=True, timeout=SECONDS, check=True
    )
    return finished.stdout
