"""Test the running local stage: `python -m ops.local_stage.smoke --stage local`."""

from ops.images.records import LOCAL
from ops.local_stage.clients import DeployedStage
from ops.smoke.command_line import run
from ops.smoke.exceptions import SmokeError
from ops.smoke.target import SmokeTarget


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
    )


if __name__ == "__main__":
    run(open_local_stage)
