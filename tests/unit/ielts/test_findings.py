"""Findings: what counts as an error, where it is, and how long that takes."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandup.ielts.findings import GrammarChecker
from unit.model_server import essays


def found(checker: GrammarChecker, text: str) -> dict[str, tuple[str, str | None]]:
    findings = checker.check(text).findings
    return {text[each.start : each.end]: (each.kind, each.replacement) for each in findings}


@pytest.mark.slow
def test_tables_are_built_by_the_first_check_and_kept() -> None:
    checker = GrammarChecker()
    assert "_linters" not in vars(checker)
    built = checker.warm_up()._linters
    checker.check("Another text.")
    assert checker._linters is built


def test_both_spellings_of_english_are_right(checker: GrammarChecker) -> None:
    assert found(checker, "The colour of my home town is gray, and its center organizes travelling.") == {}


@pytest.mark.parametrize(
    ("text", "problem", "kind", "replacement"),
    [
        ("The goverment acted quickly.", "goverment", "spelling", "government"),
        ("This is a example of it.", "a", "grammar", "an"),
        ("They know that people is angry now.", "people is", "grammar", "people are"),
        ("Everyone drive to work by car.", "Everyone drive", "grammar", "Everyone drives"),
        ("She didn't went home.", "didn't went", "grammar", "didn't go"),
        ("We must to act on this.", "must to act", "grammar", "must act"),
        ("There were less\ncars on that road.", "less\ncars", "grammar", "fewer cars"),
    ],
)
def test_an_error_is_found_where_it_is(
    checker: GrammarChecker, text: str, problem: str, kind: str, replacement: str
) -> None:
    assert found(checker, text)[problem] == (kind, replacement)


@pytest.mark.parametrize(
    "text", ["Should everyone drive to work?", "They let everyone use it.", "The peoples of Europe met."]
)
def test_a_right_sentence_is_left_alone(checker: GrammarChecker, text: str) -> None:
    assert found(checker, text) == {}


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=300).map(lambda text: f"goverment {text} becouse i {text} 😀 an car"))
def test_findings_are_in_order_and_never_overlap(checker: GrammarChecker, text: str) -> None:
    findings = checker.check(text).findings
    assert all(each.start < each.end <= len(text) for each in findings)
    assert all(left.end <= right.start for left, right in pairwise(findings))


def test_offsets_hold_beyond_the_first_piece(checker: GrammarChecker) -> None:
    text = f"{essays.GOOD * 3}\nThe goverment acted."
    assert "goverment" in found(checker, text)


def test_many_errors_end_the_search_but_not_the_rate(checker: GrammarChecker) -> None:
    checked = checker.check("becouse " * 2500)
    assert len(checked.findings) < 1000
    assert checked.until < 20_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (essays.EXPERT, 1),
        ((essays.BEGINNER * 50)[:20_000], 3),
        ("😀" * 20_000, 3),
        ("." * 19_999 + "x", 3),
        ("a" * 20_000, 3),
        (" ".join("".join(random.Random(n).choices("abcdefgh", k=6)) for n in range(2857)), 3),
    ],
    ids=["an essay", "errors", "emoji", "dots", "one word", "unknown words"],
)
def test_checking_is_quick(checker: GrammarChecker, text: str, seconds: float) -> None:
    start = time.process_time()  # of all threads: the machine may be busy with other things
    checker.check(text)
    assert time.process_time() - start < seconds
