"""Each rule on imports holds, and fails on an import that breaks it."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ops.images.functions import functions
from ops.paths import ROOT

pytestmark = pytest.mark.slow

ROOTS = ("", "shared", "images", "tests")
FOLDERS = ("shared", "images", "ops", "tests")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The imports of this repository: its Python files alone."""
    folder = tmp_path_factory.mktemp("repository")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in FOLDERS:
        for source in (ROOT / name).rglob("*.py"):
            copy = folder / source.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy)
    return folder


def lint(repository: Path) -> "subprocess.CompletedProcess[str]":
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(repository / root) for root in ROOTS)}
    return subprocess.run(  # noqa: S603  # our own linter
        [program, "--no-logo", "--no-cache"],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_this_repository_keeps_every_rule(repository: Path) -> None:
    linted = lint(repository)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("shared/bandup/core/clock.py", "import bandup.jobs.store"),
        ("shared/bandup/storage/uploads.py", "from bandup.jobs import model"),
        ("shared/bandup/account/quotas.py", "from bandup.storage import versions"),
        ("shared/bandup/interview/store.py", "from bandup.jobs.model import Job"),
        ("shared/bandup/jobs/worker.py", "from bandup.http import responses"),
        ("shared/bandup/account_data/usage.py", "import bandup.http.body"),
        ("shared/bandup/http/body.py", "from bandup.wiring import interviews"),
        ("shared/bandup/new_package/__init__.py", ""),
        ("shared/bandup/jobs/worker.py", "import writing_evaluator.prompt"),
        ("shared/bandup/jobs/worker.py", "from ops.paths import ROOT"),
        ("shared/bandup/jobs/worker.py", "from support.tables import create"),
        ("shared/bandup/jobs/worker.py", "from tests.support.tables import create"),
        ("images/job_api/jobs.py", "from writing_evaluator import prompt"),
        ("shared/bandup/jobs/worker.py", "import images.writing_evaluator.prompt"),
        ("images/job_api/jobs.py", "from images.writing_evaluator import prompt"),
        ("images/job_api/jobs.py", "from ops import paths"),
        ("images/job_api/jobs.py", "import support.tables"),
        ("ops/shell.py", "from support import tables"),
        ("ops/shell.py", "import tests.support.tables"),
        ("ops/shell.py", "from unit.models import provider"),
        ("ops/shell.py", "import job_api.app"),
        ("ops/rollout/cloud.py", "from ops.local_stage.deploy import Deployment"),
        ("ops/images/release.py", "import ops.journeys.jobs"),
        ("ops/local_stage/stage.py", "from ops.demo import __main__"),
        ("ops/new_command/__init__.py", ""),
    ],
)
def test_a_planted_import_breaks_a_rule(repository: Path, path: str, line: str) -> None:
    with planted(repository / path, line):
        linted = lint(repository)
    assert linted.returncode == 1, linted.stdout
    assert "BROKEN" in linted.stdout or "new_" in linted.stdout, linted.stdout


@contextmanager
def planted(module: Path, line: str) -> Iterator[None]:
    """A module with one more line, or a new one, for the length of a block."""
    before = module.read_text() if module.exists() else None
    module.parent.mkdir(exist_ok=True)
    module.write_text(f"{line}\n{before or ''}")
    yield
    if before is None:
        shutil.rmtree(module.parent)
    else:
        module.write_text(before)


def test_every_function_is_under_the_rules() -> None:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contract = configured["contracts"][0]["layers"][1].split(" | ")
    assert contract == [*functions(), "ops"]
    assert {*functions()} <= {*configured["root_packages"]}
