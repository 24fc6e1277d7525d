"""What is stored, in which order, under which limits."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bandup.account.exceptions import AccountDeletedError, QuotaExceededError
from bandup.core.dynamo import to_attributes
from bandup.core.errors import RetryLaterError
from bandup.interview.exceptions import SessionEndedError, SessionFullError, SessionNotFoundError
from bandup.interview.items import session_to_item, turn_to_item
from bandup.interview.model import Move, Role, SessionStatus, Turn
from bandup.models.usage import Ledger

from .conftest import COST, LIMIT, OWNER, STRANGER, InterviewBackend, pay


def busy(_: Ledger) -> None:
    raise RetryLaterError("provider_throttled", "busy")


def test_a_first_question_and_an_exchange_are_stored_with_what_they_cost(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    backend.clock.advance(5_000)
    answer = backend.take_turn(session, session, move=Move.NEXT_TOPIC)
    assert answer["turn"] == 3

    first, said, reply = backend.read_turns(session)
    assert (first.turn, first.role, first.move, first.cost) == (1, Role.INTERVIEWER, Move.OPENING, COST)
    assert (said.turn, said.role, said.content, said.cost) == (2, Role.CANDIDATE, "I would use a queue.", None)
    assert (reply.turn, reply.move, reply.topic, reply.created_at) == (3, Move.NEXT_TOPIC, "queues", backend.clock())

    header = backend.store.get_owned(session.session_id, OWNER)
    assert (header.turns, header.status, header.last_ts) == (3, SessionStatus.ACTIVE, backend.clock())
    assert (header.cost.usd, header.cost.input_tokens, header.cost.output_tokens) == (Decimal("0.0042"), 1400, 140)
    assert header.topics == ("queues", "queues")
    assert header.resume_text == "Ten years of Go."


def test_turns_at_the_same_time_are_all_kept_in_order_without_a_double_number(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    words = [f"answer {uuid.uuid4()}" for _ in range(20)]
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda said: backend.take_turn(session, session, said=said), words))

    turns = backend.read_turns(session)
    assert [turn.turn for turn in turns] == list(range(1, 42))
    assert sorted(turn.content for turn in turns[1::2]) == sorted(words)
    assert {turn.role for turn in turns[1::2]} == {Role.CANDIDATE}
    assert all(reply.content == f"Why? {said.content}" for said, reply in zip(turns[1::2], turns[2::2], strict=True))
    assert sorted(answer["turn"] for answer in answers) == list(range(3, 42, 2))
    header = backend.store.get_owned(session.session_id, OWNER)
    assert (header.turns, header.exchanges) == (41, 20)
    assert header.cost.usd == 21 * COST.usd


def test_only_headers_are_in_the_list_and_keys_are_in_none(backend: InterviewBackend) -> None:
    sessions = []
    for _ in range(3):
        session = backend.begin_session()
        backend.take_turn(session, session, key=str(uuid.uuid4()))
        sessions.append(session.session_id)
        backend.clock.advance(1)
    backend.begin_session(STRANGER)
    assert [session.session_id for session in backend.store.all_sessions(OWNER)] == sessions[::-1]
    first, following = backend.store.sessions(OWNER, limit=2)
    rest, end = backend.store.sessions(OWNER, limit=2, start=following)
    assert [session.session_id for session in (*first, *rest)] == sessions[::-1]
    assert end is None


def test_pages_of_turns_have_no_gap_and_no_double(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    for _ in range(3):
        backend.take_turn(session, session)
    first, after = backend.store.turns(session, limit=3, after=0)
    assert after is not None
    second, end = backend.store.turns(session, limit=9, after=after)
    assert [turn.turn for turn in (*first, *second)] == [1, 2, 3, 4, 5, 6, 7]
    assert end is None
    assert [turn.turn for turn in backend.store.last_turns(session, 2)] == [6, 7]


@pytest.mark.parametrize("session_id", ["3f0c1d2e-unknown", f"idempotency#{OWNER}", "foreign"])
def test_what_is_not_ones_own_does_not_exist(backend: InterviewBackend, session_id: str) -> None:
    foreign = backend.begin_session(STRANGER)
    before = backend.read_items()
    session_id = foreign.session_id if session_id == "foreign" else session_id
    with pytest.raises(SessionNotFoundError):
        backend.store.get_owned(session_id, OWNER)
    stolen = replace(foreign, session_id=session_id, user_id=OWNER)
    with pytest.raises(SessionNotFoundError):
        backend.take_turn(stolen, stolen)
    assert backend.read_items() == before
    assert backend.count_used() == 0


def test_a_closing_ends_the_session(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    assert backend.take_turn(session, session, move=Move.CLOSING)["status"] == SessionStatus.ENDED
    before = backend.read_items()
    with pytest.raises(SessionEndedError):
        backend.take_turn(session, session)
    assert backend.read_items() == before
    assert backend.count_used() == 2


def test_an_exchange_that_was_begun_before_the_closing_is_kept(backend: InterviewBackend) -> None:
    session = backend.begin_session()

    def closing_comes_first(ledger: Ledger) -> None:
        pay(ledger)
        backend.take_turn(session, session, move=Move.CLOSING)

    answer = backend.take_turn(session, session, model=closing_comes_first)
    assert (answer["turn"], answer["status"]) == (5, SessionStatus.ENDED)


def test_a_full_session_takes_no_turn(backend: InterviewBackend) -> None:
    session = replace(backend.make_session(), turns=999, exchanges=499)
    backend.client.put_item(TableName=backend.table, Item=to_attributes(session_to_item(session)))
    backend.take_turn(session, session)
    before = backend.read_items()
    with pytest.raises(SessionFullError):
        backend.take_turn(session, session)
    assert backend.read_items() == before
    assert backend.count_used() == 1


@pytest.mark.parametrize("existing", [True, False])
def test_a_failed_call_leaves_nothing_behind(backend: InterviewBackend, existing: bool) -> None:
    session = backend.begin_session() if existing else None
    before, used = backend.read_items(), backend.count_used()
    for key in (None, "k"):
        with pytest.raises(RetryLaterError, match="provider_throttled"):
            backend.take_turn(session, session or backend.make_session(), model=busy, key=key)
    assert backend.read_items() == before
    assert backend.count_used() == used
    assert backend.take_turn(session, session or backend.make_session(), key="k")["turn"] == (3 if existing else 2)


def test_money_spent_on_a_failed_call_stays_counted(backend: InterviewBackend) -> None:
    def paid_for_nothing(ledger: Ledger) -> None:
        pay(ledger)
        busy(ledger)

    session = backend.begin_session()
    with pytest.raises(RetryLaterError):
        backend.take_turn(session, session, model=paid_for_nothing)
    header = backend.store.get_owned(session.session_id, OWNER)
    assert (header.turns, header.exchanges, header.cost.usd) == (1, 0, 2 * COST.usd)
    assert backend.count_used() == 2


def test_the_days_share_is_not_passed(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    for _ in range(LIMIT - 1):
        backend.take_turn(session, session)
    before = backend.read_items()
    with pytest.raises(QuotaExceededError):
        backend.take_turn(session, session)
    assert backend.read_items() == before
    backend.take_turn(None, backend.make_session(STRANGER), said=None, user=STRANGER)


def test_a_deleted_account_gets_no_turn(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    backend.delete_account()
    before = backend.read_items()
    for target in (session, None):
        with pytest.raises(AccountDeletedError):
            backend.take_turn(target, target or backend.make_session())
    assert backend.read_items() == before


def test_an_account_deleted_during_the_call_gets_no_turn(backend: InterviewBackend) -> None:
    session = backend.begin_session()

    def deleted_meanwhile(ledger: Ledger) -> None:
        pay(ledger)
        backend.delete_account()
        backend.store.erase_owned(OWNER)

    for target in (session, None):
        with pytest.raises(AccountDeletedError):
            backend.take_turn(target, target or backend.make_session(), model=deleted_meanwhile, key="k")
        backend.client.delete_item(TableName=backend.jobs, Key={"job_id": _tombstone(backend)})
        assert not [item for item in backend.read_items() if "turn" in item or "userId" in item]


def _tombstone(backend: InterviewBackend) -> Any:
    return backend.client.scan(TableName=backend.jobs)["Items"][0]["job_id"]


def test_erasing_leaves_nothing_of_the_owner(backend: InterviewBackend) -> None:
    kept = backend.begin_session(STRANGER)
    for _ in range(3):
        session = backend.begin_session()
        backend.take_turn(session, session, key=str(uuid.uuid4()))
        backend.clock.advance(1)
    backend.store.erase_owned(OWNER)
    assert {item["sessionId"]["S"] for item in backend.read_items()} == {kept.session_id}


def test_a_session_of_several_megabytes_is_read_whole(backend: InterviewBackend) -> None:
    session = replace(backend.make_session(), turns=300)
    backend.client.put_item(TableName=backend.table, Item=to_attributes(session_to_item(session)))
    for number in range(1, 301):
        turn = Turn(number, Role.CANDIDATE, "word " * 1_600, 0)
        backend.client.put_item(TableName=backend.table, Item=to_attributes(turn_to_item(session, turn)))
    assert [turn.turn for turn in backend.store.all_turns(session)] == list(range(1, 301))
