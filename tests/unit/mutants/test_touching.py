"""Which tests are asked about a changed line."""

import pytest

from mutants.touching import MOST_SECONDS, Trace

FILE = "module.py"
SOURCE = """LIMIT = 3

def choose(
    number: int,
) -> int:
    if (
        number
        > LIMIT
    ):
        return LIMIT
    try:
        return number
    except ValueError:
        return 0
"""


def read_nothing(_: str) -> str:
    return ""


def make_trace(**seconds: float) -> Trace:
    lines = {1: [""], 3: [""], 6: ["a", "b"], 7: ["a", "b"], 10: ["a"], 11: ["b"], 12: ["b"], 14: ["c"]}
    return Trace(lines={FILE: lines}, seconds={"a": 1.0, "b": 2.0, "c": 3.0} | seconds)


@pytest.mark.parametrize(
    ("line", "tests"),
    [
        (10, ["a"]),
        (12, ["b"]),
        (8, ["a", "b"]),  # a condition over four lines, of which only some were seen
        (14, ["c"]),
    ],
)
def test_those_that_run_the_statement(line: int, tests: list[str]) -> None:
    assert make_trace().choose_tests(FILE, SOURCE, line, read_nothing) == tests


@pytest.mark.parametrize("line", [1, 4])
def test_for_what_runs_at_import_all_that_run_anything_in_the_file(line: int) -> None:
    assert make_trace().choose_tests(FILE, SOURCE, line, read_nothing) == ["a", "b", "c"]


def test_for_a_constant_first_those_that_use_it_or_name_it() -> None:
    trace = make_trace(**{"a": 1.0, "b": 2.0, "c": 3.0, "d.py::d": 4.0, "e.py::e": 0.5})
    texts = {"a": "", "b": "", "c": "", "d.py": "assert LIMIT == 3", "e.py": ""}
    assert trace.choose_tests(FILE, SOURCE, 1, texts.__getitem__) == ["a", "d.py::d", "b", "c"]
    assert trace.choose_tests(FILE, SOURCE, 4, texts.__getitem__) == ["a", "b", "c"]


def test_for_a_member_of_an_enum_too() -> None:
    source = "class Kind(Enum):\n    WRITING = 1\n    TEXT = 2\n"
    trace = Trace(lines={FILE: {2: [""]}}, seconds={"a.py::a": 1.0, "b.py::b": 2.0})
    texts = {"a.py": "Kind.WRITING", "b.py": "Kind.TEXT"}
    assert trace.choose_tests(FILE, source, 3, texts.__getitem__) == ["b.py::b"]


def test_the_packages_own_first() -> None:
    lines = {10: ["tests/unit/other/test_a.py::a", "tests/unit/jobs/test_b.py::b"]}
    trace = Trace(lines={"shared/bandup/jobs/queue.py": lines}, seconds={})
    chosen = trace.choose_tests("shared/bandup/jobs/queue.py", SOURCE, 10, read_nothing)
    assert chosen == ["tests/unit/jobs/test_b.py::b", "tests/unit/other/test_a.py::a"]


def test_the_quick_ones_first() -> None:
    assert make_trace(a=9.0).choose_tests(FILE, SOURCE, 6, read_nothing) == ["b", "a"]


def test_not_longer_than_a_mutant_may_take_but_at_least_one() -> None:
    assert make_trace(b=MOST_SECONDS).choose_tests(FILE, SOURCE, 6, read_nothing) == ["a"]
    assert make_trace(a=2 * MOST_SECONDS).choose_tests(FILE, SOURCE, 10, read_nothing) == ["a"]


def test_a_file_that_no_test_imports_has_none() -> None:
    assert make_trace().choose_tests("other.py", SOURCE, 10, read_nothing) == []
