from typing import Any

import pytest

from ops.plan_rules.planning import plan_of
from ops.progress import silent

STAGES = ("dev", "staging", "prod")


@pytest.fixture(scope="session", params=STAGES)
def stage(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def changes(stage: str) -> list[dict[str, Any]]:
    return plan_of(stage, silent)
