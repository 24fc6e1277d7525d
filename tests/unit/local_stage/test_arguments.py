"""What is wrong with a command's arguments is told in one line, and nothing is begun."""

import subprocess
import sys

import pytest

from ops.paths import ROOT

pytestmark = pytest.mark.slow

WRONG = {
    "ops.demo": (["--cards", "99"], "CARDS must be a whole number from 1 to 50, not '99'"),
    "ops.images": (["--tag", "v1", "--only", "nothing"], "argument --only: invalid choice: 'nothing'"),
    "ops.rollout": (["plan", "--stage", ""], "say which stage: STAGE=local, or a directory of terraform/stages/"),
    "ops.local_stage.rollout": (["rollback", "--stage", "local"], "say what goes back to where: FUNCTION=job_api"),
    "ops.capacity": (["--jobs", "many"], "argument --jobs: invalid int value: 'many'"),
    "storm": (["--seeds", "many"], "argument --seeds: invalid int value: 'many'"),
    "speed": (["--only", "nothing"], "there is no 'nothing'; choose of"),
}


@pytest.mark.parametrize("module", sorted(WRONG))
def test_wrong_arguments_are_one_line(module: str) -> None:
    arguments, told = WRONG[module]
    path = ":".join(str(ROOT / name) for name in ("", "shared", "images", "benchmarks", "tests"))
    ended = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": path, "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert told in ended.stderr
