"""Whatever is sent, no fault of a caller becomes one of ours, and none is paid for."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import NEW, InterviewFunction

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("session_id", "category", "difficulty", "job_title", "company", "resume_text", "message", "role", "\x00")
BODIES = (
    st.dictionaries(st.sampled_from(FIELDS), ANYTHING).map(json.dumps)
    | st.fixed_dictionaries({name: st.just(value) | ANYTHING for name, value in NEW.items()}).map(json.dumps)
    | st.fixed_dictionaries({"session_id": st.uuids().map(str) | ANYTHING, "message": ANYTHING}).map(json.dumps)
    | ANYTHING.map(json.dumps)
    | st.text()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(body=BODIES, key=st.none() | st.text(max_size=300))
def test_every_request_gets_its_answer(function: InterviewFunction, body: str, key: str | None) -> None:
    paid = len(function.claude.asked)
    answer = function.ask(body=body, headers={} if key is None else {"Idempotency-Key": key})
    assert answer.status in {200, 400, 404, 409, 422, 429}, answer.raw
    assert len(function.claude.asked) - paid == (answer.status == 200)
