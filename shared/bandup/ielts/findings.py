"""Grammar and spelling findings in an essay, by harper and by a few patterns of learners' errors.

The same for every model that judges, and free: nothing leaves the process.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Self

import harper

from .learner_errors import find_learner_errors

Kind = Literal["spelling", "grammar"]

_KINDS: dict[str, Kind] = {
    "Spelling": "spelling",
    "Typo": "spelling",
    "Agreement": "grammar",
    "BoundaryError": "grammar",
    "Capitalization": "grammar",
    "Eggcorn": "grammar",
    "Grammar": "grammar",
    "Malapropism": "grammar",
    "Miscellaneous": "grammar",
    "Nonstandard": "grammar",
    "Punctuation": "grammar",
    "Repetition": "grammar",
    "Usage": "grammar",
    "WordChoice": "grammar",
}
"""Harper's kinds that are errors. The others (style, readability, redundancy and so on) are matters of taste."""

# Rules that hide better findings (harper drops overlapping ones), that split a misspelt word into two, or that call one
# of two right spellings wrong ("home town").
_RULES_OFF = ("LongSentences", "SplitWords", "OxfordComma", "CompoundNouns")

# Harper's time grows faster than the text's length, and by 2 ms with every unknown word (20,000 characters of unknown
# words took 6 s in one piece). Short pieces keep it linear; after so many findings an error rate is known well enough.
_PIECE = 1_000
_ENOUGH = 120

_MOST_REPLACEMENTS = 3


@dataclass(frozen=True, order=True)
class Finding:
    """One error in the text.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        rule: which rule found it, for reports.
        kind: spelling or grammar.
        message: what is wrong, for the student.
        replacements: what to write instead of these characters, the likeliest first; at most three, perhaps none.
    """

    start: int
    end: int
    rule: str
    kind: Kind
    message: str
    replacements: tuple[str, ...]

    @property
    def replacement(self) -> str | None:
        """The likeliest replacement, if there is any."""
        return self.replacements[0] if self.replacements else None


@dataclass(frozen=True)
class CheckedText:
    """What was found.

    Attributes:
        findings: in the order of the text, none overlapping another.
        until: how many characters were checked before enough was known.
    """

    findings: tuple[Finding, ...]
    until: int


class GrammarChecker:
    """Harper for British English that also accepts American spelling, as the exam does.

    Build it once per process. The first check builds harper's tables, which takes 2 s of a processor and 200 MB of
    memory; an essay then takes some 50 ms. All checks run on one thread of its own: a harper linter must not be used by
    two threads at once, and each thread that meets its first long unknown word pays a second for tables of its own.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="harper")

    def warm_up(self) -> Self:
        """This checker, its tables built now and not by the first check."""
        self.check("")
        return self

    @cached_property
    def _linters(self) -> tuple[harper.Linter, harper.Linter]:
        """For British and for American English."""
        return _linter(harper.Dialect.BRITISH), _linter(harper.Dialect.AMERICAN)

    def check(self, text: str) -> CheckedText:
        """Every finding in the text, or in as much of it as holds enough findings for a rate."""
        findings, until = self._thread.submit(self._check_pieces, text).result()
        learner = [
            Finding(error.start, error.end, error.rule, "grammar", error.message, _as_tuple(error.replacement))
            for error in find_learner_errors(text[:until])
        ]
        return CheckedText(_without_overlaps(learner, findings), until)

    def _check_pieces(self, text: str) -> tuple[list[Finding], int]:
        british, american = self._linters
        findings: list[Finding] = []
        for start, end in _pieces(text):
            findings += _check_piece(british, american, text[start:end], start)
            if len(findings) >= _ENOUGH:
                return findings, end
        return findings, len(text)


def _check_piece(british: harper.Linter, american: harper.Linter, piece: str, offset: int) -> list[Finding]:
    # Harper reads a line break as the end of a sentence, which a hard-wrapped line is not.
    line = piece.replace("\n", " ")
    found = []
    for rule, lints in british.organized_lints(line, language="plaintext").items():
        for lint in lints:
            kind = _KINDS.get(lint.lint_kind)
            if kind is None or (kind == "spelling" and not american.lint(lint.problem_text.lower(), language="plaintext")):
                continue
            start, end = lint.span.start, lint.span.end
            replacements = _replacements(lint, line[start:end])
            found.append(Finding(offset + start, offset + end, rule, kind, lint.message, replacements))
    return found


def _linter(dialect: harper.Dialect) -> harper.Linter:
    linter = harper.Linter(dialect)
    linter.set_lint_config({**linter.get_lint_config(), **dict.fromkeys(_RULES_OFF, False)})
    linter.lint("Zqzqzqzqzq")  # builds the tables for unknown words
    return linter


def _replacements(lint: harper.Lint, problem: str) -> tuple[str, ...]:
    return tuple(
        problem + each.replacement_text if each.kind == harper.SuggestionKind.INSERT_AFTER else each.replacement_text
        for each in lint.suggestions[:_MOST_REPLACEMENTS]
    )


def _pieces(text: str) -> list[tuple[int, int]]:
    """Cut at the last sentence end, else the last white space, before each piece's limit; else at the limit."""
    pieces = []
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            cut = max(text.rfind(". ", start, end), text.rfind("\n\n", start, end)) + 1
            end = next((edge for edge in (cut, text.rfind(" ", start, end)) if edge > start), end)
        pieces.append((start, min(end, len(text))))
        start = end
    return pieces


def _without_overlaps(*groups: list[Finding]) -> tuple[Finding, ...]:
    """The findings in order; of two that overlap, the one of the earlier group or the one that begins first."""
    kept: list[Finding] = []
    for group in groups:
        for finding in sorted(group):
            if all(finding.end <= other.start or finding.start >= other.end for other in kept):
                kept.append(finding)
    return tuple(sorted(kept))


def _as_tuple(replacement: str | None) -> tuple[str, ...]:
    return () if replacement is None else (replacement,)
