import json

import pytest

from ops.paths import ROOT
from ops.plan_rules.plan import Plan
from ops.plan_rules.planning import CANARY, MAIL_SENDER, plan_module
from ops.progress import silent
from ops.terraform.modules import init_module, prepare_provider
from ops.terraform.stages import STAGES

PLATFORM = ROOT / "terraform" / "platform"
DAYS = 90
"""What no stage has today, and no module has by itself."""


@pytest.mark.timeout(900)
def test_every_log_is_kept_as_long_as_the_stage_says() -> None:
    prepare_provider(silent)
    init_module(PLATFORM)
    variables = {
        "stage": "dev",
        "settings": {"web_origins": ["https://app.example.com"], "mail_sender": MAIL_SENDER},
        "gemini_api_key": CANARY,
        "images": json.loads((STAGES / "test-images.json").read_text()),
        "log_retention_days": DAYS,
    }
    plan = Plan("dev", plan_module(PLATFORM, variables, {"mock_provider": {"aws": {"source": "../mocks"}}}, {}))
    groups = list(plan.every("aws_cloudwatch_log_group"))
    functions = list(plan.every("aws_lambda_function"))
    assert len(groups) == len(functions) + 3  # the gateway's two and the web ACL's
    assert {group.address: group.values["retention_in_days"] for group in groups} == {
        group.address: DAYS for group in groups
    }
