import pytest

from ops.rollout.command_line import show_history
from ops.rollout.rollout import Rollout

from .conftest import Stage


def test_the_history_names_who_was_not_asked(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    rollout = Rollout(stage, lambda _: None)
    rollout.deploy("v2")
    rollout.rollback("job_api", "v1")
    show_history(stage)
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "    not asked for their health: writing_evaluator"
    assert sum("not asked" in line for line in told) == 1
