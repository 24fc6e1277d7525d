import sys
import pytest
from integration.conftest import Stage, User
from integration.essays import marker, submission
from ops.console import make_console
from ops.demo.days import show_days

pytestmark = pytest.mark.integration


def test_days(stage: Stage, user: User) -> None:
    job = user.finished(user.submit(submission(marker()))["job_id"])
    console = make_console(wrap=True)
    with open("/tmp/h-mistakes/days.txt", "w") as file:
        console.file = file
        studied = show_days(stage.deployed, user.api, console, print)
    assert studied["cards"]
