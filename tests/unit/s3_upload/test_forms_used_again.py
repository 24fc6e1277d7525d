"""A form that is sent again: its first file counts, and the others go and count against the limit."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bandup.account import tombstones
from bandup.account.limits import Limited
from bandup.core.dynamo import Table
from bandup.storage.uploads import UploadType
from support.events import FakeContext

from .conftest import JOBS, RATE, RECORDING, UploadFunction


def a_user() -> str:
    return f"user-{uuid.uuid4()}"


def test_a_form_that_is_used_20_times_leaves_its_first_file(function: UploadFunction) -> None:
    user, other = a_user(), a_user()
    form = function.create(user=user)
    for number in range(20):
        function.send(form, f"file {number}".encode())
        assert function.tell(form) == {"deleted": min(number, 1)}
    assert len(function.versions(form)) == 1
    assert function.charged(user) == 20
    assert function.charged(other) == 0
    upload = function.uploads.find(form["upload_id"], UploadType.SPEAKING_AUDIO, user)
    assert function.uploads.read(upload, 10) == b"file 0"


def test_an_event_that_came_late_or_twice_clears_all_that_is_there(function: UploadFunction) -> None:
    user = a_user()
    form = function.create(user=user)
    for number in range(4):
        function.send(form, f"file {number}".encode())
    assert [function.tell(form) for _ in range(2)] == [{"deleted": 3}, {"deleted": 0}]
    assert function.charged(user) == 4


def test_who_sends_one_form_again_and_again_waits_for_the_next(function: UploadFunction) -> None:
    user = a_user()
    form = function.create(user=user)
    function.limits.charge(user, Limited.UPLOADS, RATE.burst)
    function.send(form, b"1")
    function.send(form, b"2")
    function.tell(form)
    answer = function.ask("POST", "/uploads", user=user, body=RECORDING)
    assert (answer.status, answer.json["type"]) == (429, "urn:bandup:problem:too-many-requests")
    assert int(answer.headers["retry-after"]) == 3 * RATE.interval_ms // 1000
    assert function.ask("POST", "/uploads", user=a_user(), body=RECORDING).status == 201


def test_nothing_is_stored_of_a_deleted_account(function: UploadFunction) -> None:
    user = a_user()
    form = function.create(user=user)
    function.clock.advance(10 * RATE.interval_ms // 1000)
    jobs = Table(function.dynamodb, JOBS)
    jobs.execute(tombstones.place(jobs, user, function.clock.now, "job"))
    function.send(form, b"1")
    function.send(form, b"2")
    assert function.tell(form) == {"deleted": 1}
    assert function.charged(user) <= 0


def test_an_event_is_no_request(function: UploadFunction) -> None:
    answer = function.ask("POST", "/uploads", body=RECORDING | {"source": "aws.s3"})
    assert answer.status == 422


PARTS = st.sampled_from(["uploads", "results", "speaking_audio", "..", "", "a-user", str(uuid.UUID(int=1))]) | st.text()


@given(st.lists(PARTS, max_size=6).map("/".join))
@settings(suppress_health_check=list(HealthCheck))
def test_a_place_that_is_none_of_an_uploads_is_refused(function: UploadFunction, key: str) -> None:
    event = {"source": "aws.s3", "detail": {"bucket": {"name": "another"}, "object": {"key": key}}}
    with pytest.raises(ValueError, match=r"place|not a valid|unpack"):
        function.handler(event, FakeContext())
