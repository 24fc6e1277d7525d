"""Quotes that are really in the transcript."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from .rubric import Criterion
from .schema import QuotedExample


@dataclass(frozen=True)
class Evidence:
    """A passage of the transcript and what was said about it.

    Attributes:
        quote: the passage exactly as it stands in the transcript.
        start: where it begins, in Unicode code points from the transcript's first.
        end: where it ends, exclusive; `transcript[start:end] == quote` in Python.
        issue: what is weak or strong in it.
        suggestion: how it could be said; may be empty.
        criterion: which criterion it is evidence for.
    """

    quote: str
    start: int
    end: int
    issue: str
    suggestion: str
    criterion: Criterion

    def as_fields(self) -> dict[str, object]:
        """The stored form."""
        return asdict(self)


def located(examples: Iterable[QuotedExample], transcript: str) -> tuple[list[Evidence], int]:
    """Find each quote in the transcript; one that comes up again is looked for after its last place first.

    Returns:
        The quotes found, in the given order, and how many were not there verbatim and so were dropped.
    """
    found: list[Evidence] = []
    dropped = 0
    searched_to: Counter[str] = Counter()
    for example in examples:
        quote = example.quote.strip()
        start = transcript.find(quote, searched_to[quote])
        start = start if start >= 0 else transcript.find(quote)
        if not quote or start < 0:
            dropped += 1
            continue
        end = searched_to[quote] = start + len(quote)
        found.append(Evidence(quote, start, end, example.issue, example.suggestion, example.criterion))
    return found, dropped
