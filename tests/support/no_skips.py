"""In CI a skipped test fails the run: what is not tested there is tested nowhere."""

import os

import pytest

_SKIPPED = "skipped"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _count_skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if count := _count_skipped(config):
        terminalreporter.write_line(f"{count} skipped: in CI (the variable CI is set) that fails the run", red=True)


def _count_skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get(_SKIPPED, [])) if reporter and os.environ.get("CI") else 0
