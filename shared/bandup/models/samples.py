"""Several judgements of the same work, asked for side by side: what one of them got by accident, the others show."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, TerminalError, WorkError
from bandup.core.log import logger
from bandup.models.pool import start_all

T = TypeVar("T")

EXTRA_SECONDS = 75.0
"""How long a judgement beside the first may take: one try. The first may be tried again while time allows, and no job
waits so long for one that it can do without."""

SHORT_SECONDS = 20.0
"""With less time than this only one judgement is asked for. Most take 10 to 60 s, and the more there are, the later the
last one comes."""


@dataclass(frozen=True)
class Samples(Generic[T]):
    """Judgements of the same work.

    Attributes:
        asked: how many were asked for.
        judgements: those that came, in the order in which they were asked for, at least one.
    """

    asked: int
    judgements: list[T]

    def describe(self) -> dict[str, int]:
        """What a result says of them."""
        return {"asked": self.asked, "used": len(self.judgements)}


def ask_side_by_side(ask: Callable[[Deadline], T], wanted: int, deadline: Deadline) -> Samples[T]:
    """Ask for the same judgement several times at once.

    What fails is left out, as long as one judgement comes: asking again would pay the others again.

    Args:
        ask: asks once, in a thread of its own; ends within the deadline that it is given.
        wanted: how many judgements, at least 1; only one if the time is short.
        deadline: of all of them.

    Raises:
        WorkError: none came; of their failures the one by `choose_failure`.
    """
    if wanted == 1 or deadline.budget() < SHORT_SECONDS:
        return Samples(1, [ask(deadline)])
    others = deadline.within(EXTRA_SECONDS + RESERVE_SECONDS)
    with start_all(ask, [deadline, *[others] * (wanted - 1)], wanted) as by_future:
        ended = [(future.exception(), future) for future in by_future]
    failures = [failure for failure, _ in ended if failure]
    judgements = [future.result() for failure, future in ended if not failure]
    if not judgements or not all(isinstance(failure, WorkError) for failure in failures):
        raise _count_answers(choose_failure(failures), failures)
    if failures:
        codes = sorted(failure.code for failure in failures if isinstance(failure, WorkError))
        logger.warning("judged with fewer samples", extra={"asked": wanted, "used": len(judgements), "codes": codes})
    return Samples(wanted, judgements)


def _count_answers(chosen: BaseException, failures: Collection[BaseException]) -> BaseException:
    """The failure that was chosen; one about an unusable answer counts those of all samples."""
    if isinstance(chosen, InvalidOutputError):
        chosen.answers = sum(failure.answers for failure in failures if isinstance(failure, InvalidOutputError))
    return chosen


def choose_failure(failures: Collection[BaseException]) -> BaseException:
    """Which of several failures decides what becomes of a job.

    A fault of ours comes first. Then what cannot succeed, so that its owner is told at once and not after an outage.
    Then an unusable answer, because only the worker's count of those ends the job: it is paid in each run.
    """
    order = (TerminalError, ConfigurationError, InvalidOutputError, WorkError)
    return min(
        failures,
        key=lambda failure: next((place for place, kind in enumerate(order, start=1) if isinstance(failure, kind)), 0),
    )
