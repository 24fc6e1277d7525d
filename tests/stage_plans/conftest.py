from typing import Any

import pytest

from ops.plan_rules.planning import plan_of
from ops.progress import silent
from ops.terraform.stages import find_aws_stages


@pytest.fixture(scope="session", params=find_aws_stages())
def stage(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def changes(stage: str) -> list[dict[str, Any]]:
    return plan_of(stage, silent)
