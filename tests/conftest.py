"""Hypothesis profiles (quick for every change, long for the night), and what is the same for all tests."""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["support.no_skips"]

_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("default", max_examples=30, stateful_step_count=25, **_COMMON)  # type: ignore[arg-type]
settings.register_profile("nightly", max_examples=300, stateful_step_count=50, **_COMMON)  # type: ignore[arg-type]
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
