"""What is measured is written as one line of Embedded Metric Format, under one dimension and without any id."""

import json
import threading
from decimal import Decimal
from typing import Any

import pytest

from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, RetryNowError, TerminalError
from bandup.core.metrics import Metric, measure, publish_metrics
from bandup.models.retrying import retry_within
from bandup.models.structured import Reply, get_valid_answer
from bandup.models.usage import Ledger, Usage


def written(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The values of each metric that was written, over all lines."""
    values: dict[str, Any] = {}
    for line in capsys.readouterr().out.splitlines():
        entry = json.loads(line)
        for declared in entry["_aws"]["CloudWatchMetrics"]:
            for metric in declared["Metrics"]:
                values.setdefault(metric["Name"], []).extend(entry[metric["Name"]])
    return values


def test_nothing_measured_is_nothing_written(capsys: pytest.CaptureFixture[str]) -> None:
    with publish_metrics():
        pass
    assert capsys.readouterr().out == ""


def test_what_nobody_publishes_is_not_collected(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(250):
        measure(Metric.INPUT_TOKENS)
    assert capsys.readouterr().out == ""
    with publish_metrics():
        measure(Metric.JOBS_FAILED)
    assert written(capsys) == {"JobsFailed": [1.0]}


def test_a_line_declares_its_metrics_and_their_units(capsys: pytest.CaptureFixture[str]) -> None:
    with publish_metrics():
        measure(Metric.PROVIDER_LATENCY, 12.5)
        measure(Metric.COST_USD, 0.01)
        measure(Metric.JOBS_FAILED)
    (declared,) = json.loads(capsys.readouterr().out)["_aws"]["CloudWatchMetrics"]
    units = {metric["Name"]: metric["Unit"] for metric in declared["Metrics"]}
    assert units == {"ProviderLatency": "Milliseconds", "CostUsd": "None", "JobsFailed": "Count"}


def test_what_was_measured_before_a_failure_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        measure(Metric.JOBS_RETRIED)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), publish_metrics():
        fail()
    assert written(capsys) == {"JobsRetried": [1.0]}


def test_many_threads_lose_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def measure_often() -> None:
        for _ in range(250):
            measure(Metric.INPUT_TOKENS, 1)

    with publish_metrics():
        threads = [threading.Thread(target=measure_often) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(written(capsys)["InputTokens"]) == 2000


def test_a_paid_call_counts_tokens_and_cost(capsys: pytest.CaptureFixture[str]) -> None:
    with publish_metrics():
        Ledger().add(Usage("a-model", 100, 20, Decimal("0.0125")))
    assert written(capsys) == {"InputTokens": [100.0], "OutputTokens": [20.0], "CostUsd": [0.0125]}


def test_every_try_is_timed_and_its_failure_counted(capsys: pytest.CaptureFixture[str]) -> None:
    faults: list[Exception] = [
        RetryNowError("provider_unavailable", "Down."),
        RetryNowError("provider_unavailable", "Down."),
    ]

    def attempt(_: float) -> str:
        if faults:
            raise faults.pop()
        return "answer"

    with publish_metrics():
        assert retry_within(Deadline.after(60), attempt, attempt_seconds=5, sleep=lambda _: None) == "answer"
    values = written(capsys)
    assert len(values["ProviderLatency"]) == 3
    assert all(value >= 0 for value in values["ProviderLatency"])
    assert values["ProviderErrors"] == [1.0, 1.0]
    assert values["ProviderRetries"] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("error", "counted"),
    [
        (RetryLaterError("provider_throttled", "Busy."), True),
        (ConfigurationError("model_not_found", "Gone."), True),
        (TerminalError("blocked", "Refused."), False),
    ],
)
def test_what_the_provider_is_not_to_blame_for_is_no_error_of_its(
    error: Exception, counted: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    def attempt(_: float) -> str:
        raise error

    with pytest.raises(type(error)), publish_metrics():
        retry_within(Deadline.after(60), attempt, attempt_seconds=5)
    assert ("ProviderErrors" in written(capsys)) is counted


def test_each_unusable_answer_counts(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InvalidOutputError), publish_metrics():
        get_valid_answer(lambda *_args, **_kwargs: Reply("no JSON"), dict)
    assert written(capsys) == {"ModelOutputInvalid": [1.0, 1.0]}
