import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[2]

SKIPPING = "import pytest\ndef test_skips():\n    pytest.skip('a reason')\n"
MARKED = "import pytest\n@pytest.mark.skipif(True, reason='a reason')\ndef test_skips(): pass\n"
WHOLE_FILE = "import pytest\npytest.importorskip('a_module_that_is_not_there')\n"
PASSING = "def test_passes(): pass\n"


def run(folder: Path, source: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    (folder / "test_it.py").write_text(source)
    clean = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-p", "support.no_skips", "-p", "no:cacheprovider", str(folder)]
    variables = {**clean, "PYTHONPATH": str(TESTS), **environment}
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter


@pytest.mark.parametrize("source", [SKIPPING, MARKED, WHOLE_FILE], ids=["called", "marked", "whole file"])
def test_a_skip_fails_the_run_in_ci(tmp_path: Path, source: str) -> None:
    done = run(tmp_path, PASSING + source, CI="true")
    assert done.returncode in {pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}, done.stdout
    assert "1 skipped: in CI (the variable CI is set) that fails the run" in done.stdout


def test_a_skip_is_fine_elsewhere(tmp_path: Path) -> None:
    assert run(tmp_path, PASSING + SKIPPING).returncode == pytest.ExitCode.OK


def test_without_a_skip_ci_is_green(tmp_path: Path) -> None:
    done = run(tmp_path, PASSING, CI="true")
    assert done.returncode == pytest.ExitCode.OK, done.stdout


def test_a_failure_stays_a_failure(tmp_path: Path) -> None:
    done = run(tmp_path, "def test_fails():\n    assert False\n" + SKIPPING, CI="true")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
