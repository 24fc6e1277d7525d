"""Places in a session that were claimed by a process that ended: they come back, once, and only when they must."""

from dataclasses import replace

import pytest

from bandup.core.dynamo import to_attributes
from bandup.core.errors import RetryLaterError
from bandup.interview.exceptions import SessionFullError
from bandup.interview.idempotency_records import CLAIM_MS
from bandup.interview.items import session_to_item
from bandup.interview.model import MAX_EXCHANGES, Session
from bandup.models.usage import Ledger

from .conftest import OWNER, InterviewBackend, pay


class ProcessEndedError(BaseException):
    """Nothing of the function runs after this."""


def crash(_: Ledger) -> None:
    raise ProcessEndedError


def nearly_full(backend: InterviewBackend, left: int) -> Session:
    """A stored session with so many places left."""
    session = replace(backend.make_session(), turns=1, exchanges=MAX_EXCHANGES - left)
    backend.client.put_item(TableName=backend.table, Item=to_attributes(session_to_item(session)))
    return session


def crash_in(backend: InterviewBackend, session: Session) -> None:
    with pytest.raises(ProcessEndedError):
        backend.take_turn(session, session, model=crash)


def read(backend: InterviewBackend, session: Session) -> Session:
    return backend.store.get_owned(session.session_id, OWNER)


def test_a_place_that_was_never_paid_comes_back_when_its_claim_runs_out(backend: InterviewBackend) -> None:
    session = nearly_full(backend, 1)
    crash_in(backend, session)
    held = read(backend, session)
    assert (held.exchanges, len(held.claims)) == (MAX_EXCHANGES, 1)
    with pytest.raises(SessionFullError):
        backend.take_turn(held, held)
    backend.clock.advance(CLAIM_MS + 1)
    assert backend.take_turn(held, held)["turn"] == 3
    after = read(backend, session)
    assert (after.exchanges, after.claims) == (MAX_EXCHANGES, ())
    with pytest.raises(SessionFullError):
        backend.take_turn(after, after)


def test_it_comes_back_once_however_many_see_it(backend: InterviewBackend) -> None:
    session = nearly_full(backend, 2)
    crash_in(backend, session)
    crash_in(backend, read(backend, session))
    backend.clock.advance(CLAIM_MS + 1)
    seen = read(backend, session)
    backend.take_turn(seen, seen)
    assert read(backend, session).exchanges == MAX_EXCHANGES - 1
    backend.take_turn(seen, read(backend, session))
    with pytest.raises(SessionFullError):
        backend.take_turn(seen, seen)
    assert read(backend, session).exchanges == MAX_EXCHANGES


def test_what_ends_well_or_badly_leaves_no_claim(backend: InterviewBackend) -> None:
    session = backend.begin_session()

    def fail(ledger: Ledger) -> None:
        pay(ledger)
        raise RetryLaterError("provider_throttled", "busy")

    backend.take_turn(session, session)
    with pytest.raises(RetryLaterError):
        backend.take_turn(session, session, model=fail)
    assert (read(backend, session).exchanges, read(backend, session).claims) == (1, ())
