"""Metrics in CloudWatch's Embedded Metric Format: numbers in log lines, so that no call and no permission is needed.

The namespace is BandUp/<stage> (POWERTOOLS_METRICS_NAMESPACE) and the only dimension is `service`, the function's
folder (POWERTOOLS_SERVICE_NAME): each further value of a dimension is one more metric to pay for, so ids are never
one. Terraform's alarms and the dashboard read these names.
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
    INJECTION_FLAGGED = "InjectionFlagged"


_UNITS = {Metric.PROVIDER_LATENCY: MetricUnit.Milliseconds, Metric.COST_USD: MetricUnit.NoUnit}

_metrics = Metrics(namespace=os.environ.get("POWERTOOLS_METRICS_NAMESPACE", UNSET_NAMESPACE))
_lock = threading.Lock()


def measure(metric: Metric, value: float = 1) -> None:
    """Add one value; any thread may.

    Args:
        metric: which.
        value: a count unless the metric has a unit: milliseconds for latency, US dollars for cost.
    """
    with _lock:
        _metrics.add_metric(name=metric, unit=_UNITS.get(metric, MetricUnit.Count), value=value)


@contextmanager
def published() -> Iterator[None]:
    """Write what was measured inside to the log at the end, whatever happens."""
    try:
        yield
    finally:
        with _lock:
            if _metrics.provider.metric_set:
                _metrics.flush_metrics()
