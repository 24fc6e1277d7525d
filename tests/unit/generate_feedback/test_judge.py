"""The job that judges an interview: it ends once, whatever happens meanwhile, and pays no more than it must."""

import json
from typing import Any

import pytest

from bandup.core.errors import ConfigurationError, RetryLaterError, TerminalError
from bandup.interview.model import Role, Turn
from bandup.jobs import transitions
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, Status
from bandup.jobs.worker import MAX_INVALID_OUTPUTS
from support.events import FakeContext
from support.queue import batch
from unit.generate_feedback.conftest import OWNER, STRANGER, FeedbackHarness
from unit.generate_feedback.samples import answer, point, rated
from unit.generate_feedback.test_judgement import BROKEN

DAY_SECONDS = 24 * 3600
"""After which there is a new quota."""


def interrupt(function: FeedbackHarness, meanwhile: Any) -> None:
    """Have something happen while the model is asked, once it has answered."""
    judge = function.model.generate_json

    def interrupted(*args: Any, **more: Any) -> Any:
        said = judge(*args, **more)
        meanwhile()
        return said

    function.model.generate_json = interrupted  # type: ignore[method-assign]


def deliver_again(function: FeedbackHarness) -> None:
    """As `deliver`, once all that waits is visible again."""
    function.clock.advance(2_000)
    function.deliver()


def only_job(function: FeedbackHarness) -> Job:
    [job] = function.list_jobs()
    return job


def test_nothing_is_stored_of_a_broken_answer(function: FeedbackHarness) -> None:
    sessions = {name: function.store_interview() for name in BROKEN}
    before = function.read_items()
    for name, reply in BROKEN.items():
        function.model.replies, function.model.notes = [reply], []
        accepted = function.request_feedback(sessions[name], wait=None, user=OWNER)
        for _ in range(MAX_INVALID_OUTPUTS):
            deliver_again(function)
        failed = function.get_job(accepted)
        assert failed.error is not None, name
        assert (failed.status, failed.error.code) == (Status.FAILED, "model_output_invalid"), name
        assert failed.cost is not None, "what was paid is counted"
        function.clock.advance(DAY_SECONDS)
    assert function.read_items() == before
    function.model.replies = [answer()]
    assert function.request_feedback(sessions["prose"]).status == 200


def test_a_broken_answer_leaves_earlier_feedback_as_it_was(function: FeedbackHarness) -> None:
    session = function.store_interview()
    first = function.request_feedback(session).json["feedback"]
    function.model.replies = [rated(technical="8/10")]
    assert function.request_feedback(session, wait=1).status == 202
    stored = function.read_whole(session).feedback
    assert json.loads(json.dumps(stored, default=float)) == first


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RetryLaterError("provider_throttled", "busy", retry_after=7), Status.QUEUED),
        (RetryLaterError("out_of_time", "late"), Status.QUEUED),
        (ConfigurationError("provider_access_denied", "refused"), Status.QUEUED),
        (TerminalError("blocked", "filtered"), Status.FAILED),
    ],
)
def test_faults_of_the_provider_end_only_what_they_must(
    function: FeedbackHarness, error: Exception, status: Status
) -> None:
    session = function.store_interview()
    function.model.replies = [error]
    accepted = function.request_feedback(session, wait=1)
    assert (accepted.status, function.get_job(accepted).status) == (202, status)
    function.model.replies = [answer()]
    deliver_again(function)
    assert (function.get_job(accepted).status is Status.COMPLETED) == (status is Status.QUEUED)


@pytest.mark.parametrize("while_judged", [True, False])
def test_a_session_that_is_deleted_meanwhile_does_not_come_back(function: FeedbackHarness, while_judged: bool) -> None:
    session = function.store_interview()
    function.request_feedback(session)
    accepted = function.request_feedback(session, wait=None)
    asked = len(function.model.asked)
    if while_judged:
        interrupt(function, lambda: function.store.delete_owned(session.session_id, OWNER))
    else:
        function.store.delete_owned(session.session_id, OWNER)
    function.deliver()
    assert function.get_job(accepted).status is Status.CANCELLED
    assert function.queue.pending == []
    [left] = function.read_items()
    assert left["status"] == "DELETED"
    assert len(function.model.asked) == asked + while_judged, "what is gone is not paid for"
    assert all(job.kept == {} for job in function.list_jobs()), "nor are its words left with a job"


