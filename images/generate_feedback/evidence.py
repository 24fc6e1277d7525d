"""Quotes that the candidate really said, and the points that they support."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import words
from .schema import MAX_POINTS, MAX_QUOTES, Point, Quote
from .transcript import Line

MIN_QUOTE_WORDS = 3
"""Fewer words in a row stand in nearly any answer, so they show nothing; unless they are the whole answer."""


@dataclass(frozen=True)
class Evidence:
    """A passage of an answer.

    Attributes:
        turn: the turn in which the candidate said it.
        quote: the passage exactly as that turn is stored.
    """

    turn: int
    quote: str


@dataclass(frozen=True)
class Supported:
    """A point with the quotes of it that were found.

    Attributes:
        text: what is said to the candidate.
        skill: what it is about, in the model's words.
        quotes: at least one.
    """

    text: str
    skill: str
    quotes: tuple[Evidence, ...]

    def as_fields(self) -> dict[str, Any]:
        """The stored form."""
        return {"text": self.text, "skill": self.skill, "quotes": [vars(quote) for quote in self.quotes]}


@dataclass(frozen=True)
class Checked:
    """Points after their quotes were looked for.

    Attributes:
        points: those with evidence, in the given order.
        quotes_dropped: quotes that no answer holds verbatim.
        points_dropped: points of which no quote was left.
    """

    points: tuple[Supported, ...]
    quotes_dropped: int
    points_dropped: int


def checked(points: Sequence[Point], answers: Mapping[int, Line]) -> Checked:
    """Keep what the candidate's own words support.

    Args:
        points: what the model said, its first `MAX_POINTS` with their first `MAX_QUOTES` quotes.
        answers: the candidate's answers by turn number; what the interviewer said is no evidence.
    """
    kept: list[Supported] = []
    quotes_dropped = 0
    points = points[:MAX_POINTS]
    for point in points:
        given = point.quotes[:MAX_QUOTES]
        found = [evidence for quote in given if (evidence := located(quote, answers))]
        quotes_dropped += len(given) - len(found)
        if found:
            kept.append(Supported(point.text, point.skill, tuple(dict.fromkeys(found))))
    return Checked(tuple(kept), quotes_dropped, len(points) - len(kept))


def located(quote: Quote, answers: Mapping[int, Line]) -> Evidence | None:
    """The passage that is quoted, or None if no answer holds it verbatim.

    It is looked for in the turn that the model names and then, since models miscount, in all others; the number is that
    of the turn where it stands.
    """
    wanted = quote.quote.strip()
    enough = words.count(wanted) >= MIN_QUOTE_WORDS
    named = [answers[quote.turn]] if quote.turn in answers else []
    for line in (*named, *answers.values()):
        whole = wanted == line.text.strip()
        if (enough or whole) and (place := words.place(wanted, line.text)):
            start, end = line.shown.in_original(*place)
            return Evidence(line.turn, line.original[start:end])
    return None
