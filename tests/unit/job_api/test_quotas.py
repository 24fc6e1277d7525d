"""How much paid work a user may ask for in a day.

That requests at the same time do not pass the limit is proved against DynamoDB Local: moto's transactions are not
isolated.
"""

from typing import Any

from bandup.account.quotas import Quotas
from bandup.core.dynamo import Table, write_together
from bandup.interview.claims import CLAIM_MS, Claim
from bandup.interview.model import PaidRoute
from bandup.storage.uploads import UploadType
from support.events import Answer, FakeContext

from .conftest import ESSAY, LIMIT, OWNER, STRANGER, JobApiHarness

DAY_MS = 24 * 3600 * 1000


def post(harness: JobApiHarness, **event: Any) -> Answer:
    return harness.ask("POST", "/writing/evaluations", **({"body": ESSAY} | event))


def use_up(harness: JobApiHarness) -> None:
    for _ in range(LIMIT):
        assert post(harness).status == 202


def test_the_limit_is_reached_and_not_passed_until_midnight(harness: JobApiHarness) -> None:
    use_up(harness)
    answer = post(harness)
    assert (answer.status, answer.json["type"]) == (429, "urn:bandup:problem:quota-exceeded")
    assert int(answer.headers["retry-after"]) == (DAY_MS - harness.clock.now % DAY_MS) / 1000
    assert harness.jobs_stored() == LIMIT
    assert len(harness.queue.messages) == LIMIT

    harness.clock.advance(int(answer.headers["retry-after"]) - 1)
    assert post(harness).status == 429
    harness.clock.advance(1)
    assert post(harness).status == 202


def test_each_user_and_kind_has_its_own(harness: JobApiHarness) -> None:
    use_up(harness)
    assert post(harness, user=STRANGER).status == 202
    upload_id = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF").key.rpartition("/")[2]
    spoken = {"part": "PART_1", "questions": ["Why?"], "upload_id": upload_id}
    assert harness.ask("POST", "/speaking/evaluations", body=spoken).status == 202


def test_what_is_refused_or_repeated_does_not_count(harness: JobApiHarness) -> None:
    key = {"Idempotency-Key": "3f1c"}
    for _ in range(LIMIT):
        assert post(harness, body=ESSAY | {"essay_content": " "}).status == 422
        assert post(harness, headers=key).status == 202
        assert post(harness, headers=key, body=ESSAY | {"question": "Another?"}).status == 409
    for _ in range(LIMIT - 1):
        assert post(harness).status == 202
    assert post(harness).status == 429
    assert post(harness, headers=key).status == 202, "a repetition is answered though nothing is left"


def test_a_counter_goes_by_itself_after_its_day(harness: JobApiHarness) -> None:
    post(harness)
    items = harness.dynamodb.scan(TableName=harness.settings.dynamodb_quotas)["Items"]
    (counter,) = [item for item in items if "used" in item]
    midnight = (harness.clock.now // DAY_MS + 1) * DAY_MS // 1000
    assert int(counter["expires_at"]["N"]) > midnight
    assert counter["used"] == {"N": "1"}


def test_the_sweep_gives_back_what_killed_paid_calls_claimed(harness: JobApiHarness) -> None:
    table = Table(harness.dynamodb, harness.settings.dynamodb_interview_sessions)
    table.execute(Claim.take(OWNER, PaidRoute.INTERVIEW, None, harness.clock()).prepare_put(table))
    quotas = Quotas(harness.dynamodb, harness.settings.dynamodb_quotas, {PaidRoute.INTERVIEW: 5}, harness.clock)
    write_together(harness.dynamodb, {"quota": {"Update": quotas.share_of(OWNER, PaidRoute.INTERVIEW).write}})
    assert quotas.count_left(OWNER, PaidRoute.INTERVIEW) == 4
    harness.clock.advance(CLAIM_MS / 1000 + 1)
    assert harness.handler({"sweep": True}, FakeContext())["claims_returned"] == 1
    assert harness.handler({"sweep": True}, FakeContext())["claims_returned"] == 0
    assert quotas.count_left(OWNER, PaidRoute.INTERVIEW) == 5
