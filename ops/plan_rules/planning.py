"""Plans a stage as AWS would have it, without AWS."""

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ops.child_environment import ACCOUNT
from ops.plan_rules.account import nobodys_account
from ops.plan_rules.identities import MADE_BY_AWS
from ops.progress import Say
from ops.terraform.commands import initialise, run, terraform_environment
from ops.terraform.exceptions import TerraformError
from ops.terraform.stages import STAGES, region_of

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
    variables = {
        "account_id": ACCOUNT,
        "settings": {
            "web_origins": ["https://app.example.com"],
            "sign_in_domain": f"bandup-{stage}-example",
            "alarm_emails": ["operator@example.com"],
            "mail_sender": MAIL_SENDER,
        },
        "gemini_api_key": CANARY,
        "images_file": "../test-images.json",
    }
    initialise(module, say, ["-backend=false"], {})
    with nobodys_account() as account:
        # Mocks say which resources there are, and what they are called; then the provider itself plans with their ARNs.
        named = plan_module(module, variables, {"mock_provider": {"aws": MOCKS}}, account)
        planned = plan_module(module, variables, _override_what_aws_makes(named, region_of(module)), account)
    say(f"stages/{stage}: {len(planned)} resources planned")
    return planned


def _override_what_aws_makes(named: Iterable[Mapping[str, Any]], region: str) -> dict[str, Any]:
    resources = [
        {
            "target": change["address"],
            "override_during": "plan",
            "values": MADE_BY_AWS[change["type"]](change["change"]["after"], region),
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


def plan_module(
    module: Path, variables: Mapping[str, Any], blocks: Mapping[str, Any], environment: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Every resource that a module would have.

    Args:
        module: it is initialised.
        variables: the module's.
        blocks: how much of AWS is made up, as blocks of a test file of Terraform.
        environment: further variables of Terraform's environment.

    Returns:
        `resource_changes` of the plan, in Terraform's own JSON format.

    Raises:
        TerraformError: the module can't be planned.
    """
    folder = module / _TESTS
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    test = {**blocks, "variables": variables, "run": {"stage": {"command": "plan"}}}
    (folder / "stage.tftest.json").write_text(json.dumps(test, indent=1))
    command = ["terraform", f"-chdir={module}", "test", "-json", "-verbose", f"-test-directory={_TESTS}"]
    shown = run(command, terraform_environment(environment))
    for line in shown.splitlines():
        told = json.loads(line)
        if told["type"] == "test_plan":
            changes: list[dict[str, Any]] = told["test_plan"]["resource_changes"]
            return changes
    raise TerraformError(f"terraform test of {module.name} shows no plan")


MOCKS = [{"source": "../../mocks"}, {"alias": "us_east_1", "source": "../../mocks"}]
"""Both providers of a stage."""

CANARY = "a-value-that-may-not-be-kept"
"""Stands for the Gemini key; no plan may show it."""

MAIL_SENDER = {
    "identity_arn": f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/example.com",
    "from": "no-reply@example.com",
}
"""Without one the plan warns, and a warning ends a test of Terraform's."""
