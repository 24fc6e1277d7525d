"""Which moves the state machine allows from where."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bandup.jobs import transitions
from bandup.jobs.exceptions import JobChangedError, JobNotCancellableError
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, JobFailure, Status

NOW = 1_800_000_000_000

QUEUED = Job(
    job_id="j",
    user_id="u",
    kind=Kind.WRITING,
    request={},
    request_hash="h",
    correlation_id="c",
    created_at=NOW,
    updated_at=NOW,
    message_due_by=NOW,
)
HELD = replace(QUEUED, status=Status.PROCESSING, attempts=1, lease_until=NOW + 1)
EXPIRED = replace(HELD, lease_until=NOW)
RETRYABLE = replace(QUEUED, status=Status.FAILED, error=transitions.EXHAUSTED)
FINAL = replace(QUEUED, status=Status.FAILED, error=JobFailure("blocked", "Refused.", retryable=False))
COMPLETED = replace(QUEUED, status=Status.COMPLETED)
CANCELLED = replace(QUEUED, status=Status.CANCELLED)

JOBS = {
    "queued": QUEUED,
    "held": HELD,
    "expired": EXPIRED,
    "retryable": RETRYABLE,
    "final": FINAL,
    "completed": COMPLETED,
    "cancelled": CANCELLED,
}

Move = Callable[[Job], Job]
MOVES: dict[str, tuple[Move, dict[str, Status]]] = {
    "lease": (
        lambda job: transitions.lease(job, NOW, NOW + 10),
        {"queued": Status.PROCESSING, "expired": Status.PROCESSING},
    ),
    "defer": (
        lambda job: transitions.defer(job, NOW, "waiting", None),
        {"held": Status.QUEUED, "expired": Status.QUEUED},
    ),
    "complete": (
        lambda job: transitions.complete(job, NOW, None),
        {"held": Status.COMPLETED, "expired": Status.COMPLETED},
    ),
    "fail": (
        lambda job: transitions.fail(job, NOW, JobFailure("x", "X.", retryable=False), None),
        {"held": Status.FAILED, "expired": Status.FAILED},
    ),
    "exhaust": (lambda job: transitions.exhaust(job, NOW), {"queued": Status.FAILED, "expired": Status.FAILED}),
    "cancel": (lambda job: transitions.cancel(job, NOW), {"queued": Status.CANCELLED}),
    "reopen": (lambda job: transitions.reopen(job, NOW), {"retryable": Status.QUEUED}),
}


@pytest.mark.parametrize("start", JOBS)
@pytest.mark.parametrize("name", MOVES)
def test_only_the_drawn_moves_exist(name: str, start: str) -> None:
    move, allowed = MOVES[name]
    if start in allowed:
        assert move(JOBS[start]).status is allowed[start]
    else:
        with pytest.raises((JobChangedError, JobNotCancellableError)):
            move(JOBS[start])


def test_taking_over_an_expired_lease_counts_a_crash_and_fences_the_old_one() -> None:
    taken = transitions.lease(EXPIRED, NOW, NOW + 10)
    assert (taken.attempts, taken.crashes) == (2, 1)
    first = transitions.lease(QUEUED, NOW, NOW + 10)
    assert (first.attempts, first.crashes) == (1, 0)


def test_a_deferral_counts_as_nothing_else_unless_it_is_said() -> None:
    waiting = transitions.defer(HELD, NOW, "waiting", None)
    assert (waiting.deferrals, waiting.crashes, waiting.invalid_outputs, waiting.refusals) == (1, 0, 0, 0)
    assert (waiting.refused_at, waiting.lease_until) == (0, 0)
    told = transitions.defer(waiting_again(waiting), NOW + 5, "waiting", None, crashed=True, invalid=2, refused=True)
    assert (told.deferrals, told.crashes, told.invalid_outputs, told.refusals) == (2, 1, 2, 1)
    later = transitions.defer(waiting_again(told), NOW + 9, "waiting", None)
    assert (later.refused_at, later.refusals) == (NOW + 5, 1)


def test_what_is_opened_again_has_all_its_tries() -> None:
    tried = replace(RETRYABLE, crashes=5, deferrals=9, invalid_outputs=3, refusals=5, refused_at=NOW - 1)
    opened = transitions.reopen(tried, NOW + 7)
    counters = (opened.crashes, opened.deferrals, opened.invalid_outputs, opened.refusals, opened.refused_at)
    assert counters == (0, 0, 0, 0, 0)
    assert (opened.error, opened.stage, opened.updated_at) == (None, "queued", NOW + 7)


def waiting_again(job: Job) -> Job:
    return replace(job, status=Status.PROCESSING)
