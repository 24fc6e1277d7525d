import json
from pathlib import Path

import boto3
import pytest

from ops.rollout.cloud import CloudTarget
from ops.rollout.exceptions import ApplyError, RolloutError
from ops.rollout.pins import Pin, read_pins, write_pins

# A directory as a stage's is, but that it needs no provider: an image called `sick` fails as an unhealthy one does.
MAIN = """
locals {
  images = jsondecode(file("${path.module}/images.json"))
}

resource "terraform_data" "function" {
  for_each = local.images
  input    = each.value.digest

  lifecycle {
    postcondition {
      condition     = self.output != "sha256:sick"
      error_message = "Version 7 of bandup-dev-${each.key} is not healthy. It answered: KeyError"
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

V1 = {"job_api": Pin("v1", "sha256:11")}
V2 = {"job_api": Pin("v2", "sha256:22")}
SICK = {"job_api": Pin("v3", "sha256:sick")}


@pytest.fixture
def stage(tmp_path: Path) -> CloudTarget:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "main.tf").write_text(MAIN)
    return CloudTarget("dev", lambda _: None, tmp_path)


def running(stage: CloudTarget) -> dict[str, str]:
    state = json.loads((stage.folder / "terraform.tfstate").read_text())
    return {item["index_key"]: item["attributes"]["output"]["value"] for item in state["resources"][0]["instances"]}


@pytest.mark.parametrize("name", ["prod", "", ".", "..", "dev/../dev", "main.tf"])
def test_a_stage_is_a_directory_that_is_there(stage: CloudTarget, name: str) -> None:
    with pytest.raises(RolloutError, match="There is no stage"):
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
