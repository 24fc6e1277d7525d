"""The grammar checker: an environment's first essay, and essays that it has not seen."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import harper

from bandup.ielts.english import split_words
from bandup.ielts.findings import GrammarChecker
from findings.corpus import read_corpus

from .figures import Figure, at_most

RUNS = 3
WORDS = 300
FIRST_SECONDS, UNSEEN_MS = 1.5, 80.0


def figures() -> Iterator[Figure]:
    """The first essay of a process, and the processor time of each unseen one."""
    first: dict[str, list[dict[str, float]]] = {"before": [], "after": []}
    for number in range(RUNS):
        for side in sorted(first, reverse=bool(number % 2)):
            first[side].append(_measure_first(side))
    names = ("own_seconds", "processor_seconds")
    own, processor = ({side: [run[name] for run in runs] for side, runs in first.items()} for name in names)
    waiting = "tables built with the first essay, before the model is asked"
    yield Figure("check: first essay beside its model, before", own["before"], "s", waiting)
    yield Figure(
        "check: first essay beside its model", own["after"], "s", "tables built meanwhile", at_most(FIRST_SECONDS)
    )
    yield Figure("check: processor of start and first essay, before", processor["before"], "s", waiting)
    yield Figure("check: processor of start and first essay", processor["after"], "s", "tables built meanwhile")
    yield from _measure_unseen()


def _measure_first(side: str) -> dict[str, float]:
    command = [sys.executable, "-m", "speed.first_essay", side]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    measured: dict[str, float] = json.loads(ran.stdout)
    return measured


def _measure_unseen() -> Iterator[Figure]:
    """Each essay once on each side: harper keeps what it has seen, so a second time would show nothing."""
    checker = GrammarChecker().warm_up()
    everything = harper.Linter(harper.Dialect.BRITISH)
    everything.lint("Zqzqzqzqzq", language="plaintext")
    before, after = list[float](), list[float]()
    for number, piece in enumerate(read_corpus().prose):
        sides = [
            (before, lambda text: everything.lint(text.replace("\n", " "), language="plaintext")),
            (after, checker.check),
        ]
        for samples, check in sides if number % 2 else reversed(sides):
            began = time.process_time()
            check(piece.text)
            samples.append(1000 * (time.process_time() - began) * WORDS / len(split_words(piece.text)))
    yield Figure(
        "check: an unseen essay of 300 words, before", before, "ms", "all of harper's rules, without our patterns"
    )
    yield Figure("check: an unseen essay of 300 words", after, "ms", "processor time", at_most(UNSEEN_MS))
