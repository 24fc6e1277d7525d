"""The handler of a worker function: batches, direct invocations, health and events of no known form."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bandup.core.errors import ConfigurationError
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from support.events import FakeContext
from support.queue import batch
from unit.jobs.conftest import JobHarness, graded


def invoke(harness: JobHarness, event: Any, work: Any = graded, checks: Any = None) -> dict[str, Any]:
    return harness.function(work, checks)(event, FakeContext(300))


def test_one_bad_message_does_not_stop_the_others(harness: JobHarness) -> None:
    jobs = [harness.submit() for _ in range(9)]
    harness.queue.messages.insert(4, harness.queue.put("not ours"))
    harness.queue.messages.pop()
    answer = invoke(harness, batch(*harness.queue.messages))
    assert answer == {"batchItemFailures": []}
    assert harness.dlq.bodies == ["not ours"]
    assert {harness.job(job).status for job in jobs} == {"COMPLETED"}


def test_only_the_failing_message_is_delivered_again(harness: JobHarness) -> None:
    bad, good = harness.submit(), harness.submit()

    def work(run: Run) -> Result:
        if run.job.job_id == bad.job_id:
            raise RuntimeError("text of a user")
        return graded(run)

    answer = invoke(harness, batch(*harness.queue.messages), work)
    assert answer == {"batchItemFailures": [{"itemIdentifier": harness.queue.messages[0].message_id}]}
    assert harness.job(good).status == "COMPLETED"


def test_a_batch_of_failures_only_is_not_a_function_error(harness: JobHarness) -> None:
    def work(_run: Run) -> Result:
        raise RuntimeError

    harness.submit()
    (message,) = harness.queue.messages
    assert invoke(harness, batch(message), work) == {"batchItemFailures": [{"itemIdentifier": message.message_id}]}


def test_a_crash_is_logged_without_its_message(harness: JobHarness, caplog: pytest.LogCaptureFixture) -> None:
    def work(_run: Run) -> Result:
        raise RuntimeError("canary essay text")

    harness.submit()
    invoke(harness, batch(*harness.queue.messages), work)
    logged = str([vars(record) for record in caplog.records])
    assert "RuntimeError" in logged
    assert "canary" not in logged


def test_a_direct_invocation_runs_through_the_same_store(harness: JobHarness) -> None:
    job = harness.submit()
    answer = invoke(harness, {"job_id": job.job_id})
    assert answer["status"] == "COMPLETED"
    assert answer["result_url"] == f"/evaluations/{job.job_id}"
    assert invoke(harness, {"job_id": job.job_id}) == answer


@pytest.mark.parametrize("job_id", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_direct_invocation_for_no_job_says_so(harness: JobHarness, job_id: str) -> None:
    assert invoke(harness, {"job_id": job_id}) == {"error": "unknown_job"}


def test_health_names_what_is_wrong_and_does_not_pay(harness: JobHarness) -> None:
    def denied() -> None:
        raise ConfigurationError("secret_denied", "The key may not be read.")

    usable = {"jobs": "ok", "evaluations": "ok"}
    answer = invoke(harness, {"health": True}, checks={"secret": denied})
    assert answer == {"ok": False, "checks": usable | {"secret": "secret_denied"}}
    assert invoke(harness, {"health": True}) == {"ok": True, "checks": usable}


@pytest.mark.parametrize("event", [{}, None, [], "x", {"job_id": 7}, {"health": 1}, {"Records": "x"}])
def test_an_event_of_no_known_form_is_answered_and_changes_nothing(harness: JobHarness, event: Any) -> None:
    assert invoke(harness, event) == {"error": "unknown_event"}


@pytest.mark.parametrize("records", [[], [None], [{}], [{"messageId": None}]])
def test_a_batch_without_messages_is_empty(harness: JobHarness, records: list[Any]) -> None:
    assert invoke(harness, {"Records": records}) == {"batchItemFailures": []}


def test_a_record_without_a_body_is_poison(harness: JobHarness) -> None:
    assert invoke(harness, {"Records": [{"messageId": "m"}]}) == {"batchItemFailures": []}
    assert harness.dlq.bodies == [""]


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
BODIES = st.fixed_dictionaries(
    {}, optional={"schema_version": st.just(1) | ANYTHING, "job_id": st.uuids().map(str) | ANYTHING}
).map(json.dumps)
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "messageId": st.text() | ANYTHING,
        "body": BODIES | ANYTHING,
        "receiptHandle": ANYTHING,
        "attributes": st.fixed_dictionaries({"ApproximateReceiveCount": st.text("0123456789-") | ANYTHING}) | ANYTHING,
    },
)
EVENTS = ANYTHING | st.fixed_dictionaries(
    {},
    optional={"Records": st.lists(RECORDS | ANYTHING, max_size=4) | ANYTHING, "job_id": ANYTHING, "health": ANYTHING},
)


@given(EVENTS)
@settings(suppress_health_check=list(HealthCheck))  # what is stored does not matter here
def test_no_event_ends_in_an_error_or_leaves_a_good_message_behind(harness: JobHarness, event: Any) -> None:
    job = harness.submit()
    (message,) = harness.queue.visible()[-1:]
    if isinstance(event, dict) and isinstance(event.get("Records"), list):
        event["Records"].append(batch(message)["Records"][0])
    answer = invoke(harness, event)
    json.dumps(answer)
    if "batchItemFailures" in answer:
        assert {"itemIdentifier": message.message_id} not in answer["batchItemFailures"]
        assert harness.job(job).status == "COMPLETED"
