"""What the row of a kind of job gives it: queue, quota, results, address, sweep, usage, export and deletion.

Each test runs for every kind that has results. `test_new_kind.py` runs them for a kind that is added.
"""

from typing import Any

import pytest
from pydantic import create_model

from bandup.account.exceptions import QuotaExceededError
from bandup.core.aws import Clients
from bandup.jobs.kinds import Kind, ResultTable
from bandup.jobs.lambda_worker import LambdaWorker, WorkerSettings
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from support.events import FakeContext
from support.queue import batch
from support.tokens import UserPool

from .account import exported
from .conftest import BUCKET, LIMIT, OWNER, SETTLE_SECONDS, STRANGER, JobApiHarness


@pytest.fixture(params=[kind for kind in Kind if kind.results], ids=str)
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


def table_of(kind: Kind) -> ResultTable:
    assert kind.results is not None
    return kind.results


def submit(harness: JobApiHarness, kind: Kind, user: str = OWNER) -> str:
    job = harness.services.submitter.submit(
        user_id=user, kind=kind, request={"asked": "of a worker"}, correlation_id="r", idempotency_key=None
    )
    return job.job_id


def answered(run: Run) -> Result:
    # A set of flashcards is read with its cards; no other kind looks at them.
    return Result({"marker": f"answer to {run.job.request['asked']}"}, {"flashcards": []})


def deliver(harness: JobApiHarness, kind: Kind) -> None:
    """Hand every waiting message to the kind's own function, wired as its entry point does."""
    queue_url, dlq_url = harness.settings.queue_urls(kind)
    table = table_of(kind)
    fields: Any = {f"dynamodb_{table.name}": (str, ...)}
    values: dict[str, Any] = {
        "dynamodb_jobs": harness.settings.dynamodb_jobs,
        "dynamodb_quotas": harness.settings.dynamodb_quotas,
        "s3_bucket_documents": BUCKET,
        "queue_url": queue_url,
        "dlq_url": dlq_url,
        f"dynamodb_{table.name}": table.table_in(harness.settings),
    }
    settings = create_model("KindSettings", __base__=WorkerSettings, **fields)(**values)
    clients = Clients({"dynamodb": harness.dynamodb, "s3": harness.s3, "sqs": harness.sqs})
    function = LambdaWorker.build({kind: answered}, settings, clients, {}, clock=harness.clock)
    waiting = harness.queues[kind].visible()
    assert function(batch(*waiting), FakeContext(300)) == {"batchItemFailures": []}
    for message in waiting:
        message.acknowledged = True


def test_a_job_is_worked_on_by_its_function_and_shown_with_its_result(harness: JobApiHarness, kind: Kind) -> None:
    job_id = submit(harness, kind)
    deliver(harness, kind)
    shown = harness.ask("GET", f"/jobs/{job_id}").json
    assert (shown["kind"], shown["status"]) == (kind, "COMPLETED")
    assert shown["result_url"] == f"{table_of(kind).path}/{job_id}"
    stored = harness.results[table_of(kind)].get_owned(job_id, OWNER)
    assert stored is not None
    assert (stored[table_of(kind).key], stored["marker"]) == (job_id, "answer to of a worker")


def test_a_quota_limits_the_users_day(clients: Clients, pool: UserPool, keys_url: str, kind: Kind) -> None:
    if not kind.has_quota:  # nothing is paid for it: how fast a user may submit is all that limits it
        harness = JobApiHarness(clients, pool, keys_url)
        for _ in range(LIMIT + 1):
            submit(harness, kind)
        return
    harness = JobApiHarness(clients, pool, keys_url, **{f"quota_{kind}_per_day": 1})
    submit(harness, kind)
    with pytest.raises(QuotaExceededError):
        submit(harness, kind)
    submit(harness, kind, STRANGER)


def test_the_sweep_sends_what_was_not_sent_and_closes_what_is_dead(harness: JobApiHarness, kind: Kind) -> None:
    harness.queues[kind].down = True
    job_id = submit(harness, kind)
    harness.queues[kind].down = False
    harness.clock.advance(120)
    assert harness.handler({"sweep": True}, FakeContext()) == {"resent": 1, "exhausted": 0, "claims_returned": 0}
    (message,) = harness.queues[kind].messages
    harness.dlqs[kind].put(message.body)
    assert harness.handler({"sweep": True}, FakeContext()) == {"resent": 0, "exhausted": 1, "claims_returned": 0}
    assert harness.ask("GET", f"/jobs/{job_id}").json["error"]["code"] == "exhausted"


def test_health_looks_at_its_results(harness: JobApiHarness, kind: Kind) -> None:
    harness.dynamodb.delete_table(TableName=table_of(kind).table_in(harness.settings))
    checks = harness.handler({"health": True}, FakeContext())["checks"]
    assert [name for name, outcome in checks.items() if outcome != "ok"] == [table_of(kind).name]


def test_usage_export_and_deletion_know_it(harness: JobApiHarness, kind: Kind) -> None:
    job_id, theirs = submit(harness, kind), submit(harness, kind, STRANGER)
    deliver(harness, kind)
    assert [(spent["kind"], spent["jobs"]) for spent in harness.ask("GET", "/usage").json["items"]] == [(kind, 1)]
    file = exported(harness)
    assert [job["job_id"] for job in file["jobs"]] == [job_id]
    assert [result["marker"] for result in file[table_of(kind).name]] == ["answer to of a worker"]

    harness.ask("DELETE", "/me")
    harness.clock.advance(SETTLE_SECONDS)
    harness.work_off(harness.deletion, Kind.DELETION)
    results = harness.results[table_of(kind)]
    assert results.get_owned(job_id, OWNER) is None
    assert harness.jobs.get(job_id) is None
    assert results.get_owned(theirs, STRANGER) is not None
