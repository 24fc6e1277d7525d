"""What makes a run of mutants fail, and what it prints."""

import json
from dataclasses import replace

import pytest

from mutants.plants import Plant
from mutants.report import LEAST_PLANTED, Planted, Report, Sampled
from mutants.sampling import Mutant
from mutants.trying import Verdict

PLANT = Plant("forgets", "jobs/queue.py", "a", "b", "jobs/test_queue.py::test_it")
MUTANT = Mutant("shared/bandup/jobs/queue.py", 7, "core/AddNot", "if a:", "if not a:", "")


def make_report(
    *, caught: int, survived: int, broken: int = 0, undecided: int = 0, planted: Verdict = Verdict.CAUGHT
) -> Report:
    verdicts = [Verdict.CAUGHT] * caught + [Verdict.SURVIVED] * survived + [Verdict.BROKEN] * broken
    verdicts += [Verdict.UNDECIDED] * undecided
    return Report(
        planted=[Planted(PLANT, planted)] * LEAST_PLANTED,
        sampled=[Sampled(MUTANT, verdict, None) for verdict in verdicts],
        drawn=len(verdicts),
        total=100,
        seed=1,
    )


def test_what_cannot_be_imported_counts_as_neither() -> None:
    assert make_report(caught=17, survived=3, broken=80).share_caught == 0.85


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (make_report(caught=84, survived=16), "84.0% of the sample"),
        (make_report(caught=1, survived=0, planted=Verdict.SURVIVED), "forgets"),
        (make_report(caught=1, survived=0, planted=Verdict.BROKEN), "forgets"),
        (replace(make_report(caught=84, survived=0), drawn=100), "84 of 100 changes"),
        (make_report(caught=84, survived=0, undecided=16), "84 of 100 changes"),
        (replace(make_report(caught=1, survived=0), planted=[Planted(PLANT, Verdict.CAUGHT)]), "1 planted"),
    ],
)
def test_a_run_fails(report: Report, words: str) -> None:
    assert any(words in promise for promise in report.list_broken_promises())


def test_a_run_succeeds() -> None:
    assert make_report(caught=85, survived=15).list_broken_promises() == []


def test_every_survivor_is_listed_with_its_place() -> None:
    report = make_report(caught=9, survived=1)
    assert any("shared/bandup/jobs/queue.py:7: if a: -> if not a:" in line for line in report.as_lines())
    assert len(json.loads(json.dumps(report.as_document()))["survivors"]) == 1


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("@dataclass(frozen=True)", "@dataclass(frozen=False)", "whether a dataclass is frozen"),
        ("def f(a: int, *, b: int) -> int:", "def f(a: int, /, b: int) -> int:", "how an argument may be given"),
        ("if a:", "if not a:", "no reason is known"),
    ],
)
def test_a_survivor_has_its_reason_or_says_that_none_is_known(before: str, after: str, words: str) -> None:
    survivor = Sampled(replace(MUTANT, before=before, after=after), Verdict.SURVIVED, None)
    report = replace(make_report(caught=9, survived=0), sampled=[survivor])
    assert words in report.as_lines()[-1]
