import json
import os
import signal
import subprocess
from pathlib import Path

import boto3
import pytest

from ops.rollout.cloud import CloudTarget, wants_protection
from ops.rollout.exceptions import ApplyError, RolloutError
from ops.rollout.pins import Pin, read_pins, write_pins
from ops.terraform.exceptions import UnknownStageError
from ops.terraform.stages import STAGES, find_aws_stages
from ops.web_console.pin import read_pin, write_pin
from support.waiting import eventually

# A directory as a stage's is, but that it needs no provider: an image called `sick` fails as an unhealthy one does.
MAIN = """
module "platform" {
  source              = "./platform"
  images              = jsondecode(file("${path.module}/images.json"))
  deletion_protection = false
}
"""

PLATFORM = """
variable "deletion_protection" {}

variable "images" {
  validation {
    condition     = length(var.images) > 0
    error_message = "Nothing was released for this stage yet."
  }
}

module "function" {
  source   = "./function"
  for_each = var.images
  name     = each.key
  digest   = each.value.digest
}
"""

FUNCTION = """
variable "name" {}
variable "digest" {}

resource "terraform_data" "function" {
  input = var.digest

  lifecycle {
    postcondition {
      condition     = self.output != "sha256:sick"
      error_message = "Version 7 of bandup-dev-${var.name} is not healthy. It answered: KeyError"
    }
  }
}
"""

PROVIDERS = """
provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = [var.account_id]
}
"""

MEDIA_TYPE = "application/vnd.docker.distribution.manifest.v2+json"

BUILT_IN = 'provider["terraform.io/builtin/terraform"]'

SLOW = """
resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "sleep 60"
  }
}
"""

V1 = {"job_api": Pin("v1", "sha256:11")}
V2 = {"job_api": Pin("v2", "sha256:22")}
SICK = {"job_api": Pin("v3", "sha256:sick")}


@pytest.fixture
def stage(tmp_path: Path) -> CloudTarget:
    for folder, text in ((".", MAIN), ("platform", PLATFORM), ("platform/function", FUNCTION)):
        (tmp_path / "dev" / folder).mkdir()
        (tmp_path / "dev" / folder / "main.tf").write_text(text)
    return CloudTarget("dev", lambda _: None, tmp_path)


def running(stage: CloudTarget) -> dict[str, str]:
    state = json.loads((stage.folder / "terraform.tfstate").read_text())
    names = {resource["module"].split('"')[1]: resource for resource in state["resources"]}
    return {name: resource["instances"][0]["attributes"]["output"]["value"] for name, resource in names.items()}


@pytest.mark.parametrize("name", ["prod", "", ".", "..", "dev/../dev", "main.tf"])
def test_a_stage_is_a_directory_that_is_there(stage: CloudTarget, name: str) -> None:
    with pytest.raises(UnknownStageError, match="There is no stage"):
        CloudTarget(name, lambda _: None, stage.folder.parent)


def test_terraform_applies_what_images_json_pins(stage: CloudTarget) -> None:
    stage.apply(V1)
    assert running(stage) == {"job_api": "sha256:11"}
    assert read_pins(stage.folder) == V1
    assert stage.plan(V1) == ""


def test_a_plan_leaves_images_json_as_it_was(stage: CloudTarget) -> None:
    stage.apply(V1)
    assert "sha256:22" in stage.plan(V2)
    assert read_pins(stage.folder) == V1
    assert running(stage) == {"job_api": "sha256:11"}


def test_a_plan_before_the_first_deploy_leaves_images_json_as_it_was(stage: CloudTarget) -> None:
    pins = stage.folder / "images.json"
    pins.write_text("{}\n")
    assert "sha256:22" in stage.plan(V2)
    assert pins.read_text() == "{}\n"


def test_what_terraform_refuses_is_told_in_its_words(stage: CloudTarget) -> None:
    stage.apply(V1)
    with pytest.raises(ApplyError, match=r"Version 7 of bandup-dev-job_api is not healthy\. It answered: KeyError"):
        stage.apply(SICK)


def test_only_what_may_change_is_looked_at(stage: CloudTarget) -> None:
    stage.apply(V1 | {"s3_upload": Pin("v1", "sha256:33")})
    # What ran well once and is unhealthy by now: every plan that looks at it fails.
    sick = V2 | {"s3_upload": SICK["job_api"]}
    with pytest.raises(ApplyError, match="bandup-dev-s3_upload is not healthy"):
        stage.apply(sick)
    stage.apply(V1 | {"s3_upload": SICK["job_api"]}, only=["job_api"])
    assert running(stage)["job_api"] == "sha256:11"


