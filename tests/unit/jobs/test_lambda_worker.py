"""The handler of a worker function: batches, direct invocations, health and events of no known form."""

from dataclasses import dataclass
from typing import Any, cast

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from bandup.core.errors import ConfigurationError
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.model import Job, Kind
from bandup.jobs.queue import WorkQueue
from bandup.jobs.results import Result
from bandup.jobs.worker import Run, Worker
from unit.jobs.conftest import World, graded


@dataclass
class Context:
    def get_remaining_time_in_millis(self) -> int:
        return 300_000


class Receipts:
    """What the handler asked of the queue, by receipt handle."""

    def __init__(self) -> None:
        self.buried: list[str] = []
        self.hidden: list[str] = []

    def set_visibility(self, receipt_handle: str, seconds: float) -> None:  # noqa: ARG002  # the queue's signature
        self.hidden.append(receipt_handle)

    def send_to_dlq(self, body: str) -> None:
        self.buried.append(body)


def record(job: Job | None, body: str | None = None, message_id: str = "m") -> dict[str, Any]:
    text = body if body is not None else f'{{"schema_version": 1, "job_id": "{job.job_id if job else ""}"}}'
    return {
        "messageId": message_id,
        "receiptHandle": f"handle-{message_id}",
        "body": text,
        "attributes": {"ApproximateReceiveCount": "1"},
        "eventSource": "aws:sqs",
    }


def invoke(world: World, event: Any, work: Any = graded, checks: Any = None) -> tuple[dict[str, Any], Receipts]:
    receipts = Receipts()
    handler = LambdaWorker(
        Worker(Kind.WRITING, world.store, world.results, work),
        cast("WorkQueue", receipts),
        world.store,
        checks or {},
    )
    return handler(event, cast("LambdaContext", Context())), receipts


def test_one_bad_message_does_not_stop_the_others(world: World) -> None:
    jobs = [world.submit() for _ in range(9)]
    records = [record(job, message_id=f"m{i}") for i, job in enumerate(jobs)]
    records.insert(4, record(None, body="not ours", message_id="bad"))
    answer, receipts = invoke(world, {"Records": records})
    assert answer == {"batchItemFailures": []}
    assert receipts.buried == ["not ours"]
    assert {world.job(job).status for job in jobs} == {"COMPLETED"}


def test_only_the_failing_message_is_delivered_again(world: World) -> None:
    good, bad = world.submit(), world.submit()

    def work(run: Run) -> Result:
        if run.job.job_id == bad.job_id:
            raise RuntimeError("text of a user")
        return graded(run)

    records = [record(bad, message_id="bad"), record(good, message_id="good")]
    answer, _ = invoke(world, {"Records": records}, work)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    assert world.job(good).status == "COMPLETED"


def test_a_batch_of_failures_only_is_not_a_function_error(world: World) -> None:
    def work(_run: Run) -> Result:
        raise RuntimeError

    answer, _ = invoke(world, {"Records": [record(world.submit())]}, work)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m"}]}


def test_a_crash_is_logged_without_its_message(world: World, caplog: pytest.LogCaptureFixture) -> None:
    def work(_run: Run) -> Result:
        raise RuntimeError("canary essay text")

    invoke(world, {"Records": [record(world.submit())]}, work)
    logged = str([vars(record) for record in caplog.records])
    assert "RuntimeError" in logged
    assert "canary" not in logged


def test_a_direct_invocation_runs_through_the_same_store(world: World) -> None:
    job = world.submit()
    answer, _ = invoke(world, {"job_id": job.job_id})
    assert answer["status"] == "COMPLETED"
    assert answer["result_url"] == f"/evaluations/{job.job_id}"
    again, _ = invoke(world, {"job_id": job.job_id})
    assert again == answer


@pytest.mark.parametrize("job_id", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_direct_invocation_for_no_job_says_so(world: World, job_id: str) -> None:
    assert invoke(world, {"job_id": job_id})[0] == {"error": "unknown_job"}


def test_health_names_what_is_wrong_and_does_not_pay(world: World) -> None:
    def denied() -> None:
        raise ConfigurationError("secret_denied", "The key may not be read.")

    checks = {"jobs": world.store.describe, "secret": denied}
    answer, _ = invoke(world, {"health": True}, checks=checks)
    assert answer == {"ok": False, "checks": {"jobs": "ok", "secret": "secret_denied"}}
    assert invoke(world, {"health": True}, checks={"jobs": world.store.describe})[0]["ok"]


@pytest.mark.parametrize("event", [{}, None, [], "x", {"job_id": 7}, {"health": 1}, {"Records": "x"}])
def test_an_event_of_no_known_form_is_answered_and_changes_nothing(world: World, event: Any) -> None:
    assert invoke(world, event)[0] == {"error": "unknown_event"}


@pytest.mark.parametrize("records", [[], [None], [{}], [{"messageId": None}]])
def test_a_batch_without_messages_is_empty(world: World, records: list[Any]) -> None:
    assert invoke(world, {"Records": records})[0] == {"batchItemFailures": []}


def test_a_record_without_a_body_is_poison(world: World) -> None:
    answer, receipts = invoke(world, {"Records": [{"messageId": "m"}]})
    assert answer == {"batchItemFailures": []}
    assert receipts.buried == [""]
