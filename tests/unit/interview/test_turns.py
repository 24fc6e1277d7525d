"""What is stored, in which order, under which limits."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bandup.account.exceptions import AccountDeletedError, QuotaExceededError
from bandup.core.errors import RetryLaterError
from bandup.interview.exceptions import SessionEndedError, SessionFullError, SessionNotFoundError
from bandup.interview.item import session_to_item, turn_to_item
from bandup.interview.model import MAX_EXCHANGES, Move, Role, Status, Turn
from bandup.models.usage import Ledger

from .conftest import COST, LIMIT, OWNER, STRANGER, World, paid


def busy(_: Ledger) -> None:
    raise RetryLaterError("provider_throttled", "busy")


def test_a_first_question_and_an_exchange_are_stored_with_what_they_cost(world: World) -> None:
    session = world.begun()
    world.clock.advance(5_000)
    answer = world.answer(session, session, move=Move.NEXT_TOPIC)
    assert answer["turn"] == 3

    first, said, reply = world.turns(session)
    assert (first.turn, first.role, first.move, first.cost) == (1, Role.INTERVIEWER, Move.OPENING, COST)
    assert (said.turn, said.role, said.content, said.cost) == (2, Role.CANDIDATE, "I would use a queue.", None)
    assert (reply.turn, reply.move, reply.topic, reply.created_at) == (3, Move.NEXT_TOPIC, "queues", world.clock())

    header = world.store.get_owned(session.session_id, OWNER)
    assert (header.turns, header.status, header.last_ts) == (3, Status.ACTIVE, world.clock())
    assert (header.cost.usd, header.cost.input_tokens, header.cost.output_tokens) == (Decimal("0.0042"), 1400, 140)
    assert header.topics == ("queues", "queues")
    assert header.resume_text == "Ten years of Go."


def test_turns_at_the_same_time_are_all_kept_in_order_without_a_double_number(world: World) -> None:
    session = world.begun()
    words = [f"answer {uuid.uuid4()}" for _ in range(20)]
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda said: world.answer(session, session, said=said), words))

    turns = world.turns(session)
    assert [turn.turn for turn in turns] == list(range(1, 42))
    assert sorted(turn.content for turn in turns[1::2]) == sorted(words)
    assert {turn.role for turn in turns[1::2]} == {Role.CANDIDATE}
    assert all(reply.content == f"Why? {said.content}" for said, reply in zip(turns[1::2], turns[2::2], strict=True))
    assert sorted(answer["turn"] for answer in answers) == list(range(3, 42, 2))
    header = world.store.get_owned(session.session_id, OWNER)
    assert (header.turns, header.exchanges) == (41, 20)
    assert header.cost.usd == 21 * COST.usd


def test_only_headers_are_in_the_list_and_keys_are_in_none(world: World) -> None:
    sessions = []
    for _ in range(3):
        session = world.begun()
        world.answer(session, session, key=str(uuid.uuid4()))
        sessions.append(session.session_id)
        world.clock.advance(1)
    world.begun(STRANGER)
    assert [session.session_id for session in world.store.all_sessions(OWNER)] == sessions[::-1]
    first, following = world.store.sessions(OWNER, limit=2)
    rest, end = world.store.sessions(OWNER, limit=2, start=following)
    assert [session.session_id for session in (*first, *rest)] == sessions[::-1]
    assert end is None


def test_pages_of_turns_have_no_gap_and_no_double(world: World) -> None:
    session = world.begun()
    for _ in range(3):
        world.answer(session, session)
    first, after = world.store.turns(session, limit=3)
    assert after is not None
    second, end = world.store.turns(session, limit=9, after=after)
    assert [turn.turn for turn in (*first, *second)] == [1, 2, 3, 4, 5, 6, 7]
    assert end is None
    assert [turn.turn for turn in world.store.last_turns(session, 2)] == [6, 7]


@pytest.mark.parametrize("session_id", ["3f0c1d2e-unknown", f"idempotency#{OWNER}", "foreign"])
def test_what_is_not_ones_own_does_not_exist(world: World, session_id: str) -> None:
    foreign = world.begun(STRANGER)
    before = world.items()
    session_id = foreign.session_id if session_id == "foreign" else session_id
    with pytest.raises(SessionNotFoundError):
        world.store.get_owned(session_id, OWNER)
    stolen = replace(foreign, session_id=session_id, user_id=OWNER)
    with pytest.raises(SessionNotFoundError):
        world.answer(stolen, stolen)
    assert world.items() == before
    assert world.used() == 0


def test_a_closing_ends_the_session(world: World) -> None:
    session = world.begun()
    assert world.answer(session, session, move=Move.CLOSING)["status"] == Status.ENDED
    before = world.items()
    with pytest.raises(SessionEndedError):
        world.answer(session, session)
    assert world.items() == before
    assert world.used() == 2


def test_an_exchange_that_was_begun_before_the_closing_is_kept(world: World) -> None:
    session = world.begun()

    def closing_comes_first(ledger: Ledger) -> None:
        paid(ledger)
        world.answer(session, session, move=Move.CLOSING)

    answer = world.answer(session, session, model=closing_comes_first)
    assert (answer["turn"], answer["status"]) == (5, Status.ENDED)


def test_a_full_session_takes_no_turn(world: World) -> None:
    session = replace(world.new(), turns=999, exchanges=MAX_EXCHANGES - 1)
    world.client.put_item(TableName=world.table, Item=session_to_item(session))
    world.answer(session, session)
    before = world.items()
    with pytest.raises(SessionFullError):
        world.answer(session, session)
    assert world.items() == before
    assert world.used() == 1


@pytest.mark.parametrize("existing", [True, False])
def test_a_failed_call_leaves_nothing_behind(world: World, existing: bool) -> None:
    session = world.begun() if existing else None
    before, used = world.items(), world.used()
    for key in (None, "k"):
        with pytest.raises(RetryLaterError, match="provider_throttled"):
            world.answer(session, session or world.new(), model=busy, key=key)
    assert world.items() == before
    assert world.used() == used
    assert world.answer(session, session or world.new(), key="k")["turn"] == (3 if existing else 2)


def test_money_spent_on_a_failed_call_stays_counted(world: World) -> None:
    def paid_for_nothing(ledger: Ledger) -> None:
        paid(ledger)
        busy(ledger)

    session = world.begun()
    with pytest.raises(RetryLaterError):
        world.answer(session, session, model=paid_for_nothing)
    header = world.store.get_owned(session.session_id, OWNER)
    assert (header.turns, header.exchanges, header.cost.usd) == (1, 0, 2 * COST.usd)
    assert world.used() == 2


def test_the_days_share_is_not_passed(world: World) -> None:
    session = world.begun()
    for _ in range(LIMIT - 1):
        world.answer(session, session)
    before = world.items()
    with pytest.raises(QuotaExceededError):
        world.answer(session, session)
    assert world.items() == before
    world.answer(None, world.new(STRANGER), said=None, user=STRANGER)


def test_a_deleted_account_gets_no_turn(world: World) -> None:
    session = world.begun()
    world.delete_account()
    before = world.items()
    for target in (session, None):
        with pytest.raises(AccountDeletedError):
            world.answer(target, target or world.new())
    assert world.items() == before


def test_an_account_deleted_during_the_call_gets_no_turn(world: World) -> None:
    session = world.begun()

    def deleted_meanwhile(ledger: Ledger) -> None:
        paid(ledger)
        world.delete_account()
        world.store.erase_owned(OWNER)

    for target in (session, None):
        with pytest.raises(AccountDeletedError):
            world.answer(target, target or world.new(), model=deleted_meanwhile, key="k")
        world.client.delete_item(TableName=world.jobs, Key={"job_id": _tombstone(world)})
        assert not [item for item in world.items() if "turn" in item or "userId" in item]


def _tombstone(world: World) -> Any:
    return world.client.scan(TableName=world.jobs)["Items"][0]["job_id"]


def test_erasing_leaves_nothing_of_the_owner(world: World) -> None:
    kept = world.begun(STRANGER)
    for _ in range(3):
        session = world.begun()
        world.answer(session, session, key=str(uuid.uuid4()))
        world.clock.advance(1)
    world.store.erase_owned(OWNER)
    assert {item["sessionId"]["S"] for item in world.items()} == {kept.session_id}


def test_a_session_of_several_megabytes_is_read_whole(world: World) -> None:
    session = replace(world.new(), turns=300)
    world.client.put_item(TableName=world.table, Item=session_to_item(session))
    for number in range(1, 301):
        turn = Turn(number, Role.CANDIDATE, "word " * 1_600, 0)
        world.client.put_item(TableName=world.table, Item=turn_to_item(session, turn))
    assert [turn.turn for turn in world.store.all_turns(session)] == list(range(1, 301))
