"""A new kind of job takes one row of `bandup.jobs.kinds`: nothing else of the API has to know it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ops.paths import ROOT

pytestmark = pytest.mark.slow

LAST_ROW = '    DELETION = "deletion", "account", None, False\n'
ROW = '    READING = "reading", "reading", ResultTable("reading_reports", "report_id", "/reading-reports"), True\n'
SOURCES = ("shared", "images", "tests/support", "tests/unit/conftest.py", "tests/unit/job_api", "terraform/platform")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """What the tests of every kind need of this repository."""
    for name in ("pyproject.toml", *SOURCES):
        source, copy = ROOT / name, tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__", ".terraform"))
        else:
            shutil.copy(source, copy)
    return tmp_path


def test_a_new_kind_takes_one_row(repository: Path) -> None:
    kinds = repository / "shared" / "bandup" / "jobs" / "kinds.py"
    table = kinds.read_text()
    assert table.count(LAST_ROW) == 1
    kinds.write_text(table.replace(LAST_ROW, LAST_ROW + ROW))
    tests = ["tests/unit/job_api/test_every_kind.py", "-k", "reading", "-p", "no:cacheprovider", "-q"]
    run = subprocess.run(  # noqa: S603  # our own tests
        [sys.executable, "-m", "pytest", *tests],
        cwd=repository,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "5 passed" in run.stdout
