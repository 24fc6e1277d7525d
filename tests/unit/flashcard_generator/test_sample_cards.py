"""The checks on the cards that they may be made better on, and that the other half is as it was put aside."""

import hashlib

from cards.corpus import SAMPLES, read_corpus
from cards.report import Report
from cards.scoring import Score, score_cards

HELD_OUT = "7098b3662a47d146d22219c0597e0e87cc16e2fdcb815c9da9997e052a643bb5"


def test_right_cards_pass_and_wrong_ones_are_found() -> None:
    score = score_cards(read_corpus("tune"))
    assert (score.cards[""], score.cards.total()) == (126, 228)
    assert score.share_rejected(second_look=False) <= 0.02
    assert score.share_rejected(second_look=True) <= 0.02
    assert score.share_kept(second_look=False) <= 0.25
    assert score.share_kept(second_look=True) <= 0.03


def test_the_half_that_was_put_aside_is_unchanged() -> None:
    files = sorted((SAMPLES / "held_out").rglob("*.json"))
    assert hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest() == HELD_OUT


def test_a_report_names_what_was_missed() -> None:
    score = Score()
    score.cards.update({"": 10, "changed_figure": 10})
    score.by_rules.update({"": 9, "changed_figure": 2})
    score.looked_at.update({"": 8, "changed_figure": 0})
    score.repaired.update({"": 2})
    report = Report(tune=score, held_out=score)
    assert report.missed == ["honest cards rejected by rules: 10.0% > 4%", "wrong cards kept by rules: 20.0% > 15%"]
    assert report.as_document()["held_out"]["honest_rejected"] == {"by_rules": 0.1, "with_second_look": 0.0}
    assert "| changed_figure | 10 | 2 | 0 | 0 |" in report.as_markdown()
