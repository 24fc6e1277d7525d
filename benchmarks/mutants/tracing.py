"""A pytest plugin: which tests run which lines, and how long each takes.

Each process of xdist's writes JSON into the folder `TRACE`.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

_SECONDS: dict[str, float] = {}
_COVERAGE = coverage.Coverage(data_file=None, source=json.loads(os.environ["TRACE_SOURCE"]), messages=False)
_COVERAGE.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Attribute the lines that run now to this test."""
    _COVERAGE.switch_context(item.nodeid)
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up set-up, call and tear-down."""
    _SECONDS[report.nodeid] = _SECONDS.get(report.nodeid, 0.0) + report.duration


def pytest_sessionfinish() -> None:
    """Keep what was found."""
    _COVERAGE.stop()
    data = _COVERAGE.get_data()
    if not _SECONDS or "PYTEST_XDIST_WORKER" not in os.environ:
        return  # whoever only hands the tests out
    lines = {file: data.contexts_by_lineno(file) for file in data.measured_files()}
    kept = Path(os.environ["TRACE"]) / f"{os.environ['PYTEST_XDIST_WORKER']}.json"
    kept.write_text(json.dumps({"lines": lines, "seconds": _SECONDS}), encoding="utf-8")