def test_a_stage_that_somebody_else_is_changing_is_left_alone_and_they_are_named(stage: CloudTarget) -> None:
    stage.apply(V1)
    (stage.folder / "slow.tf").write_text(SLOW)
    terraform = ["terraform", f"-chdir={stage.folder}", "apply", "-auto-approve", "-input=false"]
    with subprocess.Popen(terraform, stdout=subprocess.DEVNULL, start_new_session=True) as other:  # noqa: S603 - ours
        try:
            eventually((stage.folder / ".terraform.tfstate.lock.info").exists, what="the other one's lock")
            for change in (stage.apply, stage.plan):
                with pytest.raises(RolloutError, match=r"The state of dev is in use: \S+@\S+ has held it since 2\S+ "):
                    change(V2)
            with pytest.raises(RolloutError, match="The state of dev is in use"):
                stage.destroy()
        finally:
            os.killpg(other.pid, signal.SIGTERM)
    assert read_pins(stage.folder) == V1


def test_a_stage_is_destroyed_with_everything_that_it_has(stage: CloudTarget) -> None:
    stage.apply(V1)
    write_pin(stage.folder, "v1")
    assert stage.explain_protection() is None
    stage.destroy()
    assert read_pin(stage.folder) is None
    assert json.loads((stage.folder / "terraform.tfstate").read_text())["resources"] == []


def test_a_stage_whose_first_deploy_failed_is_destroyed_while_nothing_is_pinned(stage: CloudTarget) -> None:
    with pytest.raises(ApplyError, match="not healthy"):
        stage.apply(SICK)
    write_pins(stage.folder, {})
    assert running(stage) == {"job_api": "sha256:sick"}
    assert stage.explain_protection() is None
    stage.destroy()
    assert json.loads((stage.folder / "terraform.tfstate").read_text())["resources"] == []
    assert read_pins(stage.folder) == {}


def test_a_stage_where_nothing_was_ever_deployed_is_destroyed_without_a_word(stage: CloudTarget) -> None:
    write_pins(stage.folder, {})
    assert stage.explain_protection() is None
    stage.destroy()


def test_what_is_protected_says_how_that_is_lifted(stage: CloudTarget) -> None:
    main = stage.folder / "main.tf"
    main.write_text(MAIN.replace("deletion_protection = false", "deletion_protection = true"))
    assert stage.explain_protection() == (
        "write deletion_protection = false in terraform/stages/dev/main.tf; "
        "run `make deploy STAGE=dev TAG=<what runs>`, if it was ever deployed; and then this again."
    )


@pytest.mark.parametrize(
    "attributes", [{"deletion_protection_enabled": True}, {"deletion_protection": "ACTIVE"}], ids=["table", "user pool"]
)
def test_what_was_applied_with_protection_keeps_it_until_that_is_applied(
    stage: CloudTarget, attributes: dict[str, object]
) -> None:
    instance = {"schema_version": 0, "attributes": attributes}
    resource = {
        "mode": "managed",
        "type": "terraform_data",
        "name": "this",
        "provider": BUILT_IN,
        "instances": [instance],
    }
    state = {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "x", "resources": [resource]}
    (stage.folder / "terraform.tfstate").write_text(json.dumps(state))
    protection = stage.explain_protection()
    assert protection
    assert "not applied yet: run `make deploy STAGE=dev TAG=" in protection


def test_prod_is_protected_as_it_is_written() -> None:
    assert [name for name in find_aws_stages() if wants_protection(STAGES / name)] == ["prod"]


def test_what_ecr_does_not_have_is_named(
    stage: CloudTarget, moto: boto3.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_DEFAULT_REGION", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    (stage.folder / "providers.tf").write_text(PROVIDERS)
    manifest = json.dumps({"schemaVersion": 2, "mediaType": MEDIA_TYPE, "config": {}, "layers": []})
    client = moto.client("ecr", region_name="eu-central-1")
    client.create_repository(repositoryName="bandup/job_api")
    put = client.put_image(repositoryName="bandup/job_api", imageManifest=manifest, imageTag="v1")
    there = Pin("v1", put["image"]["imageId"]["imageDigest"])
    gone = Pin("v2", f"sha256:{'0' * 64}")
    assert stage.find_missing({"job_api": there}) == []
    assert stage.find_missing({"job_api": gone, "s3_upload": there}) == [f"job_api {gone}", f"s3_upload {there}"]


def test_a_registry_that_can_not_be_asked_is_no_empty_one(stage: CloudTarget, monkeypatch: pytest.MonkeyPatch) -> None:
    (stage.folder / "providers.tf").write_text(PROVIDERS)
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    with pytest.raises(RolloutError, match=r"The registry of dev can't be asked: The config profile \(nobody\)"):
        stage.find_missing(V1)


def test_pins_read_back_as_written(stage: CloudTarget) -> None:
    write_pins(stage.folder, V1 | {"s3_upload": Pin("v1", "sha256:33")})
    assert json.loads((stage.folder / "images.json").read_text()) == {
        "job_api": {"tag": "v1", "digest": "sha256:11"},
        "s3_upload": {"tag": "v1", "digest": "sha256:33"},
    }
