"""Plans a stage as AWS would have it, without AWS."""

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ops.paths import ROOT
from ops.plan_rules.account import nobodys_account
from ops.plan_rules.identities import ACCOUNT, MADE_BY_AWS
from ops.progress import Say
from ops.terraform.commands import initialise, run, terraform_environment
from ops.terraform.exceptions import TerraformError

STAGES = ROOT / "terraform" / "stages"
_TESTS = Path(".terraform") / "plan_rules"  # Terraform takes tests of the module's own folder only; this is no source
_HEALTHY = json.dumps({"ok": True, "checks": {}})


def plan_of(stage: str, say: Say) -> list[dict[str, Any]]:
    """Every resource that a stage would have.

    Args:
        stage: directory of terraform/stages/.
        say: prints progress.

    Returns:
        `resource_changes` of the plan, in Terraform's own JSON format.

    Raises:
        TerraformError: the stage can't be planned.
    """
    module = STAGES / stage
    initialise(module, say, ["-backend=false"], {})
    with nobodys_account() as account:
        # Mocks say which resources there are, and what they are called; then the provider itself plans with their ARNs.
        named = _plan_module(module, {"mock_provider": {"aws": {"source": "../../mocks"}}}, account)
        planned = _plan_module(module, _override_what_aws_makes(named), account)
    say(f"stages/{stage}: {len(planned)} resources planned")
    return planned


def _override_what_aws_makes(named: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    resources = [
        {
            "target": change["address"],
            "override_during": "plan",
            "values": MADE_BY_AWS[change["type"]](change["change"]["after"]),
        }
        for change in named
        if change["type"] in MADE_BY_AWS
    ]
    functions = {change["module_address"] for change in named if change["type"] == "aws_lambda_function"}
    health = [
        {"target": f"{module}.data.aws_lambda_invocation.health", "values": {"result": _HEALTHY}}
        for module in sorted(functions)
    ]
    return {"override_resource": resources, "override_data": health}


def _plan_module(module: Path, blocks: Mapping[str, Any], account: Mapping[str, str]) -> list[dict[str, Any]]:
    folder = module / _TESTS
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    test = {
        **blocks,
        "variables": {
            "account_id": ACCOUNT,
            "web_origins": ["https://app.example.com"],
            "sign_in_domain": f"bandup-{module.name}-example",
            "alarm_emails": ["operator@example.com"],
            "gemini_api_key": CANARY,
            "images_file": "../test-images.json",
        },
        "run": {"stage": {"command": "plan"}},
    }
    (folder / "stage.tftest.json").write_text(json.dumps(test, indent=1))
    command = ["terraform", f"-chdir={module}", "test", "-json", "-verbose", f"-test-directory={_TESTS}"]
    shown = run(command, terraform_environment(account))
    for line in shown.splitlines():
        told = json.loads(line)
        if told["type"] == "test_plan":
            changes: list[dict[str, Any]] = told["test_plan"]["resource_changes"]
            return changes
    raise TerraformError(f"terraform test of {module.name} shows no plan")


CANARY = "a-value-that-may-not-be-kept"
"""Stands for the Gemini key; no plan may show it."""
