"""Taking a stage down, on a stage of its own: nothing of it is left, however far its first deployment came."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from integration.conftest import STAGE_DIR
from ops.child_environment import REGION
from ops.confirm import require_confirmation
from ops.exceptions import OperatorError
from ops.images.functions import functions
from ops.local_stage.deploy import Deployment
from ops.local_stage.ports import Ports
from ops.local_stage.rollout import LocalTarget
from ops.local_stage.runtime import choose_runtime
from ops.local_stage.stage import LocalStage
from ops.progress import silent, timed_lines
from ops.rollout.pins import history, read_pins
from ops.rollout.rollout import Rollout
from ops.terraform.exceptions import TerraformError

pytestmark = pytest.mark.integration

# Per service: what lists its resources, where in the answer they are, and what it wants to be told.
EMULATORS: dict[str, dict[str, tuple[str, str, dict[str, int]]]] = {
    "localstack": {
        "apigateway": ("get_rest_apis", "items", {}),
        "dynamodb": ("list_tables", "TableNames", {}),
        "events": ("list_rules", "Rules", {}),
        "iam": ("list_roles", "Roles", {}),
        "lambda": ("list_functions", "Functions", {}),
        "logs": ("describe_log_groups", "logGroups", {}),
        "s3": ("list_buckets", "Buckets", {}),
        "scheduler": ("list_schedules", "Schedules", {}),
        "secretsmanager": ("list_secrets", "SecretList", {}),
        "sns": ("list_topics", "Topics", {}),
        "sqs": ("list_queues", "QueueUrls", {}),
    },
    "moto": {
        "cognito-idp": ("list_user_pools", "UserPools", {"MaxResults": 60}),
        "ecr": ("describe_repositories", "repositories", {}),
    },
}


@pytest.fixture
def local() -> Iterator[LocalStage]:
    stage = LocalStage(choose_runtime(os.environ), Ports.free(), STAGE_DIR.with_name("destroyed"), timed_lines())
    stage.stop()
    stage.start()
    yield stage
    stage.stop()


def left(local: LocalStage) -> dict[str, int]:
    """How many resources there are of each kind, of those that there are any of."""
    session: Any = boto3.Session("test", "test", region_name=REGION)
    found = {}
    for emulator, listings in EMULATORS.items():
        for service, (operation, key, arguments) in listings.items():
            client = session.client(service, endpoint_url=local.ports.url(emulator))
            found[service] = len(getattr(client, operation)(**arguments).get(key, []))
    return {service: number for service, number in found.items() if number}


def test_nothing_is_left_of_a_stage_however_far_its_first_deployment_came(local: LocalStage, tmp_path: Path) -> None:
    before = left(local)
    nowhere = {"tag": "v0", "digest": f"sha256:{'0' * 64}"}
    images = dict.fromkeys(functions(), nowhere)
    broken = Deployment(local, say=timed_lines(), variables={"images": images})
    with pytest.raises(TerraformError):
        broken.apply()
    assert left(local)["sqs"] > 0
    destroy(local, broken, tmp_path)
    assert left(local) == before

    whole = Deployment(local, say=timed_lines())
    whole.apply()
    assert left(local)["lambda"] == len(read_pins(local.state_dir))
    rollout = Rollout(LocalTarget(local, whole, tmp_path / "releases.json"), silent)
    with pytest.raises(OperatorError, match="Nothing was done"):
        rollout.destroy(lambda: require_confirmation("All goes.", "local", "dev"))
    assert left(local)["lambda"] == len(read_pins(local.state_dir))
    destroy(local, whole, tmp_path)
    assert left(local) == before
    assert read_pins(local.state_dir) == {}
    assert [event.action for event in history(local.state_dir)][-1] == "destroy"


def destroy(local: LocalStage, deployment: Deployment, folder: Path) -> None:
    Rollout(LocalTarget(local, deployment, folder / "releases.json"), silent).destroy(lambda: None)
