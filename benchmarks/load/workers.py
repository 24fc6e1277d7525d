"""Messages a second of each worker, and the memory of one environment that works on thousands of unseen inputs."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from bandup.jobs.kinds import Kind
from speed.exceptions import BenchError
from speed.figures import Figure, at_most

from .environments import environment
from .requests import make_delivery
from .stand_in import stand_in, take_count

WORKERS = {
    "writing_evaluator": Kind.WRITING,
    "speaking_evaluator": Kind.SPEAKING,
    "flashcard_generator": Kind.FLASHCARD,
}
INVOCATIONS = int(os.environ.get("INVOCATIONS", "500"))
"""Of one environment: 500 show whether it grows, 5,000 (`make nightly`) that it does not."""

FLAT_AFTER = 500
"""Invocations after which nothing may grow any more."""

GROWN = 1.03
"""The most that may be held at the end of what was held then; below it a page more or less is chance."""

DELIVERIES = 5
"""Of one message at most, as the queue would do it: on a busy machine the stand-in may answer a call too late."""

WARM = 5
"""Invocations that open connections and fill caches."""

PROCESSORS = 2
MEGABYTE = 1_000_000
MEMORY_MB = {"writing_evaluator": 380}
"""The most that an environment may hold, where there is a target."""


@dataclass(frozen=True)
class Series:
    """What one environment used.

    Attributes:
        memory: megabytes after each invocation.
        processor: seconds of each message behind the first few.
        again: how many deliveries there were beyond one for each message.
    """

    memory: Sequence[float]
    processor: Sequence[float]
    again: int = 0


def figures() -> Iterator[Figure]:
    """For each worker how many messages it works on, and what it holds."""
    for of_worker in figures_by_worker():
        yield from of_worker


def figures_by_worker() -> Iterator[list[Figure]]:
    """The same, for each worker as soon as it has done."""
    with stand_in() as url:
        for function, kind in WORKERS.items():
            yield list(describe(function, _work(function, kind, url)))


def _work(function: str, kind: Kind, url: str) -> Series:
    take_count(url)
    memory, used, again = [], [], 0
    with environment(function, "work", url) as works:
        for number in range(1, INVOCATIONS + 1):
            told, deliveries = deliver(works.ask, kind, number)
            memory.append(told["memory"] / MEGABYTE)
            used.append(told["processor"])
            again += deliveries - 1
    counted = take_count(url)
    if counted.completed != INVOCATIONS:
        raise BenchError(
            f"{function} completed {counted.completed} of {INVOCATIONS} jobs; reasons: {counted.not_completed}"
        )
    return Series(memory, [after - before for before, after in zip(used[WARM:], used[WARM + 1 :], strict=False)], again)


def deliver(ask: Callable[[Any], dict[str, Any]], kind: Kind, number: int) -> tuple[dict[str, Any], int]:
    """Deliver the numbered message of a kind until it is acknowledged, at most DELIVERIES times.

    Args:
        ask: as `environments.Environment.ask`.
        kind: of the job.
        number: of the job.

    Returns:
        What the environment told last, and how often it was delivered.
    """
    event, deliveries = make_delivery(kind, number), 1
    while (told := ask(event))["answer"]["batchItemFailures"] and deliveries < DELIVERIES:
        deliveries += 1
    return told, deliveries


def describe(function: str, series: Series) -> Iterator[Figure]:
    """The figures of one environment."""
    a_second = PROCESSORS / mean(series.processor)
    by = f"{PROCESSORS} s of processor by what a message takes; the models and AWS take none"
    yield Figure(f"messages a second of {function}, {PROCESSORS} processors", [a_second], "messages", by)
    yield Figure(f"messages to {function} that were delivered again", [float(series.again)], "messages", "counted")
    most = MEMORY_MB.get(function)
    held = f"one environment, {INVOCATIONS} unseen inputs"
    last = series.memory[-len(series.memory) // 10 :]
    yield Figure(f"memory of {function}", last, "MB", held, at_most(most) if most else None)
    begin = min(FLAT_AFTER, len(series.memory) // 2)
    flat = mean(last) / mean(series.memory[begin - WARM : begin + WARM])
    after = f"the last tenth against that after {begin} of {INVOCATIONS} invocations"
    yield Figure(f"memory of {function}, growth", [flat], "x", after, at_most(GROWN))
