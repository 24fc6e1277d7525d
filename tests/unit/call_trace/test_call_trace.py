"""The trace itself, and its limits for an essay."""

import pytest

from bandup.core.clock import Deadline
from bandup.core.idempotency import request_hash
from call_trace.__main__ import MAX_FILES, MAX_MOVES
from call_trace.essay import submitted_essay
from call_trace.tracing import trace

CLOCK, IDEMPOTENCY = "shared/bandup/core/clock.py", "shared/bandup/core/idempotency.py"


def test_calls_into_our_files_are_noted_in_order_and_no_others() -> None:
    def work() -> None:
        request_hash({"a": sorted([2, 1])})
        Deadline.after(5).budget()
        request_hash({})

    traced = trace(work)
    assert [(call.file, call.name) for call in traced.calls] == [
        (IDEMPOTENCY, "request_hash"),
        (CLOCK, "Deadline.after"),
        (CLOCK, "Deadline.budget"),
        (CLOCK, "Deadline.seconds_left"),
        (IDEMPOTENCY, "request_hash"),
    ]
    assert traced.files == {IDEMPOTENCY: 2, CLOCK: 3}
    assert [(before.file, after.file) for before, after in traced.moves] == [(IDEMPOTENCY, CLOCK), (CLOCK, IDEMPOTENCY)]


def test_a_failure_ends_the_trace() -> None:
    with pytest.raises(ZeroDivisionError):
        trace(lambda: 1 / 0)
    assert trace(lambda: None).calls == ()


@pytest.mark.slow
def test_an_essay_keeps_to_the_limits() -> None:
    with submitted_essay() as essay:
        traced = trace(essay.grade)
        assert essay.is_graded()
    assert len(traced.files) <= MAX_FILES
    assert len(traced.moves) <= MAX_MOVES
