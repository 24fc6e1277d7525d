"""What earlier runs found holds as long as what it rests on is the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from mutants.journal import Journal
from mutants.sampling import Mutant
from mutants.touching import Trace
from mutants.trying import Verdict

MUTANT = Mutant("shared/bandup/jobs/queue.py", 7, "core/AddNot", "if a:", "if not a:", "source")


@pytest.fixture
def tests(tmp_path: Path) -> Path:
    folder = tmp_path / "tests"
    folder.mkdir()
    for name in ("test_one.py", "test_two.py"):
        (folder / name).write_text("1")
    return folder


def open_journal(tests: Path) -> Journal:
    return Journal(tests.parent / "kept", tests)


def test_a_run_goes_on_where_it_was_stopped(tests: Path) -> None:
    open_journal(tests).add(MUTANT, Verdict.SURVIVED, None)
    assert open_journal(tests).find(MUTANT) == (Verdict.SURVIVED, None)
    assert open_journal(tests).find(replace(MUTANT, source="another")) is None


def test_what_was_caught_stays_so_while_its_test_is_the_same_and_the_rest_while_all_are(tests: Path) -> None:
    caught, failed = replace(MUTANT, source="caught"), f"{tests / 'test_one.py'}::test_it"
    open_journal(tests).add(caught, Verdict.CAUGHT, failed)
    open_journal(tests).add(MUTANT, Verdict.SURVIVED, None)
    (tests / "test_two.py").write_text("2")
    assert open_journal(tests).find(caught) == (Verdict.CAUGHT, failed)
    assert open_journal(tests).find(MUTANT) is None
    (tests / "test_one.py").write_text("2")
    assert open_journal(tests).find(caught) is None


def test_what_is_undecided_is_tried_again(tests: Path) -> None:
    open_journal(tests).add(MUTANT, Verdict.UNDECIDED, None)
    assert open_journal(tests).find(MUTANT) is None


def test_a_trace_is_of_these_tests(tests: Path) -> None:
    trace = Trace(lines={"a.py": {3: ["one"]}}, seconds={"one": 1.5})
    open_journal(tests).keep_trace(trace)
    assert open_journal(tests).read_trace() == trace
    (tests / "test_two.py").write_text("2")
    assert open_journal(tests).read_trace() is None
