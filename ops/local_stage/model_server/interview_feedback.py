"""The offline coach: it reads a whole interview and computes feedback on it.

It counts: length, numbers and names, signals of structure, hedging, fillers, and how far an answer takes up its
question. It understands nothing, and its summary says so.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ops.local_stage.model_server import interview_measures as measures
from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.interview_measures import Answer
from ops.local_stage.model_server.interview_phrases import PHRASES
from ops.local_stage.model_server.order_words import find_orders

_TURN = re.compile(r'^<turn number="(\d+)" role="(candidate|interviewer)">\n(.*?)\n</turn>$', re.MULTILINE | re.DOTALL)
_TO_JUDGE = re.compile(r"^<to_judge>\n(.*?)\n</to_judge>$", re.MULTILINE)
_SHORT = 20  # words of a message that asks to end the interview and says nothing else
_MOST_POINTS = 3
_LONGEST_QUOTE = 100  # characters, where words cannot be counted
_FEWEST_WORDS = 3  # a shorter quote shows nothing, unless it is the whole answer


@dataclass(frozen=True)
class _Look:
    """One thing that is looked for in sentences.

    Attributes:
        finds: whether a sentence of an answer shows it.
        skill: what it is about.
        skill_id: the same as an id of the taxonomy.
        said: what is said of it.
        advice: what is suggested, for weaknesses.
    """

    finds: Callable[[Answer, str], bool]
    skill: str
    skill_id: str
    said: str
    advice: str = ""


_STRONG = (
    _Look(
        lambda _, said: measures.says_a_number(said),
        "Quantified results",
        "measurable_impact",
        "You put a number to it: it can be checked.",
    ),
    _Look(
        lambda _, said: bool(measures.reasons(said)),
        "Problem solving",
        "problem_solving",
        "You say why, or how you checked it.",
    ),
    _Look(lambda _, said: measures.owns(said), "Ownership", "ownership", "You say what you did yourself."),
    _Look(
        lambda answer, _: answer.structure >= 0.75,
        "STAR method",
        "answer_structure",
        "This answer goes from a situation to a result.",
    ),
)
_WEAK = (
    _Look(
        lambda _, said: bool(measures.hedges(said)),
        "Hedging",
        "confidence",
        "You take back what you say while you say it.",
        "Say what you know without a softener, and name what you do not know in a sentence of its own.",
    ),
    _Look(
        lambda _, said: bool(measures.fillers(said)),
        "Conciseness",
        "conciseness",
        "Filler words take the place of content.",
        "Pause instead of filling: a silence of a second sounds calm.",
    ),
    _Look(
        lambda answer, _: answer.substance < 0.5,
        "Concrete examples",
        "concrete_examples",
        "The answer ends before it has shown anything.",
        "Tell one example from beginning to end: situation, task, action, result.",
    ),
    _Look(
        lambda answer, _: answer.relevance < 0.5,
        "Answering the question",
        "active_listening",
        "The answer hardly takes up what was asked.",
        "Begin with one sentence that answers the question in its own words.",
    ),
    _Look(
        lambda answer, _: answer.specifics < 0.5,
        "Measurable impact",
        "measurable_impact",
        "No number and no name makes it checkable.",
        "Add one number: before, after, how many, or how long.",
    ),
    _Look(
        lambda answer, _: answer.structure < 1,
        "Structured answers",
        "answer_structure",
        "Not all of situation, task, action and result are there.",
        "Close each story with its result, even if the story is short.",
    ),
    _Look(
        lambda _answer, _said: True,
        "Depth",
        "technical_depth",
        "It could go one step deeper.",
        "Add the alternative that you weighed, and what spoke against it.",
    ),
)


def feedback(user: str) -> dict[str, Any]:
    """Feedback on the interview in a prompt.

    Args:
        user: text of the user's message, with a block for each turn, its tags on lines of their own.

    Raises:
        CannotAnswerError: there is no answer in it.
    """
    answers = read_answers(user)
    if not answers:
        msg = "The offline coach found no turn of a candidate with something said."
        raise CannotAnswerError(msg)
    weak = _points(_WEAK, sorted(answers, key=lambda answer: answer.quality))
    weakest = min(answers, key=lambda answer: answer.quality)
    return {
        "orders": find_orders(answer.text for answer in answers),
        "strengths": [point for _, point in _points(_STRONG, sorted(answers, key=lambda answer: -answer.quality))],
        "weaknesses": [point for _, point in weak],
        "suggestions": [{**point, "text": look.advice} for look, point in weak],
        "answers": [_judge_answer(answer) for answer in answers if answer.turn in _read_turns_to_judge(user)],
        "ratings": _ratings(answers),
        "better_answer": {"turn": weakest.turn, "answer": _better(weakest)},
        "summary": _summary(answers),
        "language_note": "",  # it understands no language
    }


def read_answers(user: str) -> list[Answer]:
    """What the candidate said, each with the question before it; a wish to end counts only if there is nothing else."""
    found: list[Answer] = []
    question = ""
    for number, role, text in _TURN.findall(user):
        if role == "interviewer":
            question = text
        elif any(map(str.isalnum, text)):
            found.append(Answer(int(number), question, text))
    return [each for each in found if each.words > _SHORT or not _wants_to_end(each.text)] or found


def _read_turns_to_judge(user: str) -> set[int]:
    """Numbers of the turns that are to be judged by themselves."""
    listed = _TO_JUDGE.search(user)
    return {int(number) for number in re.findall(r"\d+", listed[1])} if listed else set()


def _judge_answer(answer: Answer) -> dict[str, Any]:
    """What can be counted in one answer. The first thing that it lacks is named, and a frame is its better version."""
    lacking = next(look for look in _WEAK if look.finds(answer, answer.text))
    return {
        "turn": answer.turn,
        "missing": lacking.advice,
        "better": _better(answer),
        "rating": round(20 * answer.quality) / 2,
    }


def _wants_to_end(text: str) -> bool:
    return any(phrases.wants_to_end.search(text) for phrases in PHRASES.values())


def _points(looks: Sequence[_Look], answers: Sequence[Answer]) -> list[tuple[_Look, dict[str, Any]]]:
    """For each look the first sentence that shows it, each sentence for one look only."""
    points: list[tuple[_Look, dict[str, Any]]] = []
    used: set[tuple[int, str]] = set()
    for look in looks:
        shown = next(
            (
                (answer.turn, quote)
                for answer in answers
                for quote in _quotable(answer)
                if (answer.turn, quote) not in used and look.finds(answer, quote)
            ),
            None,
        )
        if shown and len(points) < _MOST_POINTS:
            used.add(shown)
            turn, quote = shown
            quotes = [{"turn": turn, "quote": quote}]
            point = {"quotes": quotes, "skill": look.skill, "skill_id": look.skill_id, "text": look.said}
            points.append((look, point))
    return points


def _quotable(answer: Answer) -> list[str]:
    """Sentences that are long enough to show something, or the answer's beginning if none is."""
    long_enough = [said for said in answer.sentences() if len(re.findall(r"[^\W_]+", said)) >= _FEWEST_WORDS]
    text = answer.text.strip()
    if long_enough or len(text) <= _LONGEST_QUOTE:
        return long_enough or [text]
    return [text[:_LONGEST_QUOTE].rpartition(" ")[0] or text[:_LONGEST_QUOTE]]


