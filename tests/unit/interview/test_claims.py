"""What paid calls claimed and a process that ended left: it comes back, once, to the session and to the quota."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from bandup.core.clock import Deadline
from bandup.core.dynamo import to_attributes
from bandup.core.errors import RetryLaterError
from bandup.interview.claims import CLAIM_MS, PARTITION, LeftClaims
from bandup.interview.exceptions import AnswerPendingError, ClaimLostError, SessionFullError
from bandup.interview.idempotency_records import PaidRequest
from bandup.interview.items import session_to_item
from bandup.interview.model import MAX_EXCHANGES, Exchange, Move, PaidRoute, Session
from bandup.models.usage import Ledger

from .conftest import OWNER, InterviewBackend, build_answer, pay


class ProcessEndedError(BaseException):
    """Nothing of the function runs after this."""


def crash(_: Ledger) -> None:
    raise ProcessEndedError


def nearly_full(backend: InterviewBackend, left: int) -> Session:
    """A stored session with so many places left."""
    session = replace(backend.make_session(), turns=1, exchanges=MAX_EXCHANGES - left)
    backend.client.put_item(TableName=backend.table, Item=to_attributes(session_to_item(session)))
    return session


def crash_in(backend: InterviewBackend, session: Session | None, key: str | None = None) -> None:
    with pytest.raises(ProcessEndedError):
        backend.take_turn(session, session or backend.make_session(), model=crash, key=key)


def exchanges(backend: InterviewBackend, session: Session) -> int:
    return backend.store.get_owned(session.session_id, OWNER).exchanges


def held(backend: InterviewBackend) -> int:
    """How many claims there are."""
    return sum(item["sessionId"]["S"] == PARTITION for item in backend.read_items())


def sweep(backend: InterviewBackend) -> int:
    return LeftClaims(backend.client, backend.table, backend.counters, backend.clock).give_back()


def test_what_was_left_comes_back_when_it_has_run_out(backend: InterviewBackend) -> None:
    session = nearly_full(backend, 1)
    crash_in(backend, session)
    assert (exchanges(backend, session), backend.count_used(), held(backend)) == (MAX_EXCHANGES, 1, 1)
    with pytest.raises(SessionFullError):
        backend.take_turn(session, session)
    backend.clock.advance(CLAIM_MS / 1000 - 1)
    assert sweep(backend) == 0, "its call may still be answered"
    backend.clock.advance(2)
    assert sweep(backend) == 1
    assert (exchanges(backend, session), backend.count_used(), held(backend)) == (MAX_EXCHANGES - 1, 0, 0)
    assert backend.take_turn(session, session)["turn"] == 3


def test_it_comes_back_once_however_often_is_swept(backend: InterviewBackend, caplog: pytest.LogCaptureFixture) -> None:
    session = nearly_full(backend, 5)
    backend.take_turn(session, session)
    crash_in(backend, session)
    crash_in(backend, session)
    backend.clock.advance(CLAIM_MS / 1000 + 1)
    assert [sweep(backend), sweep(backend)] == [2, 0]
    assert [record.getMessage() for record in caplog.records].count("claims given back") == 1
    assert (exchanges(backend, session), backend.count_used()) == (MAX_EXCHANGES - 4, 1)


def test_of_a_deleted_session_or_a_new_one_the_quota_comes_back(backend: InterviewBackend) -> None:
    session = nearly_full(backend, 5)
    crash_in(backend, session)
    crash_in(backend, None)
    backend.store.delete_owned(session.session_id, OWNER)
    backend.clock.advance(CLAIM_MS / 1000 + 1)
    assert sweep(backend) == 2
    assert (backend.count_used(), held(backend)) == (0, 0)


def test_a_unit_comes_back_to_the_day_it_was_taken_from(backend: InterviewBackend) -> None:
    crash_in(backend, None)
    backend.clock.advance(24 * 3600)
    backend.begin_session()
    assert sweep(backend) == 1
    used = {
        item["day_kind"]["S"]: item["used"]["N"]
        for item in backend.client.scan(TableName=backend.counters)["Items"]
        if "used" in item
    }
    assert sorted(used.values()) == ["0", "1"]
    assert used[max(used)] == "1"


def test_a_key_of_a_killed_call_is_free_after_half_a_minute(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    crash_in(backend, session, key="k1")
    with pytest.raises(AnswerPendingError):
        backend.take_turn(session, session, key="k1")
    backend.clock.advance(31)
    answer = backend.take_turn(session, session, key="k1")
    assert sweep(backend) == 1
    assert backend.take_turn(session, session, key="k1") == answer
    assert (exchanges(backend, session), backend.count_used()) == (1, 2)


def test_what_ends_well_or_badly_leaves_no_claim(backend: InterviewBackend) -> None:
    session = backend.begin_session()

    def fail(ledger: Ledger) -> None:
        pay(ledger)
        raise RetryLaterError("provider_throttled", "busy")

    backend.take_turn(session, session)
    with pytest.raises(RetryLaterError):
        backend.take_turn(session, session, model=fail)
    assert (exchanges(backend, session), held(backend)) == (1, 0)


def test_an_answer_that_comes_after_its_claim_was_given_back_is_not_stored(backend: InterviewBackend) -> None:
    session = backend.begin_session()

    def dawdle(_: Ledger) -> None:
        backend.clock.advance(CLAIM_MS / 1000 + 1)
        assert sweep(backend) == 1

    with pytest.raises(ClaimLostError):
        backend.take_turn(session, session, model=dawdle)
    assert (exchanges(backend, session), backend.count_used()) == (0, 1)


class Unsure:
    """A client whose transactions are written, or not, and never say so."""

    def __init__(self, client: Any, written: Callable[[int], bool]) -> None:
        self._client, self._written, self._calls = client, written, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def transact_write_items(self, **request: Any) -> None:
        self._calls += 1
        if self._written(self._calls):
            self._client.transact_write_items(**request)
        if self._calls == 1:
            raise ReadTimeoutError(endpoint_url="dynamodb")


@pytest.mark.parametrize("written", [True, False])
def test_a_claim_of_which_nobody_knows_whether_it_was_written_is_given_back(
    backend: InterviewBackend, written: bool
) -> None:
    session = backend.begin_session()
    backend.clock.advance(3600)  # the bucket of turns is full again, so that the claim is the first transaction
    client: Any = Unsure(backend.client, lambda call: written or call > 1)
    backend.paid_calls._tables = replace(backend.paid_calls._tables, client=client)
    call = backend.paid_calls.begin(PaidRequest(OWNER, PaidRoute.INTERVIEW, "a", "k1"), session)
    with pytest.raises(RetryLaterError), call:
        raise AssertionError("nothing is paid for")
    assert (exchanges(backend, session), backend.count_used(), held(backend)) == (0, 1, 0)
    backend.take_turn(session, session, key="k1")


def test_an_answer_that_was_stored_without_a_key_is_not_undone(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    backend.clock.advance(3600)  # the bucket of turns is full again, so that the claim is the first transaction
    client: Any = Unsure(backend.client, lambda _: True)

    def store() -> None:
        with backend.paid_calls.begin(PaidRequest(OWNER, PaidRoute.INTERVIEW, "a", None), session) as call:
            call._tables = replace(call._tables, client=client)
            exchange = Exchange("I would use a queue.", "Why?", Move.FOLLOW_UP, "queues")
            call.store_exchange(session, exchange, build_answer, Deadline.after(20))

    with pytest.raises(RetryLaterError):
        store()
    assert (exchanges(backend, session), backend.count_used()) == (1, 2)
    assert len(backend.read_turns(session)) == 3


def test_the_claims_of_a_deleted_account_are_deleted(backend: InterviewBackend) -> None:
    crash_in(backend, None)
    with pytest.raises(ProcessEndedError):
        backend.take_turn(None, backend.make_session("other"), model=crash, user="other")
    backend.store.erase_owned(OWNER)
    assert [item["owner"]["S"] for item in backend.read_items() if item["sessionId"]["S"] == PARTITION] == ["other"]
