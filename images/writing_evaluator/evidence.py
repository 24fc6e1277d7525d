"""Quotes that are really there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from .guard import Shown
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


def located(examples: Iterable[QuotedExample], essay: Shown, original: str) -> tuple[list[Evidence], int]:
    """Find each quote in the essay.

    A quote that comes up again is looked for after its last place first. Quotes are compared with what the model was
    shown; the positions are those in the original.

    Returns:
        The quotes found, in the given order, and how many were not there verbatim and so were dropped.
    """
    found: list[Evidence] = []
    dropped = 0
    searched_to: Counter[str] = Counter()
    for example in examples:
        wanted = example.quote.strip()
        at = essay.text.find(wanted, searched_to[wanted])
        at = at if at >= 0 else essay.text.find(wanted)
        if not wanted or at < 0:
            dropped += 1
            continue
        searched_to[wanted] = at + len(wanted)
        start, end = essay.in_original(at, at + len(wanted))
        found.append(Evidence(original[start:end], start, end, example.issue, example.suggestion, example.criterion))
    return found, dropped
