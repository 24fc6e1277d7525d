"""Quotes from the essay: findings with their correction, and sentences worth keeping."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bandup.ielts.english import Span, find_sentences, find_words, split_words
from bandup.ielts.error_types import NO_ERROR
from bandup.ielts.findings import Finding
from ops.local_stage.model_server import wordlists
from ops.local_stage.model_server.criteria import Criterion

_MOST_FINDINGS = 7
_NEIGHBOURS = 2  # words on each side: a bare "a" would not tell the student which one
_LENGTH_WORTH_QUOTING = range(12, 26)  # words; a quote has at most 25
_MOST_STRENGTHS = 3

_CRITERION: dict[str, Criterion] = {"spelling": "lexical_resource", "grammar": "grammatical_range_accuracy"}


@dataclass(frozen=True)
class Quote:
    """One remark on a place in the essay.

    Attributes:
        quote: the place, verbatim.
        issue: what is to be said about it.
        suggestion: the same place put right; empty if nothing needs to change or no correction is known.
        criterion: what it counts towards.
        error_type: the kind of error, or `bandup.ielts.error_types.NO_ERROR` for a strength.
    """

    quote: str
    issue: str
    suggestion: str
    criterion: Criterion
    error_type: str


def quote_findings(essay: str, findings: Sequence[Finding]) -> list[Quote]:
    """The first findings, each error once, with two words of context on each side where its sentence has them."""
    spans = find_words(essay)
    sentences = find_sentences(essay)
    distinct = {(essay[each.start : each.end].casefold(), each.message): each for each in reversed(findings)}
    chosen = sorted(distinct.values())[:_MOST_FINDINGS]
    return [_quote(essay, finding, _context(finding, spans, sentences)) for finding in chosen]


def quote_strengths(essay: str, findings: Sequence[Finding]) -> list[Quote]:
    """The sentences with the most subordination among the longer ones without a finding."""
    candidates = []
    for span in find_sentences(essay):
        tokens = split_words(essay[span.start : span.end])
        joined = [token for token in tokens if token in wordlists.SUBORDINATORS]
        flawed = any(span.start <= finding.start < span.end for finding in findings)
        if joined and not flawed and len(tokens) in _LENGTH_WORTH_QUOTING:
            candidates.append((-len(joined), span, joined))
    best = sorted(candidates, key=lambda candidate: candidate[0])[:_MOST_STRENGTHS]
    return [
        Quote(
            quote=essay[span.start : span.end],
            issue=f"A strength: a longer sentence without a finding, built with {', '.join(map(repr, joined))}.",
            suggestion="",
            criterion="grammatical_range_accuracy",
            error_type=NO_ERROR,
        )
        for _, span, joined in best
    ]


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
    suggestion = ""
    if finding.replacement is not None:
        right = essay[context.start : finding.start] + finding.replacement + essay[finding.end : context.end]
        suggestion = " ".join(right.split())
    issue = f"'{problem}' is not a known spelling." if finding.kind == "spelling" else finding.message
    return Quote(quote, issue, suggestion, _CRITERION[finding.kind], finding.error_type)
