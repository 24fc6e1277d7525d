"""An Idempotency-Key pays once: every place at which a try can crash is walked through."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.deadline import Deadline
from bandup.core.errors import ConfigurationError, RetryLaterError
from bandup.core.idempotency import IdempotencyConflictError
from bandup.interview import claims
from bandup.interview.exceptions import AnswerPendingError, ClaimLostError
from bandup.interview.idempotency_records import CLAIM_MS, PaidRequest
from bandup.interview.model import Cost, Move, Route
from bandup.interview.paid import Exchange
from bandup.models.usage import Ledger

from .conftest import OWNER, STRANGER, World, paid, view


class Killed(BaseException):
    """What the runtime does to a function: no code of ours runs after it."""


class Model:
    """Counts what it was paid for, and fails as told."""

    def __init__(self, *failures: BaseException) -> None:
        self.calls = 0
        self._failures = list(failures)

    def __call__(self, ledger: Ledger) -> None:
        self.calls += 1
        paid(ledger)
        if self._failures:
            raise self._failures.pop(0)


def key() -> str:
    return str(uuid.uuid4())


def test_a_repeated_request_gets_the_stored_answer(world: World) -> None:
    session, model, named = world.begun(), Model(), key()
    first = world.answer(session, session, key=named, model=model)
    before = world.items()
    for _ in range(3):
        assert world.answer(session, session, key=named, model=model) == first
    assert (model.calls, world.items()) == (1, before)


def test_a_keys_record_expires_and_nothing_else_does(world: World) -> None:
    session = world.begun()
    world.answer(session, session, key=key())
    world.answer(session, session)
    expiring = [item for item in world.items() if "expires_at" in item]
    assert len(expiring) == 1
    assert "requestHash" in expiring[0]
    assert int(expiring[0]["expires_at"]["N"]) >= world.clock() // 1000 + 24 * 3600


def test_a_repeated_beginning_begins_one_session(world: World) -> None:
    named, model = key(), Model()
    first = world.answer(None, world.new(), key=named, model=model)
    assert world.answer(None, world.new(), key=named, model=model) == first
    assert model.calls == 1
    assert len(list(world.store.all_sessions(OWNER))) == 1


def test_a_stored_answer_outlives_the_end_of_the_session(world: World) -> None:
    session, named = world.begun(), key()
    first = world.answer(session, session, key=named)
    world.answer(session, session, move=Move.CLOSING)
    assert world.answer(session, session, key=named) == first


def test_another_request_with_the_same_key_is_refused_in_every_session(world: World) -> None:
    session, other, named = world.begun(), world.begun(), key()
    world.answer(session, session, key=named, body="a")
    before = world.items()
    for target in (session, other, None):
        with pytest.raises(IdempotencyConflictError):
            world.answer(target, target or world.new(), key=named, body="b")
    assert world.items() == before


def test_keys_of_two_users_do_not_meet(world: World) -> None:
    named = key()
    mine = world.answer(None, world.new(), key=named)
    theirs = world.answer(None, world.new(STRANGER), key=named, user=STRANGER)
    assert mine["session_id"] != theirs["session_id"]


def test_a_repetition_during_the_call_is_told_to_wait(world: World) -> None:
    session, named = world.begun(), key()

    def repeated(ledger: Ledger) -> None:
        with pytest.raises(AnswerPendingError):
            world.answer(session, session, key=named)
        paid(ledger)

    world.answer(session, session, key=named, model=repeated)
    assert len(world.turns(session)) == 3


def test_of_many_at_once_one_pays(world: World) -> None:
    session, named, model = world.begun(), key(), Model()

    def ask(_: int) -> Any:
        with suppress(AnswerPendingError):
            return world.answer(session, session, key=named, model=model)

    with ThreadPoolExecutor(10) as threads:
        answers = [answer for answer in threads.map(ask, range(10)) if answer]
    assert model.calls == 1
    assert answers
    assert all(answer == answers[0] for answer in answers)
    assert len(world.turns(session)) == 3


def test_killed_before_the_call_blocks_the_key_only_for_a_while(world: World) -> None:
    session, named = world.begun(), key()
    with pytest.raises(Killed):
        world.answer(session, session, key=named, model=Model(Killed()))
    with pytest.raises(AnswerPendingError):
        world.answer(session, session, key=named)
    world.clock.advance(CLAIM_MS / 1000)
    with pytest.raises(IdempotencyConflictError):
        world.answer(session, session, key=named, body="b")
    assert world.answer(session, session, key=named)["turn"] == 3
    assert len(world.turns(session)) == 3


def test_whoever_was_overtaken_stores_nothing(world: World) -> None:
    session, named = world.begun(), key()

    def sleeps_through_its_claim(ledger: Ledger) -> None:
        paid(ledger)
        world.clock.advance(CLAIM_MS / 1000)
        world.answer(session, session, key=named, said="the repetition")

    # The answer is there by then; it is the repetition's.
    with pytest.raises(ClaimLostError):
        world.answer(session, session, key=named, said="the sleeper", model=sleeps_through_its_claim)
    assert [turn.content for turn in world.turns(session)[1:]] == ["the repetition", "Why? the repetition"]
    assert world.answer(session, session, key=named)["turn"] == 3


def test_if_only_the_word_of_the_write_was_lost_the_stored_answer_is_given(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, named, model = world.begun(), key(), Model()
    used = world.used()
    transact = world.client.transact_write_items
    seen: list[Any] = []

    def answer_lost(**request: Any) -> Any:
        seen.append(request)
        transact(**request)
        if len(seen) == 2:
            raise ClientError({"Error": {"Code": "InternalServerError", "Message": ""}}, "TransactWriteItems")

    monkeypatch.setattr(world.client, "transact_write_items", answer_lost)
    answer = world.answer(session, session, key=named, model=model)
    monkeypatch.undo()
    assert answer["turn"] == 3
    assert world.answer(session, session, key=named, model=model) == answer
    assert model.calls == 1
    assert len(world.turns(session)) == 3
    assert world.used() == used + 1


def test_a_model_that_needs_an_operator_can_be_asked_again_later(world: World) -> None:
    session = world.begun()
    with pytest.raises(RetryLaterError) as caught:
        world.answer(session, session, model=Model(ConfigurationError("model_not_found", "gone")))
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
    world = World(client)
    session = None if begins else world.begun()
    before = len(world.stored_turns())
    named, stored = key(), []

    for crash, waits in zip([*crashes, "done"], patience, strict=False):
        with suppress(Killed, AnswerPendingError):
            stored.append(_try(world, session, named, crash))
        if waits:
            world.clock.advance(CLAIM_MS / 1000)
    world.clock.advance(CLAIM_MS / 1000)
    stored.append(_try(world, session, named, "done"))

    assert all(answer == stored[-1] for answer in stored)
    turns = world.stored_turns()
    assert len(turns) == before + 2
    assert len({(turn.turn, turn.role) for turn in turns}) == len(turns)
    world.close()


def _try(world: World, session: Any, named: str, crash: str) -> Any:
    """One invocation that is killed before `crash` happens."""
    asked, ledger = PaidRequest(OWNER, Route.INTERVIEW, "a", named), Ledger()
    into = session or world.new()

    def call(claim: claims.Claim) -> Any:
        if crash == "model":
            raise Killed
        exchange = Exchange("said", "reply", Move.OPENING, "topic", Cost())
        if crash == "store":
            raise Killed
        return world.paid.store_exchange(claim, into, exchange, view, Deadline.after(20))

    if crash == "claim":
        raise Killed
    return world.paid.once(asked, session, call, ledger)


def test_a_busy_header_is_tried_until_the_deadline(world: World) -> None:
    """Other turns come first again and again: the paid answer is kept as long as there is time."""
    session, rounds = world.begun(), threading.Semaphore(3)
    transact = world.client.transact_write_items

    def others_first(**request: Any) -> Any:
        if len(request["TransactItems"]) > 3 and rounds.acquire(blocking=False):
            world.client.update_item(
                TableName=world.table,
                Key={"sessionId": {"S": session.session_id}, "ts": {"N": str(session.ts)}},
                UpdateExpression="ADD turns :two",
                ExpressionAttributeValues={":two": {"N": "2"}},
            )
        return transact(**request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world.client, "transact_write_items", others_first)
        assert world.answer(session, session)["turn"] == 1 + 3 * 2 + 2
