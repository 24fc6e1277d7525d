"""Test the running local stage: `python -m ops.local_stage.smoke --stage local`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ops.images.records import LOCAL
from ops.local_stage.clients import DeployedStage
from ops.local_stage.console_server import page_sources
from ops.smoke.command_line import run
from ops.smoke.console import ConsoleTarget
from ops.smoke.exceptions import SmokeError
from ops.smoke.target import SmokeTarget
from ops.web_console.files import BUILT, PAGE
from ops.web_console.page import describe_stage


def open_local_stage(name: str) -> SmokeTarget:
    """The local stage, if it runs.

    Raises:
        SmokeError: another stage is meant.
        StageError: it does not run.
    """
    if name != LOCAL:
        raise SmokeError(f"{name!r} is not the local stage: stages in AWS are tested by `python -m ops.smoke`")
    stage = DeployedStage()
    return SmokeTarget(
        name=LOCAL,
        api_url=stage.api_url,
        user_pool_id=stage.description["user_pool_id"],
        operator_client_id=stage.description["user_pool_operator_client_id"],
        cognito=stage.cognito,
        console=console_of(stage.description, BUILT),
    )


def console_of(described: Mapping[str, Any], built: Path) -> ConsoleTarget:
    """The console of a local stage.

    Args:
        described: the stage's description.
        built: what `make console` left; only what is built is asked for.
    """
    return ConsoleTarget(
        origin=described["console_url"],
        configuration=describe_stage(LOCAL, described),
        sources=page_sources(described),
        release="as it is built" if (built / PAGE).is_file() else None,
    )


if __name__ == "__main__":
    run(open_local_stage)
