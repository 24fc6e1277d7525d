"""What an operator sees of a job: metrics by outcome, and one correlation id from the request to the stored result."""

import io
import json
import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bandup.core.errors import ConfigurationError, RetryLaterError, TerminalError
from bandup.core.log import logger
from bandup.core.metrics import publish_metrics
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from support.queue import batch
from unit.jobs.conftest import JobHarness, graded
from unit.jobs.test_lambda_worker import invoke


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log as it is written, since what a line carries is decided when it is."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logger.registered_formatter)
    stream = logging.getLogger(logger.name)
    stream.addHandler(handler)
    yield written
    stream.removeHandler(handler)


def metrics_of(output: str) -> dict[str, float]:
    """The sum of each metric in a log."""
    sums: dict[str, float] = {}
    for entry in (json.loads(line) for line in output.splitlines() if '"_aws"' in line):
        for metric in entry["_aws"]["CloudWatchMetrics"][0]["Metrics"]:
            sums[metric["Name"]] = sums.get(metric["Name"], 0) + sum(entry[metric["Name"]])
    return sums


def failing(error: Exception) -> Any:
    def work(_: Run) -> Result:
        raise error

    return work


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (graded, {"JobsCompleted"}),
        (lambda _: Result({"flags": ["under_length", "instruction_in_essay"]}), {"JobsCompleted", "InjectionFlagged"}),
        (failing(TerminalError("blocked", "Refused.")), {"JobsFailed"}),
        (failing(RetryLaterError("provider_throttled", "Busy.")), {"JobsRetried"}),
        (failing(ConfigurationError("key_refused", "Refused.")), {"JobsRetried", "ConfigurationErrors"}),
    ],
    ids=["completed", "flagged", "failed", "deferred", "misconfigured"],
)
def test_a_delivery_is_counted_by_its_outcome(
    work: Any, expected: set[str], harness: JobHarness, capsys: pytest.CaptureFixture[str]
) -> None:
    harness.submit()
    capsys.readouterr()
    invoke(harness, batch(*harness.queue.messages), work)
    counted = metrics_of(capsys.readouterr().out)
    assert {name for name, value in counted.items() if value} & (expected | {"JobsCompleted", "JobsFailed"}) == expected


def test_the_sweep_counts_what_was_stuck(harness: JobHarness, capsys: pytest.CaptureFixture[str]) -> None:
    harness.queue.down = True
    harness.submit()
    harness.queue.down = False
    harness.clock.advance(3600)
    with publish_metrics():
        assert harness.sweeper.sweep().resent == 1
    assert metrics_of(capsys.readouterr().out)["StuckJobs"] >= 1


def test_the_end_of_a_job_tells_how_long_it_and_its_model_took(harness: JobHarness, log: io.StringIO) -> None:
    harness.submit()
    began = time.monotonic()
    invoke(harness, batch(*harness.queue.messages))
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    (ended,) = [line for line in lines if line.get("message") == "job ended"]
    assert 0 < ended["seconds"] <= time.monotonic() - began + 0.001
    assert ended["model_seconds"] == 0


def test_every_line_about_a_job_and_its_result_carry_the_id_of_the_request(
    harness: JobHarness, log: io.StringIO
) -> None:
    jobs = [harness.submit(correlation_id=f"request-{number}") for number in range(2)]
    first, second = harness.queue.messages
    invoke(harness, batch(first, harness.queue.put("poison"), second))
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    by_job = {line["job_id"]: line["correlation_id"] for line in lines if "job_id" in line}
    assert by_job == {job.job_id: job.correlation_id for job in jobs}
    (poison,) = [line for line in lines if line.get("message") == "message buried"]
    assert "correlation_id" not in poison
    stored = harness.dynamodb.scan(TableName=harness.results_table)["Items"]
    assert {item["evaluation_id"]["S"]: item["correlation_id"]["S"] for item in stored} == by_job
