"""Grammar and spelling findings in an essay, by harper and by a few patterns of learners' errors.

The same for every model that judges, and free: nothing leaves the process.
"""

import re
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal, Self

import harper

from bandup.core.memory import give_back_memory

from .error_types import ErrorType
from .harper_rules import is_believable, make_linter
from .learner_errors import find_learner_errors
from .rule_error_types import find_harper_error_type, find_learner_error_type

Kind = Literal["spelling", "grammar"]

_Linters = tuple[harper.Linter, harper.Linter]

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

# Harper's time grows faster than the text's length, and by 2 ms with every unknown word (20,000 characters of unknown
# words took 6 s in one piece). Short pieces keep it linear; after so many findings an error rate is known well enough.
_PIECE = 1_000
_ENOUGH = 120

_MOST_REPLACEMENTS = 3

_PIECES_REMEMBERED = 16
"""A linter keeps the findings of its last thousand clauses, an entry for each of 700 rules with each, though hardly a
clause comes twice: 65 MB. New linters in an old thread take 15 ms of a processor. What the old ones held lies between
what stays, so that the C library keeps it: 20 MB, and more with each gap that the next ones do not fit into."""

# Also without a blank behind it ("end.Next"), and not behind a single letter ("U.S.", "e.g.").
_SENTENCE_END = re.compile(r"(?<![\s.][A-Za-z])[.!?][\"'”\u2019)\]]*(?=\s|(?<=[a-z][.!?])[A-Z])|\n[^\S\n]*\n")


@dataclass(frozen=True, order=True)
class Finding:
    """One error in the text.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        rule: which rule found it, for reports.
        kind: spelling or grammar.
        error_type: what the error is about.
        message: what is wrong, for the student.
        replacements: what to write instead of these characters, the likeliest first; at most three, perhaps none.
    """

    start: int
    end: int
    rule: str
    kind: Kind
    error_type: ErrorType
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
    """Harper for British English that also accepts American spelling, as the exam does, and our own patterns.

    Build it once per process. Harper's tables take 2 s of a processor and 200 MB of memory: `start` builds them while
    the process does other things, else the first check does. All checks run on one thread of its own: a harper linter
    must not be used by two threads at once, and each thread that meets its first long unknown word pays a second for
    tables of its own.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="harper")
        self._linters: _Linters | None = None
        self._pieces = 0

    def start(self) -> Self:
        """This checker, its tables being built from now on; nobody waits."""
        self._thread.submit(self._check_pieces, "")
        return self

    def warm_up(self) -> Self:
        """This checker, its tables built now and not by the first check."""
        self.check("")
        return self

    def begin(self, text: str) -> "Future[CheckedText]":
        """The check of a text, under way."""
        return self._thread.submit(self._check, text)

    def check(self, text: str) -> CheckedText:
        """Every finding in the text, or in as much of it as holds enough findings for a rate."""
        return self.begin(text).result()

    def _check(self, text: str) -> CheckedText:
        findings, until = self._check_pieces(text)
        learner = [
            Finding(
                error.start,
                error.end,
                error.rule,
                "grammar",
                find_learner_error_type(error.rule),
                error.message,
                _as_tuple(error.replacement),
            )
            for error in find_learner_errors(text[:until])
        ]
        return CheckedText(_without_overlaps(learner, findings), until)

    def _check_pieces(self, text: str) -> tuple[list[Finding], int]:
        linters = self._take_linters()
        findings: list[Finding] = []
        for start, end in cut_pieces(text):
            findings += _check_piece(*linters, text, start, end)
            self._pieces += 1
            if len(findings) >= _ENOUGH:
                return findings, end
        return findings, len(text)

    def _take_linters(self) -> _Linters:
        if self._linters is None:
            self._linters = _make_linters()
            self._linters[0].lint("Zqzqzqzqzq", language="plaintext")  # builds the thread's tables for unknown words
        elif self._pieces >= _PIECES_REMEMBERED:
            self._linters = None  # the old ones go before the new ones come
            give_back_memory()
            self._linters, self._pieces = _make_linters(), 0
        return self._linters


def _make_linters() -> _Linters:
    """British English, and American spelling."""
    return make_linter(harper.Dialect.BRITISH), make_linter(harper.Dialect.AMERICAN, only="SpellCheck")


def _check_piece(british: harper.Linter, american: harper.Linter, text: str, begin: int, until: int) -> list[Finding]:
    # Harper reads a line break as the end of a sentence, which a hard-wrapped line is not.
    line = text[begin:until].replace("\n", " ")
    found = []
    for rule, lints in british.organized_lints(line, language="plaintext").items():
        for lint in lints:
            start, end = begin + lint.span.start, begin + lint.span.end
            kind = _KINDS.get(lint.lint_kind)
            replacements = _replacements(lint, text[start:end])
            if kind is None or not is_believable(rule, text, start, end, replacements):
                continue
            if kind == "spelling" and not american.lint(lint.problem_text.lower(), language="plaintext"):
                continue
            error_type = find_harper_error_type(rule, lint.lint_kind)
            found.append(Finding(start, end, rule, kind, error_type, lint.message, replacements))
    return found


def _replacements(lint: harper.Lint, problem: str) -> tuple[str, ...]:
    return tuple(
        problem + each.replacement_text if each.kind == harper.SuggestionKind.INSERT_AFTER else each.replacement_text
        for each in lint.suggestions[:_MOST_REPLACEMENTS]
    )


def cut_pieces(text: str) -> list[tuple[int, int]]:
    """Start and end of each piece: cut behind a sentence, else at white space, before the limit; else at the limit."""
    pieces = []
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            sentences = [match.end() for match in _SENTENCE_END.finditer(text, start, end)]
            end = next((edge for edge in (*sentences[-1:], text.rfind(" ", start, end)) if edge > start), end)
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
