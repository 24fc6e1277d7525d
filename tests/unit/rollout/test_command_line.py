from io import StringIO

import pytest

from ops.rollout.command_line import ask_for_name, show_history
from ops.rollout.exceptions import RolloutError
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


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_stage_that_is_to_go_is_named_by_the_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask_for_name("dev", Terminal("dev\n")) == "dev"
    assert "All of dev goes" in capsys.readouterr().out
    assert ask_for_name("dev", Terminal("")) == ""


def test_where_nobody_can_be_asked_the_name_is_wanted_beforehand() -> None:
    with pytest.raises(RolloutError, match=r"say it with CONFIRM=dev\. Nothing changed"):
        ask_for_name("dev", StringIO("dev\n"))
