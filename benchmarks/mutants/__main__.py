"""Run it: `make mutants [SEED=1] [SAMPLE=320]`."""

import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from ops.arguments import ArgumentParser
from ops.paths import BUILD
from ops.progress import Say, timed_lines

from .exceptions import MutantsError
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
    chosen = parser.parse_args()
    say = timed_lines()
    try:
        report = _measure(chosen.seed, chosen.sample, say)
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


def _measure(seed: int, count: int, say: Say) -> Report:
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        say(f"{len(PLANTS)} planted faults, each with the test that must notice it")
        check_tests(sorted({plant.test for plant in PLANTS}))
        planted = list(pool.map(_try_plant, PLANTS))
        if count == 0:
            return Report(planted=planted, sampled=(), total=0, seed=seed)
        say("the tests of the sampled code, to see which lines each runs")
        trace = trace_tests([f"tests/unit/{folder}" for folder in TESTS], PACKAGES)
        total, sample = sample_mutants(seed, count)
        say(f"{len(sample)} of {total} changes")
        sampled = list(pool.map(_make_trial(trace, say), sample))
    return Report(planted=planted, sampled=sampled, total=total, seed=seed)


def _try_plant(plant: Plant) -> Planted:
    verdict, _ = try_source(plant.path, plant.make_source(), [plant.test])
    return Planted(plant, verdict)


def _make_trial(trace: Trace, say: Say) -> Callable[[Mutant], Sampled]:
    def try_mutant(mutant: Mutant) -> Sampled:
        tests = trace.choose_tests(mutant.file, mutant.source, mutant.line)
        if not tests:
            verdict, failed = Verdict.SURVIVED, None
        else:
            verdict, failed = try_source(mutant.file, mutant.source, tests, sum(map(trace.seconds.__getitem__, tests)))
        say(f"{verdict:9} {mutant.file}:{mutant.line}: {mutant.after}")
        return Sampled(mutant, verdict, failed)

    return try_mutant


if __name__ == "__main__":
    sys.exit(main())
