"""Whatever AWS does, every route answers in time, with a problem that says to try again."""

import time
import uuid
from collections.abc import Iterator

import pytest

from bandup.account.limits import Limited, Rate
from bandup.core.aws import Clients
from bandup.core.call_limits import ANSWER_SECONDS
from bandup.core.errors import RetryLaterError
from bandup.jobs.kinds import RESULT_TABLES, Kind
from bandup.jobs.queue import JobMessage
from support.events import FakeContext
from support.every_route import ask_every_route, build_handler
from support.fault_proxy import SERVICES, Fault, FaultProxy, running_proxy
from support.openapi import operations
from support.tokens import CLIENT_ID, UserPool

pytestmark = pytest.mark.slow

SECONDS = 9.0
"""The functions' time limit here: enough for one call that hangs, and too little for another try."""

WITHOUT_AWS = {"GET /questions/{question_id}"}
"""Routes that no fault of AWS can keep from answering."""

FAULTS = [Fault.HANG, Fault.ERROR, Fault.THROTTLE, Fault.CUT]


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultProxy]:
    """All of AWS."""
    with running_proxy() as running:
        monkeypatch.setenv("AWS_ENDPOINT_URL", running.address)
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        yield running


@pytest.fixture
def values(pool: UserPool, keys_url: str, proxy: FaultProxy) -> dict[str, object]:
    """The settings of all functions."""
    tables = ("jobs", "quotas", "study", "interview_sessions", *(table.name for table in RESULT_TABLES))
    return {
        "cognito_issuer": pool.issuer,
        "cognito_client_ids": (CLIENT_ID,),
        "cognito_jwks_url": keys_url,
        "table_name": "interviews",
        "region": "us-east-1",
        "model_id": "global.anthropic.claude-sonnet-5-5",
        "s3_bucket_audio": "audio",
        "s3_bucket_documents": "documents",
        "deletion_settle_seconds": 1,
        "page_token_secret_arn": "arn:aws:secretsmanager:us-east-1:000000000000:secret:page-tokens",
        "queue_url": f"{proxy.address}/queue",
        "dlq_url": f"{proxy.address}/dlq",
        "quota_interview_per_day": 9,
        **{f"limit_{what}": Rate(burst=9, per_hour=9) for what in Limited},
        **{f"dynamodb_{table}": table for table in tables},
        **{f"{kind.queue}_{queue}_url": f"{proxy.address}/{kind}" for kind in Kind for queue in ("queue", "dlq")},
        **{f"quota_{kind}_per_day": 9 for kind in Kind if kind.has_quota},
    }


def spoil(proxy: FaultProxy, fault: Fault) -> None:
    proxy.faults = dict.fromkeys([*SERVICES.values(), "s3"], fault)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_route_answers_in_time(
    proxy: FaultProxy, values: dict[str, object], pool: UserPool, fault: Fault
) -> None:
    spoil(proxy, fault)
    asked = ask_every_route(lambda _: values, Clients(), pool.bearer("user"), SECONDS, leave_out=WITHOUT_AWS)
    assert len(asked) == len(list(operations())) - len(WITHOUT_AWS)
    late = {each.route: each.seconds for each in asked if each.seconds > SECONDS - ANSWER_SECONDS}
    assert late == {}
    others = {each.route: each.answer.raw for each in asked if each.answer.status != 503}
    assert others == {}
    assert all(each.answer.headers["retry-after"] for each in asked)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("event", ["sweep", "health", "batch"])
def test_what_is_no_request_ends_in_time_too(
    proxy: FaultProxy, values: dict[str, object], fault: Fault, event: str
) -> None:
    spoil(proxy, fault)
    record = {"messageId": "m", "receiptHandle": "r", "body": JobMessage(job_id=str(uuid.uuid4())).model_dump_json()}
    sent = {"Records": [record]} if event == "batch" else {event: True}
    handler = build_handler("job_api", values, Clients())
    began = time.monotonic()
    if event == "sweep":
        with pytest.raises(RetryLaterError):
            handler(sent, FakeContext(SECONDS))
    else:
        answer = handler(sent, FakeContext(SECONDS))
        wanted = {"batchItemFailures": [{"itemIdentifier": "m"}]} if event == "batch" else {"ok": False}
        assert wanted.items() <= answer.items()
    assert time.monotonic() - began <= SECONDS - ANSWER_SECONDS
