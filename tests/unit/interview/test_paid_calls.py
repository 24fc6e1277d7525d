"""An Idempotency-Key pays once: every place at which a try can crash is walked through."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.clock import Deadline
from bandup.core.dynamo import ATTEMPTS, Table, TransactionConflictError
from bandup.core.errors import ConfigurationError, RetryLaterError
from bandup.core.idempotency import IdempotencyConflictError
from bandup.interview.claims import CLAIM_MS
from bandup.interview.exceptions import AnswerPendingError, ClaimLostError
from bandup.interview.idempotency_records import IdempotencyRecord, PaidRequest
from bandup.interview.model import Exchange, Move, PaidRoute
from bandup.models.usage import Ledger

from .conftest import OWNER, STRANGER, InterviewBackend, build_answer, pay


class Killed(BaseException):
    """What the runtime does to a function: no code of ours runs after it."""


class Model:
    """Counts what it was paid for, and fails as told."""

    def __init__(self, *failures: BaseException) -> None:
        self.calls = 0
        self._failures = list(failures)

    def __call__(self, ledger: Ledger) -> None:
        self.calls += 1
        pay(ledger)
        if self._failures:
            raise self._failures.pop(0)


def key() -> str:
    return str(uuid.uuid4())


def test_a_repeated_request_gets_the_stored_answer(backend: InterviewBackend) -> None:
    session, model, named = backend.begin_session(), Model(), key()
    first = backend.take_turn(session, session, key=named, model=model)
    before = backend.read_items()
    for _ in range(3):
        assert backend.take_turn(session, session, key=named, model=model) == first
    assert (model.calls, backend.read_items()) == (1, before)


def test_a_keys_record_expires_and_nothing_else_does(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    backend.take_turn(session, session, key=key())
    backend.take_turn(session, session)
    expiring = [item for item in backend.read_items() if "expires_at" in item]
    assert len(expiring) == 1
    assert "requestHash" in expiring[0]
    assert int(expiring[0]["expires_at"]["N"]) == backend.clock() // 1000 + 24 * 3600


def test_a_repeated_beginning_begins_one_session(backend: InterviewBackend) -> None:
    named, model = key(), Model()
    first = backend.take_turn(None, backend.make_session(), key=named, model=model)
    assert backend.take_turn(None, backend.make_session(), key=named, model=model) == first
    assert model.calls == 1
    assert len(list(backend.store.all_sessions(OWNER))) == 1


def test_a_stored_answer_outlives_the_end_of_the_session(backend: InterviewBackend) -> None:
    session, named = backend.begin_session(), key()
    first = backend.take_turn(session, session, key=named)
    backend.take_turn(session, session, move=Move.CLOSING)
    assert backend.take_turn(session, session, key=named) == first


def test_an_answer_is_only_its_own_claims(backend: InterviewBackend) -> None:
    session, request = backend.begin_session(), PaidRequest(OWNER, PaidRoute.INTERVIEW, "a", key())
    table = Table(backend.client, backend.table)
    own, *others = (IdempotencyRecord(table, request, backend.clock) for _ in range(9))
    table.execute(own.claim())
    table.execute(own.store({"session_id": session.session_id}))
    assert own.find_own_answer() == {"session_id": session.session_id}
    assert [other.find_own_answer() for other in others] == [None] * 8


def test_another_request_with_the_same_key_is_refused_in_every_session(backend: InterviewBackend) -> None:
    session, other, named = backend.begin_session(), backend.begin_session(), key()
    backend.take_turn(session, session, key=named, body="a")
    before = backend.read_items()
    for target in (session, other, None):
        with pytest.raises(IdempotencyConflictError):
            backend.take_turn(target, target or backend.make_session(), key=named, body="b")
    assert backend.read_items() == before


def test_keys_of_two_users_do_not_meet(backend: InterviewBackend) -> None:
    named = key()
    mine = backend.take_turn(None, backend.make_session(), key=named)
    theirs = backend.take_turn(None, backend.make_session(STRANGER), key=named, user=STRANGER)
    assert mine["session_id"] != theirs["session_id"]


def test_a_repetition_during_the_call_is_told_to_wait(backend: InterviewBackend) -> None:
    session, named = backend.begin_session(), key()

    def repeated(ledger: Ledger) -> None:
        with pytest.raises(AnswerPendingError):
            backend.take_turn(session, session, key=named)
        pay(ledger)

    backend.take_turn(session, session, key=named, model=repeated)
    assert len(backend.read_turns(session)) == 3


def test_of_many_at_once_one_pays(backend: InterviewBackend) -> None:
    session, named, model = backend.begin_session(), key(), Model()

    def ask(_: int) -> Any:
        with suppress(AnswerPendingError):
            return backend.take_turn(session, session, key=named, model=model)

    with ThreadPoolExecutor(10) as threads:
        answers = [answer for answer in threads.map(ask, range(10)) if answer]
    assert model.calls == 1
    assert answers
    assert all(answer == answers[0] for answer in answers)
    assert len(backend.read_turns(session)) == 3


def test_killed_before_the_call_blocks_the_key_only_for_a_while(backend: InterviewBackend) -> None:
    session, named = backend.begin_session(), key()
    with pytest.raises(Killed):
        backend.take_turn(session, session, key=named, model=Model(Killed()))
    with pytest.raises(AnswerPendingError):
        backend.take_turn(session, session, key=named)
    backend.clock.advance(CLAIM_MS / 1000)
    with pytest.raises(IdempotencyConflictError):
        backend.take_turn(session, session, key=named, body="b")
    assert backend.take_turn(session, session, key=named)["turn"] == 3
    assert len(backend.read_turns(session)) == 3


def test_whoever_was_overtaken_stores_nothing(backend: InterviewBackend) -> None:
    session, named = backend.begin_session(), key()

    def sleeps_through_its_claim(ledger: Ledger) -> None:
        pay(ledger)
        backend.clock.advance(CLAIM_MS / 1000)
        backend.take_turn(session, session, key=named, said="the repetition")

    # The answer is there by then; it is the repetition's.
    with pytest.raises(ClaimLostError):
        backend.take_turn(session, session, key=named, said="the sleeper", model=sleeps_through_its_claim)
    assert [turn.content for turn in backend.read_turns(session)[1:]] == ["the repetition", "Why? the repetition"]
    assert backend.take_turn(session, session, key=named)["turn"] == 3


def test_whoever_was_overtaken_stores_nothing_while_the_other_is_answered(backend: InterviewBackend) -> None:
    session, named = backend.begin_session(), key()
    repetition = backend.paid_calls.begin(PaidRequest(OWNER, PaidRoute.INTERVIEW, "a", named), session)

    def sleeps_through_its_claim(ledger: Ledger) -> None:
        pay(ledger)
        backend.clock.advance(CLAIM_MS / 1000)
        repetition.__enter__()

    with pytest.raises(ClaimLostError):
        backend.take_turn(session, session, key=named, model=sleeps_through_its_claim)
    assert len(backend.read_turns(session)) == 1
    repetition.store_exchange(
        session, Exchange("said", "Why?", Move.FOLLOW_UP, "queues"), build_answer, Deadline.after(20)
    )
    assert len(backend.read_turns(session)) == 3


def test_if_only_the_word_of_the_write_was_lost_the_stored_answer_is_given(
    backend: InterviewBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, named, model = backend.begin_session(), key(), Model()
    used = backend.count_used()
    transact = backend.client.transact_write_items
    seen: list[Any] = []

    def answer_lost(**request: Any) -> Any:
        seen.append(request)
        transact(**request)
        if len(seen) == 3:  # the bucket is in use, so the claim takes two
            raise ClientError({"Error": {"Code": "InternalServerError", "Message": ""}}, "TransactWriteItems")

    monkeypatch.setattr(backend.client, "transact_write_items", answer_lost)
    answer = backend.take_turn(session, session, key=named, model=model)
    monkeypatch.undo()
    assert answer["turn"] == 3
    assert backend.take_turn(session, session, key=named, model=model) == answer
    assert model.calls == 1
    assert len(backend.read_turns(session)) == 3
    assert backend.count_used() == used + 1


def test_a_model_that_needs_an_operator_can_be_asked_again_later(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    with pytest.raises(RetryLaterError) as caught:
        backend.take_turn(session, session, model=Model(ConfigurationError("model_not_found", "gone")))
    assert caught.value.code == "model_not_found"
    assert caught.value.retry_after == 60


STEPS = ("claim", "model", "store", "done")


@given(
    crashes=st.lists(st.sampled_from(STEPS), max_size=4),
    patience=st.lists(st.booleans(), min_size=5, max_size=5),
    begins=st.booleans(),
)
def test_however_tries_end_one_exchange_is_stored(
    client: Any, crashes: list[str], patience: list[bool], begins: bool
) -> None:
    """Tries with one key are killed at any step, and repeated at once or after the claim has run out."""
    backend = InterviewBackend(client)
    session = None if begins else backend.begin_session()
    before = len(backend.read_all_turns())
    named, stored = key(), []

    for crash, waits in zip([*crashes, "done"], patience, strict=False):
        with suppress(Killed, AnswerPendingError):
            stored.append(_try(backend, session, named, crash))
        if waits:
            backend.clock.advance(CLAIM_MS / 1000)
    backend.clock.advance(CLAIM_MS / 1000)
    stored.append(_try(backend, session, named, "done"))

    assert all(answer == stored[-1] for answer in stored)
    turns = backend.read_all_turns()
    assert len(turns) == before + 2
    assert len({(turn.turn, turn.role) for turn in turns}) == len(turns)
    backend.close()


def _try(backend: InterviewBackend, session: Any, named: str, crash: str) -> Any:
    """One invocation that is killed before `crash` happens."""
    request = PaidRequest(OWNER, PaidRoute.INTERVIEW, "a", named)
    if crash == "claim":
        raise Killed
    with backend.paid_calls.begin(request, session) as call:
        if not call.is_answered:
            if crash == "model":
                raise Killed
            pay(call.ledger)
            if crash == "store":
                raise Killed
            exchange = Exchange("said", "reply", Move.OPENING, "topic")
            call.store_exchange(session or backend.make_session(), exchange, build_answer, Deadline.after(20))
    return call.answer


def test_a_busy_header_is_tried_until_the_deadline(backend: InterviewBackend) -> None:
    """Other turns come first again and again: the paid answer is kept as long as there is time."""
    session, rounds = backend.begin_session(), threading.Semaphore(3)
    transact = backend.client.transact_write_items

    def others_first(**request: Any) -> Any:
        if len(request["TransactItems"]) > 3 and rounds.acquire(blocking=False):
            backend.client.update_item(
                TableName=backend.table,
                Key={"sessionId": {"S": session.session_id}, "ts": {"N": str(session.ts)}},
                UpdateExpression="ADD turns :two",
                ExpressionAttributeValues={":two": {"N": "2"}},
            )
        return transact(**request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backend.client, "transact_write_items", others_first)
        assert backend.take_turn(session, session)["turn"] == 1 + 3 * 2 + 2


@pytest.mark.parametrize(("seconds", "stored"), [(20, True), (1.7, False)])
def test_a_paid_answer_in_conflict_is_written_again_as_long_as_there_is_time(
    backend: InterviewBackend, seconds: float, stored: bool
) -> None:
    session, conflicts = backend.begin_session(), threading.Semaphore(ATTEMPTS + 1)
    transact = backend.client.transact_write_items

    def in_conflict(**request: Any) -> Any:
        if conflicts.acquire(blocking=False):
            response: Any = {
                "Error": {"Code": "TransactionCanceledException"},
                "CancellationReasons": [{"Code": "TransactionConflict"}],
            }
            raise ClientError(response, "TransactWriteItems")
        return transact(**request)

    exchange = Exchange("I did.", "Why?", Move.FOLLOW_UP, "queues")
    request = PaidRequest(OWNER, PaidRoute.INTERVIEW, "a", None)
    with (
        nullcontext() if stored else pytest.raises(TransactionConflictError),
        pytest.MonkeyPatch.context() as patch,
        backend.paid_calls.begin(request, session) as call,
    ):
        patch.setattr(backend.client, "transact_write_items", in_conflict)
        call.store_exchange(session, exchange, build_answer, Deadline.after(seconds))
    assert len(backend.read_turns(session)) == (3 if stored else 1)


@pytest.mark.parametrize("named", [None, "k"])
def test_an_error_after_the_answer_was_stored_takes_nothing_back(backend: InterviewBackend, named: str | None) -> None:
    session = backend.begin_session()
    used = backend.count_used()
    exchange = Exchange("I did.", "Why?", Move.FOLLOW_UP, "queues")
    with backend.paid_calls.begin(PaidRequest(OWNER, PaidRoute.INTERVIEW, "a", named), session) as call:
        call.store_exchange(session, exchange, build_answer, Deadline.after(20))
        raise RetryLaterError("provider_throttled", "busy")
    assert call.answer["turn"] == 3
    assert (len(backend.read_turns(session)), backend.count_used()) == (3, used + 1)


def test_a_block_that_stores_nothing_has_no_answer(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    with backend.paid_calls.begin(PaidRequest(OWNER, PaidRoute.INTERVIEW, "a", None), session) as call:
        assert not call.is_answered
    with pytest.raises(RuntimeError, match="no answer"):
        _ = call.answer
