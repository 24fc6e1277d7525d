"""Findings against the known errors."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from bandup.ielts.english import split_words
from bandup.ielts.findings import CheckedText

from .corpus import Corpus, Piece

FEW = 5
"""Rules with fewer findings are told as one group: a share of so few says nothing."""

LEAST_PRECISION = 0.8
"""A rule below it is off."""


class Checker(Protocol):
    def check(self, text: str) -> CheckedText:
        """Every finding in the text."""
        ...


@dataclass
class Tally:
    """Findings of one rule.

    Attributes:
        right: findings that touch a known error.
        false: the others.
    """

    right: int = 0
    false: int = 0

    @property
    def total(self) -> int:
        return self.right + self.false

    @property
    def precision(self) -> float | None:
        """Share of the findings that are right; None without findings."""
        return self.right / self.total if self.total else None


@dataclass
class Score:
    """What the findings are worth on one half of the corpus.

    Attributes:
        rules: by rule.
        errors: known errors by kind.
        found: those that a finding touches, by kind.
        prose_words: words of right prose.
        false_in_prose: findings in it.
    """

    rules: dict[str, Tally] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    prose_words: int = 0
    false_in_prose: int = 0

    @property
    def precision(self) -> float:
        """Share of all findings that are right, 0 to 1."""
        right = sum(tally.right for tally in self.rules.values())
        return right / total if (total := sum(tally.total for tally in self.rules.values())) else 0.0

    @property
    def recall(self) -> float:
        """Share of the known errors that are found, 0 to 1."""
        return self.found.total() / self.errors.total() if self.errors else 0.0

    @property
    def false_per_1000_words(self) -> float:
        """Findings per 1,000 words of right prose."""
        return 1000 * self.false_in_prose / self.prose_words if self.prose_words else 0.0

    def list_rules(self) -> list[tuple[str, Tally]]:
        """Each rule with enough findings, most first; then the others as one group."""
        often = {name: tally for name, tally in self.rules.items() if tally.total >= FEW}
        rest = [tally for name, tally in self.rules.items() if name not in often]
        named = sorted(often.items(), key=lambda item: (-item[1].total, item[0]))
        if not rest:
            return named
        group = Tally(sum(tally.right for tally in rest), sum(tally.false for tally in rest))
        return [*named, (f"{len(rest)} rules with fewer than {FEW} findings each", group)]


def score_findings(corpus: Corpus, checker: Checker) -> Score:
    """Check every text of the corpus."""
    score = Score()
    for piece in corpus.wrong:
        spans = _count(score, piece, checker)
        score.errors[piece.group] += len(piece.errors)
        score.found[piece.group] += sum(_touches(error, spans) for error in piece.errors)
    for piece in corpus.right:
        _count(score, piece, checker)
    for piece in corpus.prose:
        score.false_in_prose += len(_count(score, piece, checker))
        score.prose_words += len(split_words(piece.text))
    return score


def _count(score: Score, piece: Piece, checker: Checker) -> list[tuple[int, int]]:
    spans = []
    for finding in checker.check(piece.text).findings:
        span = (finding.start, finding.end)
        spans.append(span)
        tally = score.rules.setdefault(finding.rule, Tally())
        if _touches(span, piece.errors):
            tally.right += 1
        else:
            tally.false += 1
    return spans


def _touches(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
