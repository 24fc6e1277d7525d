"""The journeys of a smoke test, and what came of each in one line."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ops.client.api import Api
from ops.journeys.flashcards import Document, make_deck
from ops.journeys.interview import practise
from ops.journeys.jobs import SPEAKING, WRITING, grade
from ops.journeys.material import Essay, SpokenAnswer
from ops.progress import Say


@dataclass(frozen=True)
class Outcome:
    """What came of one journey.

    Attributes:
        journey: its name.
        result: bands, or how much was made, for a person.
        seconds: from the first request to the last answer.
    """

    journey: str
    result: str
    seconds: float


def run_journeys(api: Api, say: Say) -> Iterator[Outcome]:
    """Everything that a learner can do, each once, with the repository's own samples.

    Raises:
        OperatorError: a job did not end as it must.
        UnexpectedAnswerError: the API did not answer as it must.
    """
    for name, journey in _JOURNEYS.items():
        say(f"{name}:")
        began = time.monotonic()
        result = journey(api, say)
        yield Outcome(name, result, time.monotonic() - began)


def _write_task_1(api: Api, say: Say) -> str:
    return _band(grade(api, WRITING, Essay.sample("TASK_1").as_request(api), say))


def _write_task_2(api: Api, say: Say) -> str:
    return _band(grade(api, WRITING, Essay.sample("TASK_2").as_request(api), say))


def _speak(api: Api, say: Say) -> str:
    return _band(grade(api, SPEAKING, SpokenAnswer.sample().as_request(api), say))


def _band(graded: dict[str, dict[str, float]]) -> str:
    return f"band {graded['evaluation']['overall_band']:g}"


def _make_flashcards(api: Api, say: Say) -> str:
    made = make_deck(api, Document.of(None, None), say)["flashcard_set"]
    return f"{made['total_cards']} of {made['requested_cards']} cards"


def _hold_interviews(api: Api, say: Say) -> str:
    practised = practise(api, say)
    ratings = [each["feedback"]["feedback"]["ratings"]["overall"] for each in practised["interviews"]]
    return f"{len(ratings)} interviews, rated {', '.join(f'{rating:g}' for rating in ratings)} of 10"


_JOURNEYS: dict[str, Callable[[Api, Say], str]] = {
    "Writing, Task 1 with its chart": _write_task_1,
    "Writing, Task 2": _write_task_2,
    "Speaking, Part 2": _speak,
    "Flashcards": _make_flashcards,
    "Interviews with feedback": _hold_interviews,
}
