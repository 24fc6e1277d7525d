"""Quotes that are really in the transcript."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bandup.models.quotes import places

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


def located(examples: Sequence[QuotedExample], transcript: str) -> tuple[list[Evidence], int]:
    """Find each quote in the transcript.

    Returns:
        The quotes found, in the given order, and how many were not there verbatim and so were dropped.
    """
    found = [
        Evidence(transcript[slice(*place)], *place, example.issue, example.suggestion, example.criterion)
        for example, place in zip(examples, places([each.quote for each in examples], transcript), strict=True)
        if place
    ]
    return found, len(examples) - len(found)
