"""Quotes from the essay: findings with their correction, and a sentence worth keeping."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from . import wordlists
from .criteria import Criterion
from .findings import Finding
from .text import Span, sentence_spans, word_spans, words

_MOST_FINDINGS = 8
_NEIGHBOURS = 2  # words on each side: a bare "a" would not tell the student which one
_WORDS_WORTH_KEEPING = 12

_CRITERION: dict[str, Criterion] = {"spelling": "lexical_resource", "grammar": "grammatical_range_accuracy"}


@dataclass(frozen=True)
class Quote:
    """One remark on a place in the essay.

    Attributes:
        quote: the place, verbatim.
        issue: what is to be said about it.
        suggestion: what to write instead, or what to go on doing.
        criterion: what it counts towards.
    """

    quote: str
    issue: str
    suggestion: str
    criterion: Criterion


def quote_findings(essay: str, findings: Sequence[Finding]) -> list[Quote]:
    """The first findings, each error once, with two words of context on each side where its sentence has them."""
    spans = word_spans(essay)
    sentences = sentence_spans(essay)
    distinct = {(essay[each.start : each.end].casefold(), each.message): each for each in reversed(findings)}
    chosen = sorted(distinct.values())[:_MOST_FINDINGS]
    return [_quote(essay, finding, _context(finding, spans, sentences)) for finding in chosen]


def quote_strength(essay: str, findings: Sequence[Finding]) -> Quote | None:
    """The sentence with the most subordination among the longer ones without a finding, or None."""
    best: tuple[int, Span] | None = None
    for span in sentence_spans(essay):
        tokens = words(essay[span.start : span.end])
        clauses = sum(token in wordlists.SUBORDINATORS for token in tokens)
        flawed = any(span.start <= finding.start < span.end for finding in findings)
        if clauses and not flawed and len(tokens) >= _WORDS_WORTH_KEEPING and (best is None or clauses > best[0]):
            best = clauses, span
    if best is None:
        return None
    return Quote(
        quote=essay[best[1].start : best[1].end],
        issue="A strength: a complex sentence without a finding.",
        suggestion="Go on joining ideas like this.",
        criterion="grammatical_range_accuracy",
    )


def _context(finding: Finding, spans: Sequence[Span], sentences: Sequence[Span]) -> Span:
    sentence = next((each for each in sentences if each.start <= finding.start < each.end), None)
    if sentence is None:
        return Span(finding.start, finding.end)
    first = bisect_left(spans, finding.start, key=lambda word: word.end) - _NEIGHBOURS
    last = bisect_right(spans, finding.end, key=lambda word: word.start) - 1 + _NEIGHBOURS
    start = spans[max(first, 0)].start if spans else finding.start
    end = spans[min(last, len(spans) - 1)].end if spans else finding.end
    return Span(max(sentence.start, min(start, finding.start)), max(finding.end, min(end, sentence.end)))


def _quote(essay: str, finding: Finding, context: Span) -> Quote:
    problem = essay[finding.start : finding.end]
    quote = essay[context.start : context.end]
    if finding.replacement is None:
        suggestion = "Check these words."
    else:
        right = essay[context.start : finding.start] + finding.replacement + essay[finding.end : context.end]
        suggestion = f"Write: {' '.join(right.split())}"
    issue = f"'{problem}' is not a known spelling." if finding.kind == "spelling" else finding.message
    return Quote(quote, issue, suggestion, _CRITERION[finding.kind])
