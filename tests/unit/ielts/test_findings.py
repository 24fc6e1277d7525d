"""Findings: what counts as an error, where it is, and how long that takes."""

import random
import threading
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandup.ielts.findings import Finding, GrammarChecker, cut_pieces
from findings.corpus import read_corpus
from support.processor import within
from unit.model_server import essays


def found(checker: GrammarChecker, text: str) -> dict[str, tuple[str, str | None]]:
    findings = checker.check(text).findings
    return {text[each.start : each.end]: (each.kind, each.replacement) for each in findings}


@pytest.mark.slow
def test_tables_are_built_by_the_first_check_and_kept() -> None:
    checker = GrammarChecker()
    assert checker._linters is None
    built = checker.warm_up()._linters
    checker.check("Another text.")
    assert checker._linters is built


@pytest.mark.slow
def test_linters_are_made_anew_after_some_text_and_find_the_same() -> None:
    """Harper keeps what it has read: without this an environment grows with every essay."""
    checker = GrammarChecker().warm_up()
    built, text = checker._linters, "He go to school every day. "
    first = checker.check(text).findings
    for _ in range(2):
        checker.check("He goes to school every day. " * 500)
    assert checker.check(text).findings == first != ()
    assert checker._linters is not built


def test_both_spellings_of_english_are_right(checker: GrammarChecker) -> None:
    assert found(checker, "The colour of my home town is gray, and its center organizes travelling.") == {}


@pytest.mark.parametrize(
    ("text", "problem", "kind", "replacement"),
    [
        ("The goverment acted quickly.", "goverment", "spelling", "government"),
        ("This is a example of it.", "a", "grammar", "an"),
        ("They know that people is angry now.", "is", "grammar", "are"),
        ("Everyone drive to work by car.", "drive", "grammar", "drives"),
        ("She didn't went home.", "went", "grammar", "go"),
        ("We must to act on this.", "must to", "grammar", "must"),
        ("There were less\ncars on that road.", "less", "grammar", "fewer"),
        ("I think that a contribution are needed.", "are", "grammar", "is"),
        ("In short, there is reasons for it.", "is", "grammar", "are"),
        ("Today graduates usually earns more.", "earns", "grammar", "earn"),
        ("They rent there own house.", "there", "grammar", "their"),
        ("The money that a country spend is theirs.", "spend", "grammar", "spends"),
        ("It is the end.Next year is better.", ".", "grammar", ". "),
        ("On monday we met.", "monday", "grammar", "Monday"),
        ("We went there , and slept.", " ,", "grammar", ","),
        ("Althought it rained, we went.", "Althought", "spelling", "Although"),
    ],
)
def test_an_error_is_found_where_it_is(
    checker: GrammarChecker, text: str, problem: str, kind: str, replacement: str
) -> None:
    assert found(checker, text)[problem] == (kind, replacement)


@pytest.mark.parametrize(
    "text",
    [
        "Should everyone drive to work?",
        "They let everyone use it.",
        "The peoples of Europe met.",
        "The number of women was lower.",
        "Having children is expensive.",
        "He has the will to succeed.",
        "I saw my father go home.",
        "In the plan, the road is wider.",
        "We need to find out more.",
        "People left en masse.",
        "The effect of noise on sleep affects work.",
        "He has an MBA, works for a US bank, and met an FBI agent.",
        "Türkiye is large.",
        "Rules that are non-existent help nobody, so we co-operate.",
        "In the U.S. people drive more than in the U.K. or in France.",
        "It is essential that every child learn to swim.",
        "Okonkwo met Siobhan in Gdansk, where Xiaoming lives.",
        "The environ-\nment needs our care.",
        "All that you have to do is sign here.",
        "I look forward to hearing from you.",
    ],
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


@pytest.mark.parametrize("words", range(1, 26))
def test_a_cut_between_two_pieces_is_no_beginning_of_a_sentence(checker: GrammarChecker, words: int) -> None:
    text = (
        "They" + " really" * words + " saw " + "a small house and a tall tree near the river, then " * 28 + "went home."
    )
    assert len(cut_pieces(text)) == 2
    assert "SentenceCapitalization" not in {each.rule for each in checker.check(text).findings}


@pytest.mark.parametrize("joint", [". ", ".", "! ", ".\n\n"])
def test_pieces_end_where_sentences_do(joint: str) -> None:
    text = joint.join(["They met in the U.S. by chance"] + ["The sea was calm, e.g. at night"] * 90)
    for start, _ in cut_pieces(text):
        assert text[start:].lstrip(".! \n").startswith("The")


def test_nothing_of_a_text_is_printed(checker: GrammarChecker, capfd: pytest.CaptureFixture[str]) -> None:
    for piece in read_corpus().wrong:
        checker.check(piece.text)
    assert capfd.readouterr() == ("", "")


def test_a_start_builds_the_tables_and_waits_for_nothing() -> None:
    building = threading.Event()

    class Building(GrammarChecker):
        def _check_pieces(self, text: str) -> tuple[list[Finding], int]:
            building.wait(20)
            return [], len(text)

    checker = Building().start()
    assert not checker.begin("A text.").done()
    building.set()
    assert checker.check("A text.").until == 7


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
    with within(seconds, time.process_time):
        checker.check(text)
