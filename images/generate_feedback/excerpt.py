"""The excerpt of a long interview that the model is shown: all parts of it, its end above all.

A transcript within the budget is shown in full. A longer one is made to fit in two steps:

1. Long turns lose their middle, the longest first, with a visible mark. Short ones stay whole. An answer may keep twice
   as much as a question, and the last answers twice as much as earlier ones: a cut would lose most at an interview's
   end, where the candidate has warmed up and the topics are at their deepest.
2. If turns would get shorter than is worth reading, whole pairs of question and answer are left out. The first and the
   last ones stay. Of each of the equal stretches between them stays the pair with the longest answer, which tells most.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bandup.interview.model import Role

from .transcript import Line

BUDGET = 48_000
"""Characters, tags included: about 8,000 words or 12,000 tokens, which is an hour of talk. What is read costs as well,
and a judge of much more than that looks at less of it."""

TAG_CHARACTERS = 64
"""What a turn's tags and line breaks take at most."""

QUESTION_FLOOR = 160
ANSWER_FLOOR = 2 * QUESTION_FLOOR
"""Characters below which a turn is not cut: 320 are about 55 words, less says little of an answer."""

LONGEST_WORD = 40
"""Characters. What is longer is no word: the text has few blanks, and is cut anywhere."""

FIRST_PAIRS = 2
LAST_PAIRS = 6
"""Pairs of question and answer that are always shown."""


@dataclass(frozen=True)
class ExcerptLine:
    """A turn as the model sees it.

    Attributes:
        line: the turn.
        text: all of it, or its beginning and its end with a mark between them.
    """

    line: Line
    text: str


@dataclass(frozen=True)
class Excerpt:
    """What the model is shown of an interview.

    Attributes:
        lines: turns in order.
        turns: how many the interview has.
    """

    lines: tuple[ExcerptLine, ...]
    turns: int

    @property
    def shortened(self) -> int:
        """How many of the shown turns have lost their middle."""
        return sum(each.text != each.line.sanitized.text for each in self.lines)

    def choose_answers(self, most: int) -> list[int]:
        """Turns of the answers that are judged by themselves: all that are shown, or the `most` longest of them."""
        shown = [each.line for each in self.lines if each.line.is_answer]
        longest = sorted(shown, key=lambda line: -len(line.sanitized.text))[:most]
        return sorted(line.turn for line in longest)

    def as_fields(self) -> dict[str, int]:
        """The stored form."""
        return {"turns": self.turns, "turns_shown": len(self.lines), "turns_shortened": self.shortened}


def make_excerpt(lines: Sequence[Line], budget: int = BUDGET) -> Excerpt:
    """As much of an interview as fits into a budget.

    Args:
        lines: the whole interview, in order.
        budget: characters, tags included; room for at least the first and last pairs at their shortest.
    """
    pairs = _pair_lines(lines)
    if _measure(pairs, QUESTION_FLOOR) > budget:
        pairs = _select_pairs(pairs, budget)
    share = _find_largest_share(pairs, budget)
    kept = (
        ExcerptLine(line, drop_middle(line.sanitized.text, _limit_of(line, share, late=late)))
        for line, late in _mark_late_lines(pairs)
    )
    return Excerpt(tuple(kept), len(lines))


def drop_middle(text: str, size: int) -> str:
    """`text` in at most `size` characters: its beginning and its end, cut between words, and a mark between them."""
    if len(text) <= size:
        return text
    mark = f" [... {len(text)} characters in all, the middle is left out ...] "
    half = max(0, size - len(mark)) // 2
    return _cut_to_word_end(text[:half]) + mark + _cut_to_word_start(text[len(text) - half :])


def _cut_to_word_end(text: str) -> str:
    head, _, cut = text.rpartition(" ")
    return head if head.strip() and len(cut) < LONGEST_WORD else text


def _cut_to_word_start(text: str) -> str:
    cut, _, tail = text.partition(" ")
    return tail if tail.strip() and len(cut) < LONGEST_WORD else text


QuestionAnswer = tuple[Line, ...]
"""An answer with the question right before it; at the end, a question alone."""


def _pair_lines(lines: Sequence[Line]) -> list[QuestionAnswer]:
    """The interview in pairs. Of two questions in a row, which no ordinary interview has, the first is in none."""
    found: list[QuestionAnswer] = []
    question: QuestionAnswer = ()
    for line in lines:
        if line.role is Role.INTERVIEWER:
            question = (line,)
        else:
            found.append((*question, line))
            question = ()
    return [*found, question] if question else found


def _mark_late_lines(pairs: Sequence[QuestionAnswer]) -> list[tuple[Line, bool]]:
    """Each line, and whether it is one of the last pairs."""
    late_from = len(pairs) - LAST_PAIRS
    return [(line, number >= late_from) for number, pair in enumerate(pairs) for line in pair]


def _limit_of(line: Line, share: int, *, late: bool) -> int:
    """How many characters a line may have if a question may have `share`."""
    if line.role is Role.INTERVIEWER:
        return share
    return share * (4 if late else 2)


def _measure(pairs: Sequence[QuestionAnswer], share: int) -> int:
    """How much is shown if a question may have `share` characters."""
    return sum(
        TAG_CHARACTERS + min(len(line.sanitized.text), _limit_of(line, share, late=late))
        for line, late in _mark_late_lines(pairs)
    )


def _find_largest_share(pairs: Sequence[QuestionAnswer], budget: int) -> int:
    """The largest share of a question with which all fits."""
    longest = max((len(line.sanitized.text) for pair in pairs for line in pair), default=0)
    return _find_largest(QUESTION_FLOOR, longest, lambda share: _measure(pairs, share) <= budget)


def _select_pairs(pairs: Sequence[QuestionAnswer], budget: int) -> list[QuestionAnswer]:
    """As many pairs as fit at their shortest: the first, the last, and the fullest of each stretch between."""
    first, last = pairs[:FIRST_PAIRS], pairs[-LAST_PAIRS:]
    between = pairs[FIRST_PAIRS:-LAST_PAIRS]

    def choose(stretches: int) -> list[QuestionAnswer]:
        edges = [number * len(between) // max(1, stretches) for number in range(stretches + 1)]
        return [*first, *(max(between[start:end], key=_measure_answer) for start, end in pairwise(edges)), *last]

    return choose(
        _find_largest(0, len(between), lambda stretches: _measure(choose(stretches), QUESTION_FLOOR) <= budget)
    )


def _find_largest(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """A number from `low`, which fits, to `high`, near the largest that fits; found by halving."""
    if high <= low or fits(high):
        return max(low, high)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _measure_answer(pair: QuestionAnswer) -> int:
    return len(pair[-1].sanitized.text)