def _ratings(answers: Sequence[Answer]) -> dict[str, dict[str, Any]]:
    def shares(*parts: str) -> str:
        return ", ".join(f"{name} {measures.mean(getattr(each, name) for each in answers):.0%}" for name in parts)

    def rate(*parts: str) -> float:
        """0 to 10 in halves: what is counted, as far as the answers are long enough to hold it."""
        whole = measures.mean(
            each.substance * (1 + 3 * measures.mean(getattr(each, name) for name in parts)) / 4 for each in answers
        )
        return round(20 * whole) / 2

    named = {
        "technical": ("specifics", "reasoning", "relevance"),
        "communication": ("structure", "relevance", "firmness"),
        "confidence": ("firmness", "ownership"),
        "problem_solving": ("reasoning", "structure", "specifics"),
    }
    return {
        skill: {"reason": f"Counted over all answers: {shares('substance', *parts)}.", "rating": rate(*parts)}
        for skill, parts in named.items()
    }


def _better(answer: Answer) -> str:
    """A frame around what the candidate said, with places for what is missing."""
    kept = f' You said: "{_quotable(answer)[0]}" Build on that.' if answer.substance >= 0.2 else ""
    return (
        f"[offline: a frame to fill in]{kept} In [place, time] we had [situation]. My task was [task]. First I"
        " [action], because [reason]; I weighed [alternative] against it. I checked it by [measure], and as a result"
        " [number] changed from [before] to [after]."
    )


def _summary(answers: Sequence[Answer]) -> str:
    words = sum(answer.words for answer in answers)
    best, worst = (choose(answers, key=lambda answer: answer.quality).turn for choose in (max, min))
    compared = f" Turn {best} says most, turn {worst} least." if best != worst else ""
    counted = f"{len(answers)} answer{'s' if len(answers) > 1 else ''} of {words} words"
    return f"Offline estimate from what can be counted in {counted}, not a coach's judgement.{compared}"
