"""How fast one user may have turns."""

import pytest

from bandup.account.exceptions import TooFastError
from bandup.account.limits import Limited

from .conftest import BURST, InterviewBackend


def test_turns_are_limited_and_a_refused_one_claims_nothing(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    before, used = backend.read_items(), backend.count_used()
    backend.limits.charge(session.user_id, Limited.TURNS, BURST)
    with pytest.raises(TooFastError) as caught:
        backend.take_turn(session, session)
    assert caught.value.retry_after > 0
    assert (backend.read_items(), backend.count_used()) == (before, used)
    backend.clock.advance(caught.value.retry_after)
    backend.take_turn(session, session)
    assert backend.count_used() == used + 1
