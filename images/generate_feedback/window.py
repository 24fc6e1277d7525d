"""How much of a long interview the model is shown: all parts of it, its end above all.

A transcript within the budget is shown in full. A longer one is made to fit in two steps:

1. Long turns lose their middle, the longest first, with a visible mark. Short ones stay whole. An answer may keep twice
   as much as a question, and the last answers twice as much as earlier ones: an interview's end is where a cut would
   hurt most, since the candidate has warmed up and the topics are at their deepest.
2. If turns would get shorter than is worth reading, whole exchanges are left out. The first and the last ones stay;
   from each of the equal stretches between them stays the exchange with the longest answer, which tells most.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bandup.interview.model import Role

from .transcript import Line

BUDGET = 48_000
"""Characters, tags included: about 8,000 words or 12,000 tokens, which is an hour of talk. The model reads that in a
second or two, so that nearly all of the gateway's 29 s is left to write the feedback in, and to mend it once."""

TAG_CHARACTERS = 64
"""What a turn's tags and line breaks take at most."""

QUESTION_FLOOR = 160
ANSWER_FLOOR = 2 * QUESTION_FLOOR
"""Characters below which a turn is not cut: 320 are about 55 words, less says little of an answer."""

LONGEST_WORD = 40
"""Characters. What is longer is no word: the text has few blanks, and is cut anywhere."""

FIRST_EXCHANGES = 2
LAST_EXCHANGES = 6
"""Exchanges that are always shown."""


@dataclass(frozen=True)
class ShownLine:
    """A turn as the model sees it.

    Attributes:
        line: the turn.
        text: all of it, or its beginning and its end with a mark between them.
    """

    line: Line
    text: str


@dataclass(frozen=True)
class Window:
    """What the model is shown of an interview.

    Attributes:
        lines: turns in order.
        turns: how many the interview has.
    """

    lines: tuple[ShownLine, ...]
    turns: int

    @property
    def shortened(self) -> int:
        """How many of the shown turns have lost their middle."""
        return sum(each.text != each.line.text for each in self.lines)

    def as_fields(self) -> dict[str, int]:
        """The stored form."""
        return {"turns": self.turns, "turns_shown": len(self.lines), "turns_shortened": self.shortened}


def window(lines: Sequence[Line], budget: int = BUDGET) -> Window:
    """What is shown of an interview.

    Args:
        lines: all of it, in order.
        budget: characters, tags included; room for at least the first and last exchanges at their shortest.
    """
    exchanges = _exchanges(lines)
    if _size(exchanges, QUESTION_FLOOR) > budget:
        exchanges = _spread(exchanges, budget)
    share = _largest_share(exchanges, budget)
    kept = (
        ShownLine(line, without_middle(line.text, _allowance(line, share, late=late)))
        for line, late in _placed(exchanges)
    )
    return Window(tuple(kept), len(lines))


def without_middle(text: str, size: int) -> str:
    """`text` in at most `size` characters: its beginning and its end, cut between words, and a mark between them."""
    if len(text) <= size:
        return text
    mark = f" [... {len(text)} characters in all, the middle is left out ...] "
    half = max(0, size - len(mark)) // 2
    return _until_word_end(text[:half]) + mark + _from_word_start(text[len(text) - half :])


def _until_word_end(text: str) -> str:
    head, _, cut = text.rpartition(" ")
    return head if head.strip() and len(cut) < LONGEST_WORD else text


def _from_word_start(text: str) -> str:
    cut, _, tail = text.partition(" ")
    return tail if tail.strip() and len(cut) < LONGEST_WORD else text


Exchange = tuple[Line, ...]
"""An answer with the question right before it; at the end, a question alone."""


def _exchanges(lines: Sequence[Line]) -> list[Exchange]:
    """The interview in exchanges; in an ordinary interview no line is in none."""
    found: list[Exchange] = []
    question: Exchange = ()
    for line in lines:
        if line.role is Role.INTERVIEWER:
            question = (line,)
        else:
            found.append((*question, line))
            question = ()
    return [*found, question] if question else found


def _placed(exchanges: Sequence[Exchange]) -> list[tuple[Line, bool]]:
    """Each line, and whether it is one of the last exchanges."""
    late_from = len(exchanges) - LAST_EXCHANGES
    return [(line, number >= late_from) for number, exchange in enumerate(exchanges) for line in exchange]


def _allowance(line: Line, share: int, *, late: bool) -> int:
    """How many characters a line may have if a question may have `share`."""
    if line.role is Role.INTERVIEWER:
        return share
    return share * (4 if late else 2)


def _size(exchanges: Sequence[Exchange], share: int) -> int:
    """How much is shown if a question may have `share` characters."""
    return sum(
        TAG_CHARACTERS + min(len(line.text), _allowance(line, share, late=late)) for line, late in _placed(exchanges)
    )


def _largest_share(exchanges: Sequence[Exchange], budget: int) -> int:
    """The largest share of a question with which all fits."""
    longest = max((len(line.text) for exchange in exchanges for line in exchange), default=0)
    return _largest(QUESTION_FLOOR, longest, lambda share: _size(exchanges, share) <= budget)


def _spread(exchanges: Sequence[Exchange], budget: int) -> list[Exchange]:
    """As many exchanges as fit at their shortest: the first, the last, and the fullest of each stretch between."""
    first, last = exchanges[:FIRST_EXCHANGES], exchanges[-LAST_EXCHANGES:]
    between = exchanges[FIRST_EXCHANGES:-LAST_EXCHANGES]

    def chosen(stretches: int) -> list[Exchange]:
        edges = [number * len(between) // max(1, stretches) for number in range(stretches + 1)]
        return [*first, *(max(between[start:end], key=_answer_length) for start, end in pairwise(edges)), *last]

    return chosen(_largest(0, len(between), lambda stretches: _size(chosen(stretches), QUESTION_FLOOR) <= budget))


def _largest(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """A number from `low`, which fits, to `high`, near the largest that fits; found by halving."""
    if high <= low or fits(high):
        return max(low, high)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _answer_length(exchange: Exchange) -> int:
    return len(exchange[-1].text)
