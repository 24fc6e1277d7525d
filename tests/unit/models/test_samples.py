"""Several judgements at once: what comes is used, and what fails is left out."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, TerminalError, WorkError
from bandup.models.samples import EXTRA_SECONDS, SHORT_SECONDS, Samples, ask_side_by_side

BLOCKED = TerminalError("blocked", "No.")
UNUSABLE = InvalidOutputError("model_output_invalid", "Unusable.")
BUSY = RetryLaterError("provider_throttled", "Busy.")
REFUSED = ConfigurationError("provider_access_denied", "Refused.")


def at_once() -> Deadline:
    """Enough time for all of them."""
    return Deadline.after(300)


def saying(*said: Any) -> Callable[[Deadline], Any]:
    """Gives each of the answers once, an exception by raising it, however the threads take turns."""
    waiting, lock = list(said), threading.Lock()

    def ask(_deadline: Deadline) -> Any:
        with lock:
            answer = waiting.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return ask


def test_they_are_asked_for_side_by_side() -> None:
    together = threading.Barrier(3, timeout=10)

    def ask(_deadline: Deadline) -> int:
        return together.wait()

    assert sorted(ask_side_by_side(ask, 3, at_once()).judgements) == [0, 1, 2]


def test_one_is_asked_for_in_the_thread_of_the_work_itself() -> None:
    asked = ask_side_by_side(lambda _: threading.current_thread(), 1, at_once())
    assert asked == Samples(1, [threading.current_thread()])


@given(
    st.lists(st.sampled_from(["good", BLOCKED, UNUSABLE, BUSY]), min_size=3, max_size=3).filter(lambda x: "good" in x)
)
def test_what_fails_is_left_out_and_counted(said: list[Any]) -> None:
    samples = ask_side_by_side(saying(*said), 3, at_once())
    assert samples.describe() == {"asked": 3, "used": said.count("good")}


@pytest.mark.parametrize("failed", [BLOCKED, UNUSABLE, BUSY, REFUSED])
def test_one_that_fails_leaves_two_and_two_that_fail_leave_one(failed: WorkError) -> None:
    assert ask_side_by_side(saying("a", failed, "a"), 3, at_once()).describe() == {"asked": 3, "used": 2}
    assert ask_side_by_side(saying(failed, failed, "a"), 3, at_once()).describe() == {"asked": 3, "used": 1}


@pytest.mark.parametrize(
    ("failures", "expected"),
    [
        ((BUSY, UNUSABLE, BLOCKED), BLOCKED),
        ((BUSY, UNUSABLE, REFUSED), REFUSED),
        ((BUSY, UNUSABLE, BUSY), UNUSABLE),
        ((BUSY, BUSY, BUSY), BUSY),
    ],
)
def test_if_none_comes_one_failure_decides(failures: tuple[WorkError, ...], expected: WorkError) -> None:
    with pytest.raises(WorkError) as caught:
        ask_side_by_side(saying(*failures), 3, at_once())
    assert caught.value is expected


def test_a_fault_of_ours_is_not_left_out() -> None:
    with pytest.raises(KeyError):
        ask_side_by_side(saying("a", KeyError("bug"), BLOCKED), 3, at_once())


def test_if_the_time_is_short_one_is_asked_for() -> None:
    deadlines: list[Deadline] = []
    short = Deadline.after(SHORT_SECONDS)
    assert ask_side_by_side(deadlines.append, 3, short).asked == 1
    assert deadlines == [short]


def test_only_the_first_may_take_all_the_time() -> None:
    now = [0.0]
    deadline = Deadline.after(300, lambda: now[0])
    deadlines: list[Deadline] = []
    ask_side_by_side(deadlines.append, 3, deadline)
    assert sorted(each.budget() for each in deadlines) == [EXTRA_SECONDS, EXTRA_SECONDS, 300 - RESERVE_SECONDS]
