"""Drops quotes that the candidate never said, and points that no quote supports."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bandup.models.orders import Place, overlaps

from .schema import MAX_POINTS, MAX_QUOTES, MAX_TEXT, Point, Quote
from .transcript import Line
from .word_boundaries import count_words

MIN_QUOTE_WORDS = 3
"""Fewer words in a row stand in nearly any answer, so they show nothing; a whole answer may be shorter."""


@dataclass(frozen=True)
class FoundQuote:
    """A passage of one of the candidate's answers.

    Attributes:
        turn: the turn in which the candidate said it.
        quote: the passage exactly as that turn is stored.
    """

    turn: int
    quote: str


@dataclass(frozen=True)
class QuotedPoint:
    """A point with those of its quotes that were found.

    Attributes:
        text: what is said to the candidate.
        skill: what it is about, in the model's words.
        skill_id: the canonical skill that this is, or `other`.
        quotes: at least one.
    """

    text: str
    skill: str
    skill_id: str
    quotes: tuple[FoundQuote, ...]

    def as_fields(self) -> dict[str, Any]:
        """The stored form."""
        return {"text": self.text, "skill": self.skill, "quotes": [vars(quote) for quote in self.quotes]}


@dataclass(frozen=True)
class CheckedPoints:
    """The points of one kind, after their quotes were looked for.

    Attributes:
        points: those with evidence, in the given order.
        quotes_dropped: quotes that the named answer does not hold.
        points_dropped: points of which no quote was left, or that quote an order to the judge.
        points_on_orders: the latter of these. A text that only gives orders leaves nothing else to quote.
    """

    points: tuple[QuotedPoint, ...]
    quotes_dropped: int
    points_dropped: int
    points_on_orders: int = 0


def check_points(
    points: Sequence[Point], answers: Mapping[int, Line], orders: Mapping[int, Sequence[Place]]
) -> CheckedPoints:
    """The points that the candidate's own words support.

    Args:
        points: what the model said, its first `MAX_POINTS` with their first `MAX_QUOTES` quotes.
        answers: the candidate's answers by turn number; what the interviewer said is no evidence.
        orders: where answers give orders to the judge, by turn number.
    """
    kept: list[QuotedPoint] = []
    quotes_dropped = on_orders = 0
    points = points[:MAX_POINTS]
    for point in points:
        given = point.quotes[:MAX_QUOTES]
        found = [found_quote for quote in given if (found_quote := find_quote(quote, answers))]
        quotes_dropped += len(given) - len(found)
        if any(_quotes_order(each, answers[each.turn], orders.get(each.turn, ())) for each in found):
            on_orders += 1
        elif found:
            kept.append(QuotedPoint(point.text, point.skill, point.skill_id, tuple(dict.fromkeys(found))))
    return CheckedPoints(tuple(kept), quotes_dropped, len(points) - len(kept), on_orders)


def _quotes_order(found: FoundQuote, line: Line, orders: Sequence[Place]) -> bool:
    """Whether a quote overlaps a sentence that gives orders to the judge, wherever in the answer it stands."""
    places = [at.start() for at in re.finditer(re.escape(found.quote), line.original, re.IGNORECASE)]
    return any(overlaps((at, at + len(found.quote)), orders) for at in places)


def find_quote(quote: Quote, answers: Mapping[int, Line]) -> FoundQuote | None:
    """The passage that is quoted, as it is stored, or None if the candidate did not say it there.

    How quotes may differ from what was said, `bandup.core.folding` tells. If the turn that the model names is no
    answer, it has miscounted, and the passage is looked for in all of them. The result names the turn where it was
    found.
    """
    if len(quote.quote) > MAX_TEXT:
        return None
    enough = count_words(quote.quote) >= MIN_QUOTE_WORDS
    for line in [answers[quote.turn]] if quote.turn in answers else answers.values():
        place = line.folded.find_whole(quote.quote)
        if place and (enough or _is_all(line.sanitized.text, place)):
            start, end = line.sanitized.in_original(*place)
            # What the candidate wrote may have any number of blanks and dashes, which no quote copies.
            return FoundQuote(line.turn, line.original[start:end]) if end - start <= MAX_TEXT else None
    return None


def _is_all(text: str, place: tuple[int, int]) -> bool:
    """Whether nothing but marks stands around a place."""
    return not any(map(str.isalnum, text[: place[0]] + text[place[1] :]))
