"""Quotes that are really there."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bandup.models.quotes import places

from .guard import SanitizedText
from .rubric import Criterion
from .schema import QuotedExample


@dataclass(frozen=True)
class Evidence:
    """A passage of the essay and what was said about it.

    Attributes:
        quote: the passage exactly as it stands in the essay.
        start: where it begins, in Unicode code points from the essay's first.
        end: where it ends, exclusive; `essay[start:end] == quote` in Python. A JavaScript caller must count code points
            (`[...essay].slice(start, end)`), not UTF-16 units.
        issue: what is weak or strong in it.
        suggestion: how it could be; may be empty.
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


def located(examples: Sequence[QuotedExample], essay: SanitizedText, original: str) -> tuple[list[Evidence], int]:
    """Find each quote in the essay.

    Quotes are compared with what the model was shown; the positions are those in the original.

    Returns:
        The quotes found, in the given order, and how many were not there verbatim and so were dropped.
    """
    found: list[Evidence] = []
    for example, place in zip(examples, places([each.quote for each in examples], essay.text), strict=True):
        if place:
            start, end = essay.in_original(*place)
            quote = original[start:end]
            found.append(Evidence(quote, start, end, example.issue, example.suggestion, example.criterion))
    return found, len(examples) - len(found)
