"""Whole documents: time outside the models, calls, and how both grow; then peak memory, each in a fresh process."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from support.pdfs import pages_pdf

from .documents import ENGLISH, write_document
from .figures import Figure, at_most, measure_interleaved, ratios
from .pipeline import Bench, Latency, Outcome, bench

SHORT, LONG = 100, 500
RUNS = {SHORT: 5, LONG: 3}
MEMORY_RUNS = 3


def document(pages: int) -> bytes:
    """A PDF of sections of ten pages."""
    return pages_pdf(write_document("a book", [10] * (pages // 10), ENGLISH, seed=pages).pages)


def figures() -> Iterator[Figure]:
    """Ours against the seed design, on the same files, in turns."""
    outside: dict[int, list[float]] = {}
    with bench(Latency()) as both:
        both.ours(document(10))
        both.seed(document(10))  # clients' first calls and the writer's first words are no document's
        for pages, runs in RUNS.items():
            ours, seed = _runs(both, document(pages), runs)
            outside[pages] = [run.outside for run in ours]
            yield from _compare_outcomes(pages, ours, seed)
    yield Figure(
        f"time outside the models, {LONG} against {SHORT} pages",
        [each / median(outside[SHORT]) for each in outside[LONG]],
        "x",
        f"{LONG // SHORT} times the pages",
        at_most(6.5),
    )


def _runs(both: Bench, pdf: bytes, runs: int) -> tuple[list[Outcome], list[Outcome]]:
    outcomes: dict[str, list[Outcome]] = {"ours": [], "seed": []}

    def one(side: str) -> float:
        outcomes[side].append(both.ours(pdf) if side == "ours" else both.seed(pdf))
        return outcomes[side][-1].seconds

    measure_interleaved(runs, {"ours": lambda: one("ours"), "seed": lambda: one("seed")})
    return outcomes["ours"], outcomes["seed"]


def _compare_outcomes(pages: int, ours: Sequence[Outcome], seed: Sequence[Outcome]) -> Iterator[Figure]:
    by = "the seed design, in the same run"
    outside, theirs = [run.outside for run in ours], [run.outside for run in seed]
    floor, over = [run.over_floor for run in ours], [run.over_floor for run in seed]
    target = at_most(0.35) if pages == SHORT else None
    yield Figure(f"time outside the models, {pages} pages", ratios(outside, theirs), "x", by, target)
    yield Figure(f"time over the models' floor, {pages} pages", ratios(floor, over), "x", by)
    yield Figure(f"ours outside the models, {pages} pages", [1000 * each for each in outside], "ms", "a clock")
    yield Figure(f"seed design outside the models, {pages} pages", [1000 * each for each in theirs], "ms", "a clock")
    yield Figure(f"ours over the floor, {pages} pages", [1000 * each for each in floor], "ms", "calls x latency / 10")
    yield Figure(f"seed design over the floor, {pages} pages", [1000 * each for each in over], "ms", "its own calls")
    calls = [run.titan_calls / pages for run in ours]
    yield Figure(f"Titan calls per page of 3,060 characters, {pages} pages", calls, "calls", "counted", at_most(1.2))
    calls = [one.titan_calls / other.titan_calls for one, other in zip(ours, seed, strict=True)]
    yield Figure(f"Titan calls, {pages} pages", calls, "x", by)
    total = ratios([run.seconds for run in ours], [run.seconds for run in seed])
    yield Figure(f"from file to cards, {pages} pages", total, "x", by)


def memory() -> Iterator[Figure]:
    """Peak memory of fresh processes: the interpreter, what it imports, and the document."""
    with TemporaryDirectory() as folder:
        files = {pages: Path(folder) / f"{pages}.pdf" for pages in RUNS}
        for pages, file in files.items():
            file.write_bytes(document(pages))
        sides = {
            f"{side} {pages}": partial(_peak, side, file) for side in ("ours", "seed") for pages, file in files.items()
        }
        found = measure_interleaved(MEMORY_RUNS, sides)
    yield Figure(f"peak memory, {LONG} pages", ratios(found[f"ours {LONG}"], found[f"seed {LONG}"]), "x", "seed design")
    yield Figure(f"our peak memory, {LONG} pages", found[f"ours {LONG}"], "MB", "the worker and its child together")
    yield Figure(f"seed design's peak memory, {LONG} pages", found[f"seed {LONG}"], "MB", "one process")
    grown = ratios(found[f"ours {LONG}"], found[f"ours {SHORT}"])
    yield Figure(f"our peak memory, {LONG} against {SHORT} pages", grown, "x", f"{LONG // SHORT} times the pages")


def _peak(side: str, file: Path) -> float:
    command = [sys.executable, "-m", "speed.peak", side, str(file)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # our own module
    return float(json.loads(answer.stdout))
