"""The smoke test against the local stage: all journeys, and nothing of its user is left."""

from io import StringIO

from integration.conftest import Stage
from ops.console import make_console
from ops.local_stage.smoke import console_of
from ops.progress import silent
from ops.smoke.command_line import smoke
from ops.smoke.target import SmokeTarget
from ops.smoke.user import SmokeUser
from ops.web_console.files import BUILT


def test_a_smoke_test_passes_and_leaves_nothing(stage: Stage) -> None:
    described = stage.deployed.description
    target = SmokeTarget(
        name="local",
        api_url=stage.deployed.api_url,
        user_pool_id=described["user_pool_id"],
        operator_client_id=described["user_pool_operator_client_id"],
        cognito=stage.deployed.cognito,
        console=console_of(described, BUILT),
    )
    users: list[SmokeUser] = []

    def new_user(target: SmokeTarget) -> SmokeUser:
        users.append(SmokeUser(target))
        return users[-1]

    shown = StringIO()
    smoke(target, make_console(file=shown), silent, new_user=new_user)
    for text in (
        "Console",
        "Writing, Task 1",
        "Writing, Task 2",
        "Speaking",
        "Flashcards",
        "Interviews",
        "band",
        "Cost",
    ):
        assert text in shown.getvalue()
    left = target.cognito.list_users(UserPoolId=target.user_pool_id)["Users"]
    assert users[0].username not in str(left)
