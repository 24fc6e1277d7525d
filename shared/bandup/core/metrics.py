"""Metrics in CloudWatch's Embedded Metric Format: numbers in log lines, which need no call and no permission.

The namespace is BandUp/<stage> (POWERTOOLS_METRICS_NAMESPACE) and the only dimension is `service`, the function's
folder (POWERTOOLS_SERVICE_NAME). Each value of a dimension is one more metric to pay for, so an id is never a
dimension. Terraform's alarms and the dashboard read these names.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

UNSET_NAMESPACE = "BandUp"
"""Where a function has no namespace of a stage, as in tests."""


class Metric(StrEnum):
    """Every metric there is."""

    JOBS_COMPLETED = "JobsCompleted"
    JOBS_FAILED = "JobsFailed"
    JOBS_RETRIED = "JobsRetried"
    STUCK_JOBS = "StuckJobs"
    CONFIGURATION_ERRORS = "ConfigurationErrors"
    PROVIDER_LATENCY = "ProviderLatency"
    PROVIDER_ERRORS = "ProviderErrors"
    PROVIDER_RETRIES = "ProviderRetries"
    INPUT_TOKENS = "InputTokens"
    OUTPUT_TOKENS = "OutputTokens"
    COST_USD = "CostUsd"
    MODEL_OUTPUT_INVALID = "ModelOutputInvalid"
    MODEL_OUTPUT_CUT = "ModelOutputCut"
    REPLY_FAULTS = "ReplyFaults"
    SCHEMA_REFUSED = "SchemaRefused"
    INJECTION_FLAGGED = "InjectionFlagged"


_UNITS = {Metric.PROVIDER_LATENCY: MetricUnit.Milliseconds, Metric.COST_USD: MetricUnit.NoUnit}


class _Collector:
    """Values that wait to be written, from all threads of a process."""

    def __init__(self) -> None:
        self._metrics = Metrics(namespace=os.environ.get("POWERTOOLS_METRICS_NAMESPACE", UNSET_NAMESPACE))
        self._lock = threading.Lock()
        self._publishers = 0

    def add(self, metric: Metric, value: float) -> None:
        with self._lock:
            # Powertools writes by itself what reaches a hundred values, so what nobody publishes is not collected.
            if self._publishers:
                self._metrics.add_metric(name=metric, unit=_UNITS.get(metric, MetricUnit.Count), value=value)

    def begin(self) -> None:
        with self._lock:
            self._publishers += 1

    def end(self) -> None:
        with self._lock:
            self._publishers -= 1
            if self._metrics.provider.metric_set:
                self._metrics.flush_metrics()


_collector = _Collector()


def measure(metric: Metric, value: float = 1) -> None:
    """Add one value; any thread may. Outside `publish_metrics`, as in a benchmark, nothing is collected.

    Args:
        metric: which.
        value: a count unless the metric has a unit: milliseconds for latency, US dollars for cost.
    """
    _collector.add(metric, value)


@contextmanager
def publish_metrics() -> Iterator[None]:
    """Write what is measured inside to the log at the end, whatever happens. Only a function's handler does this."""
    _collector.begin()
    try:
        yield
    finally:
        _collector.end()
