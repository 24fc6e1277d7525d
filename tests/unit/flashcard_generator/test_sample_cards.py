"""The checks on the cards that they were made better on, and that the rounds are as they were written."""

import hashlib

import pytest

from cards.corpus import DEVELOPED, SAMPLES, Half, read_corpus
from cards.precision import Precision, measure_rules
from cards.report import Report
from cards.scoring import Score, score_cards
from flashcard_generator.cards.checks.rules import RULES, Weight

LEAST_SURE = 0.9
LEAST_DROPPING = 0.8
"""Shares of wrong cards among those that a rule finds fault with."""

KEPT_BY_RULES: dict[Half, float] = {
    "tune": 0.2, "held_out": 0.2, "round2": 0.5, "round3": 0.5, "round4": 0.53, "round5": 0.4,
}  # fmt: skip

BLIND = {
    "round2": "74d2cf61ccf96058cc8f88ad196937426382b00f1a9aeb234b58427e8cc1860c",
    "round3": "72fbf460d78a97f866504baab62ebfbcc2cde7113869fb32adf6e01593f71593",
    "round4": "79b4b8eee29cb2ca2d8c857faa98819ffdcd8a612e9a3c634b4a98cf3fce172f",
    "round5": "91736409f775b32500eef368f0ed783468b43cb7585ba209e312365b0807b331",
    "round6": "aaa555092ab00a25547bd513291b67106a6830896bf95ab9976d4bb0fa2e650f",
}


@pytest.mark.parametrize(
    "half",
    [pytest.param(half, marks=[] if half in ("round2", "round3") else pytest.mark.nightly) for half in DEVELOPED],
)
def test_right_cards_pass_and_wrong_ones_are_found(half: Half) -> None:
    score = score_cards(read_corpus(half))
    assert score.share_rejected(second_look=False) <= 0.06
    assert score.share_rejected(second_look=True) <= 0.02
    assert score.share_kept(second_look=False) <= KEPT_BY_RULES[half]
    assert score.share_kept(second_look=True) <= 0.03


@pytest.mark.nightly
def test_a_rule_weighs_what_its_precision_says() -> None:
    measured = measure_rules(card for half in DEVELOPED for card in read_corpus(half))
    for rule in RULES:
        share = measured[rule.name].share
        if share is None:
            continue
        if rule.weight is Weight.SURE:
            assert share >= LEAST_SURE, rule.name
        elif rule.name != "no word":  # few cards, and without a word of the quote nothing proves an answer
            assert (share >= LEAST_DROPPING) is (rule.weight is Weight.DOUBT_DROPS), rule.name


@pytest.mark.parametrize("name", BLIND)
def test_a_round_that_was_written_blind_is_unchanged(name: str) -> None:
    files = sorted((SAMPLES / name).rglob("*.json"))
    assert hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest() == BLIND[name]


def test_a_report_names_what_was_missed() -> None:
    score = Score()
    score.cards.update({"": 10, "changed_figure": 10})
    score.by_rules.update({"": 9, "changed_figure": 2})
    score.looked_at.update({"": 8, "changed_figure": 0})
    score.repaired.update({"": 2})
    rules = {rule.name: Precision(0, 0) for rule in RULES} | {"turned": Precision(3, 1)}
    report = Report(blind=score, developed={"tune": score}, rules=rules)
    assert report.missed == ["honest cards rejected by rules: 10.0% > 4%", "wrong cards kept by rules: 20.0% > 15%"]
    assert report.as_document()["round6"]["honest_rejected"] == {"by_rules": 0.1, "with_second_look": 0.0}
    assert "| changed_figure | 10 | 2 | 0 | 0 |" in report.as_markdown()
    assert "| turned | sure | 3 | 1 | 0.75 |" in report.as_markdown()
