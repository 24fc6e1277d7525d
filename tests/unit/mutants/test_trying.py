"""A changed source is what tests import, and whether they notice it is told."""

import subprocess

import pytest

from mutants.exceptions import MutantsError
from mutants.planted import PLANTS
from mutants.plants import Plant
from mutants.trying import Verdict, check_tests, judge_timeout, try_source
from ops.paths import ROOT

FILE = "shared/bandup/core/folding.py"
TEST = "tests/unit/core/test_folding.py"

pytestmark = pytest.mark.slow  # each starts a process


def read_source() -> str:
    return (ROOT / FILE).read_text(encoding="utf-8")


def test_the_same_source_survives() -> None:
    assert try_source(FILE, read_source(), [TEST]) == (Verdict.SURVIVED, None)


def test_a_fault_is_caught_and_the_file_stays_as_it_is() -> None:
    before = read_source()
    changed = before.replace("text.casefold()", "text")
    assert try_source(FILE, changed, [TEST])[0] is Verdict.CAUGHT
    assert read_source() == before


def test_a_source_that_is_no_python_is_broken() -> None:
    assert try_source(FILE, "this is not Python", [TEST]) == (Verdict.BROKEN, None)


def test_tests_that_end_only_without_the_change_are_caught() -> None:
    assert judge_timeout(lambda: None)[0] is Verdict.CAUGHT


def test_tests_that_do_not_end_without_the_change_either_decide_nothing() -> None:
    def never_ends() -> None:
        raise subprocess.TimeoutExpired("pytest", 30)

    assert judge_timeout(never_ends) == (Verdict.UNDECIDED, None)


def test_a_test_that_is_not_there_is_an_error() -> None:
    with pytest.raises(MutantsError):
        check_tests([f"{TEST}::test_nothing_of_this_name"])


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.fault)
def test_every_planted_fault_still_fits_the_code(plant: Plant) -> None:
    assert plant.make_source() != (ROOT / plant.path).read_text(encoding="utf-8")
    assert (ROOT / plant.test.split("::")[0]).is_file()


def test_a_planted_fault_that_fits_nowhere_is_an_error() -> None:
    with pytest.raises(MutantsError, match="exactly once"):
        Plant("x", "jobs/queue.py", "no such text", "", "jobs").make_source()
