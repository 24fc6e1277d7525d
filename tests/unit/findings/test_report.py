"""What the findings are worth: the targets, the report, and the table in the documentation."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from bandup.ielts.error_types import ErrorType
from bandup.ielts.findings import CheckedText, Finding
from findings.__main__ import run
from findings.corpus import Corpus, Piece
from findings.report import Report
from findings.scoring import Score, Tally, score_findings
from ops.paths import ROOT


def piece(text: str, *errors: tuple[int, int]) -> Piece:
    return Piece("a group", text, text, errors, "held-out")


class Fixed:
    """A checker that objects to every `x`."""

    def check(self, text: str) -> CheckedText:
        found = [
            Finding(at, at + 1, "no-x", "grammar", ErrorType.WORD_CHOICE, "", ())
            for at, letter in enumerate(text)
            if letter == "x"
        ]
        return CheckedText(tuple(found), len(text))


def score() -> Score:
    corpus = Corpus(
        wrong=(piece("x and y", (0, 1), (6, 7)), piece("z x", (0, 1))),
        right=(piece("all right"),),
        prose=(piece("one two x four"),),
    )
    return score_findings(corpus, Fixed())


def test_a_finding_is_right_if_it_touches_a_known_error() -> None:
    found = score()
    assert found.rules == {"no-x": Tally(right=1, false=2)}
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 3)
    assert found.false_per_1000_words == 250


def test_rules_with_few_findings_are_one_group() -> None:
    found = Score(rules={"often": Tally(4, 1), "once": Tally(1, 0), "twice": Tally(0, 2)})
    assert found.list_rules() == [("often", Tally(4, 1)), ("2 rules with fewer than 5 findings each", Tally(1, 2))]


def test_a_rule_that_is_often_wrong_is_a_target_missed() -> None:
    held_out = Score(rules={"wrong": Tally(3, 2), "right": Tally(95, 0)}, errors=score().errors, found=score().errors)
    assert Report(Score(), held_out).missed == ["rule wrong: precision 0.60 < 0.8"]


def test_every_target_can_be_missed() -> None:
    assert [missed.split()[0] for missed in Report(Score(), score()).missed] == [
        "precision",
        "recall",
        "250.00",
        "rule",
    ]


@pytest.mark.slow
def test_the_findings_reach_their_targets_and_the_page_tells_the_figures(tmp_path: Path) -> None:
    report = run(tmp_path, Console(quiet=True))
    assert report.missed == []
    kept = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    assert kept["held_out"]["precision"] >= 0.9
    assert report.as_markdown() in (ROOT / "docs/develop/findings.md").read_text(encoding="utf-8")