@pytest.mark.parametrize("end", [transitions.cancel, transitions.exhaust])
def test_a_job_that_ends_otherwise_keeps_no_words_of_its_session(function: FeedbackHarness, end: Any) -> None:
    """The session may be deleted after it, which no job is told of."""
    job = function.get_job(function.request_feedback(function.store_interview(), wait=None))
    now = function.clock()
    job = function.jobs.update(job, transitions.lease(job, now, now + 1))
    job = function.jobs.update(job, transitions.keep(job, now, "judgement", {"answer": answer()}, None))
    job = function.jobs.update(job, transitions.defer(job, now, "waiting", None))
    assert job.kept
    function.jobs.update(job, end(job, now))
    assert only_job(function).kept == {}


def test_a_deleted_session_is_unknown_also_to_who_asks_again(function: FeedbackHarness) -> None:
    session = function.store_interview()
    assert function.request_feedback(session, key="k").status == 200
    function.store.delete_owned(session.session_id, OWNER)
    assert [function.request_feedback(session, key=key).status for key in ("k", "other", None)] == [404] * 3
    assert (len(function.model.asked), function.count_used()) == (1, 1)


def test_a_session_that_is_erased_with_its_account_does_not_come_back(function: FeedbackHarness) -> None:
    accepted = function.request_feedback(function.store_interview(), wait=None)
    interrupt(function, lambda: function.store.erase_owned(OWNER))
    function.deliver()
    assert (function.get_job(accepted).status, function.read_items()) == (Status.CANCELLED, [])


def test_a_deleted_account_is_refused_before_and_after_the_model(function: FeedbackHarness) -> None:
    session = function.store_interview()
    before = function.read_items()
    accepted = function.request_feedback(session, wait=None)
    interrupt(function, function.delete_account)
    function.deliver()
    assert function.get_job(accepted).status is Status.CANCELLED
    assert function.request_feedback(session).status == 403
    assert (len(function.model.asked), function.read_items()) == (1, before)


def test_the_worker_too_looks_at_whose_session_it_is(function: FeedbackHarness) -> None:
    session = function.store_interview()
    job = function.services.feedback.submitter.submit(
        user_id=STRANGER,
        kind=Kind.FEEDBACK,
        request={"session_id": session.session_id},
        correlation_id="r",
        idempotency_key=None,
    )
    function.deliver()
    ended = function.jobs.get(job.job_id)
    assert ended is not None
    assert (ended.status, function.model.asked) == (Status.CANCELLED, [])
    assert function.read_header(session).ratings is None


def test_a_cancelled_job_pays_nothing(function: FeedbackHarness) -> None:
    job = function.get_job(function.request_feedback(function.store_interview(), wait=None))
    function.jobs.update(job, transitions.cancel(job, function.clock()))
    function.deliver()
    assert (only_job(function).status, function.model.asked) == (Status.CANCELLED, [])


def test_a_killed_job_is_worked_on_anew_and_stored_once(function: FeedbackHarness) -> None:
    session = function.store_interview()
    accepted = function.request_feedback(session, wait=None)

    def die() -> None:
        raise KeyboardInterrupt

    interrupt(function, die)
    with pytest.raises(KeyboardInterrupt):
        function.deliver()
    del function.model.generate_json
    function.deliver()
    assert function.get_job(accepted).status is Status.PROCESSING, "the lease of the dead one holds"
    deliver_again(function)
    done = function.get_job(accepted)
    assert (done.status, done.attempts, len(function.model.asked)) == (Status.COMPLETED, 2, 2)
    for message in function.queue.messages:
        assert function.handler(batch(message), FakeContext(300)) == {"batchItemFailures": []}
    assert len(function.model.asked) == 2


