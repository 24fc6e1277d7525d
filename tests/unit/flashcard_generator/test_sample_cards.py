"""The checks on the cards that they were made better on, and that the blind rounds are as they were written."""

import hashlib

import pytest

from cards.corpus import SAMPLES, Half, read_corpus
from cards.report import Report
from cards.scoring import Score, score_cards

BLIND = {
    "round2": "74d2cf61ccf96058cc8f88ad196937426382b00f1a9aeb234b58427e8cc1860c",
    "round3": "72fbf460d78a97f866504baab62ebfbcc2cde7113869fb32adf6e01593f71593",
}


@pytest.mark.parametrize(("half", "cards"), [("tune", 228), ("held_out", 226)])
def test_right_cards_pass_and_wrong_ones_are_found(half: Half, cards: int) -> None:
    score = score_cards(read_corpus(half))
    assert score.cards.total() == cards
    assert score.share_rejected(second_look=False) <= 0.03
    assert score.share_rejected(second_look=True) <= 0.03
    assert score.share_kept(second_look=False) <= 0.12
    assert score.share_kept(second_look=True) <= 0.04


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
    report = Report(tuned=score, first=score, last=score)
    assert report.missed == ["honest cards rejected by rules: 10.0% > 4%", "wrong cards kept by rules: 20.0% > 15%"]
    assert report.as_document()["round3"]["honest_rejected"] == {"by_rules": 0.1, "with_second_look": 0.0}
    assert "| changed_figure | 10 | 2 | 0 | 0 |" in report.as_markdown()
