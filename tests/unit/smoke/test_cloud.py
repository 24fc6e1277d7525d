"""How a smoke test finds a stage in AWS: by Terraform's outputs."""

import os
from pathlib import Path

import pytest

from ops.smoke.cloud import build_target, open_cloud_stage
from ops.smoke.console import ConsoleTarget
from ops.smoke.exceptions import SmokeError
from ops.terraform.commands import run
from ops.terraform.exceptions import UnknownStageError
from ops.terraform.stages import read_outputs

OUTPUT = """
output "platform" {
  value = {
    api_url                      = "https://api"
    user_pool_id                 = "pool"
    user_pool_client_id          = "browsers"
    user_pool_operator_client_id = "operators"
    issuer                       = "https://issuer"
    sign_in_url                  = "https://sign-in"
    buckets                      = { audio = "bandup-dev-audio" }
    console                      = { origin = "https://console" }
  }
}
"""


def test_a_stage_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    with pytest.raises(UnknownStageError, match="has dev"):
        open_cloud_stage("nowhere", tmp_path)


@pytest.mark.usefixtures("moto")
def test_a_stage_is_found_by_what_terraform_deployed(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(OUTPUT)
    for command in ("init", "apply -auto-approve"):
        run(["terraform", f"-chdir={tmp_path}", *command.split()], os.environ)
    target = build_target("dev", read_outputs(tmp_path), object(), "us-east-1", "v1")
    assert (target.api_url, target.user_pool_id, target.operator_client_id) == ("https://api", "pool", "operators")
    expected = {"api": "https://api", "user_pool": "https://issuer", "domain": "https://sign-in"}
    assert target.console == ConsoleTarget(
        "https://console",
        {**expected, "client": "browsers", "stage": "dev"},
        "'self' https://api https://bandup-dev-audio.s3.amazonaws.com https://sign-in",
        "v1",
    )


def test_before_the_first_deployment_the_command_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(OUTPUT)
    with pytest.raises(SmokeError, match="make deploy STAGE=dev"):
        build_target("dev", read_outputs(tmp_path), object(), "us-east-1", None)