def test_what_is_paid_is_not_paid_again_where_it_could_not_be_stored(
    function: FeedbackHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = function.store_interview()
    accepted = function.request_feedback(session, wait=None)
    write = function.client.transact_write_items
    conflict = function.client.exceptions.TransactionCanceledException(
        {
            "Error": {"Code": "TransactionCanceledException"},
            "CancellationReasons": [{"Code": "TransactionConflict"}, *[{"Code": "None"}] * 4],
        },
        "TransactWriteItems",
    )

    def crowded(**_: Any) -> Any:
        raise conflict

    monkeypatch.setattr(function.client, "transact_write_items", crowded)
    function.deliver()
    assert function.get_job(accepted).status is Status.QUEUED
    monkeypatch.setattr(function.client, "transact_write_items", write)
    deliver_again(function)
    done = function.get_job(accepted)
    assert (done.status, len(function.model.asked)) == (Status.COMPLETED, 1)
    feedback = function.read_whole(session).feedback
    assert feedback is not None
    assert feedback["model"] == "coach-7"


def test_what_was_kept_of_fewer_turns_is_not_used(function: FeedbackHarness) -> None:
    session = function.store_interview()
    accepted = function.request_feedback(session, wait=None)
    job = function.get_job(accepted)
    kept = {"turns": 3, "model": "older", "answer": answer()}
    leased = function.jobs.update(job, transitions.lease(job, function.clock(), function.clock() + 1))
    function.jobs.update(leased, transitions.keep(leased, function.clock(), "judgement", kept, None))
    deliver_again(function)
    assert (function.get_job(accepted).status, len(function.model.asked)) == (Status.COMPLETED, 1)


def test_a_session_of_500_exchanges_is_judged(function: FeedbackHarness) -> None:
    session = function.store_interview(["Why was that?", "Because we measured every call of it twice."] * 500)
    quoted = [point((1_000, "we measured every call"))]
    function.model.replies = [
        answer(strengths=quoted, weaknesses=quoted, suggestions=quoted, better_answer={"turn": 2, "answer": "Well."})
    ]
    assert function.request_feedback(session).json["turns"] == 1_000


def test_twice_at_once_is_two_jobs_and_the_later_one_stays(function: FeedbackHarness) -> None:
    session = function.store_interview()
    function.model.replies = [rated(technical=2), rated(technical=9)]
    for _ in range(2):
        function.request_feedback(session, wait=None)
    function.deliver()
    assert [job.status for job in function.list_jobs()] == [Status.COMPLETED] * 2
    ratings = function.read_header(session).ratings
    assert ratings is not None
    assert ratings["technical"] == 9


def test_feedback_on_fewer_turns_replaces_none_on_more(function: FeedbackHarness) -> None:
    session = function.store_interview()
    slow = function.request_feedback(session, wait=None)

    def overtake() -> None:
        del function.model.generate_json
        function.add_turns(session, Turn(6, Role.CANDIDATE, "One more thing.", 2))
        function.model.replies = [rated(technical=9)]
        assert function.request_feedback(session).json["turns"] == 6

    interrupt(function, overtake)
    function.deliver()
    stored = function.read_whole(session)
    assert stored.ratings is not None
    assert stored.feedback is not None
    assert (stored.feedback_turns, stored.ratings["technical"]) == (6, 9)
    assert stored.feedback["ratings"]["technical"] == 9
    done = function.get_job(slow)
    assert (done.status, done.cost is not None) == (Status.COMPLETED, True)
    assert [job.status for job in function.list_jobs()] == [Status.COMPLETED] * 2


def test_turns_that_are_stored_while_it_is_judged_stay(function: FeedbackHarness) -> None:
    session = function.store_interview()
    late = Turn(6, Role.CANDIDATE, "One more thing.", 2)
    function.request_feedback(session, wait=None)
    interrupt(function, lambda: function.add_turns(session, late))
    function.deliver()
    stored = function.read_header(session)
    assert (stored.turns, stored.feedback_turns, stored.feedback_outdated) == (6, 5, True)
