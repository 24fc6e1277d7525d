"""Run it: `make mutants [SEED=1] [SAMPLE=320] [MINUTES=60]`."""

import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from ops.arguments import ArgumentParser
from ops.paths import BUILD, ROOT
from ops.progress import Say, timed_lines

from .exceptions import MutantsError
from .journal import Journal
from .planted import PLANTS
from .plants import Plant
from .report import Planted, Report, Sampled
from .sampling import PACKAGES, TESTS, Mutant, sample_mutants
from .touching import Trace
from .trying import Verdict, check_tests, trace_tests, try_source

DOCUMENT = "mutants.json"


def main() -> int:
    """Plant, sample, print and keep the report: 0 if every fault that must be caught is."""
    parser = ArgumentParser(prog="make mutants", description="Which faults the unit tests notice.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=320, help="about how many changes to draw; 0 for none")
    parser.add_argument("--minutes", type=float, default=60, help="no change is tried after this time")
    chosen = parser.parse_args()
    say = timed_lines()
    try:
        report = _measure(chosen.seed, chosen.sample, time.monotonic() + 60 * chosen.minutes, say)
    except MutantsError as error:
        say(str(error))
        return 1
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / DOCUMENT).write_text(json.dumps(report.as_document(), indent=2) + "\n", encoding="utf-8")
    for line in report.as_lines():
        say(line)
    broken = report.list_broken_promises()
    for promise in broken:
        say(f"broken: {promise}")
    return 1 if broken else 0


def _measure(seed: int, count: int, end: float, say: Say) -> Report:
    journal = Journal()
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        say(f"{len(PLANTS)} planted faults, each with the test that must notice it")
        check_tests(sorted({plant.test for plant in PLANTS}))
        planted = list(pool.map(_try_plant, PLANTS))
        if count == 0:
            return Report(planted=planted, sampled=(), drawn=0, total=0, seed=seed)
        say("the tests of the sampled code, to see which lines each runs")
        trace = journal.read_trace()
        if trace is None:
            trace = trace_tests([f"tests/unit/{folder}" for folder in TESTS], PACKAGES)
            journal.keep_trace(trace)
        total, sample = sample_mutants(seed, count)
        say(f"{len(sample)} of {total} changes")
        tried = list(pool.map(_make_trial(trace, journal, end, say), sample))
    sampled = [each for each in tried if each is not None]
    return Report(planted=planted, sampled=sampled, drawn=len(sample), total=total, seed=seed)


def _try_plant(plant: Plant) -> Planted:
    verdict, _ = try_source(plant.path, plant.make_source(), [plant.test])
    return Planted(plant, verdict)


def _make_trial(trace: Trace, journal: Journal, end: float, say: Say) -> Callable[[Mutant], Sampled | None]:
    def try_mutant(mutant: Mutant) -> Sampled | None:
        found = journal.find(mutant)
        if found is None:
            if time.monotonic() > end:
                return None
            tests = trace.choose_tests(mutant.file, mutant.source, mutant.line, _read_test)
            usual = sum(map(trace.seconds.__getitem__, tests))
            found = try_source(mutant.file, mutant.source, tests, usual) if tests else (Verdict.SURVIVED, None)
            journal.add(mutant, *found)
        verdict, failed = found
        say(f"{verdict:9} {mutant.file}:{mutant.line}: {mutant.after}")
        return Sampled(mutant, verdict, failed)

    return try_mutant


@cache
def _read_test(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
