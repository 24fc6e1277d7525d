from pathlib import Path

import pytest

from ops.images.functions import TagError
from ops.images.records import Release, ReleaseError, releases_file, write_releases
from ops.images.release import release
from ops.terraform.stages import find_aws_stages


def test_a_tag_of_other_sources_is_refused_before_anything_is_built(tmp_path: Path) -> None:
    path = tmp_path / "releases.json"
    write_releases(path, {"v1": Release("c0ffee", {"job_api": "sha256:11"})})
    before = path.read_bytes()

    with pytest.raises(ReleaseError, match="v1 was released from c0ffee"):
        release("v1", path, "registry.invalid")
    assert path.read_bytes() == before


def test_a_release_needs_a_version(tmp_path: Path) -> None:
    with pytest.raises(TagError):
        release("latest", tmp_path / "releases.json", "registry.invalid")


def test_releases_to_aws_are_recorded_with_the_sources() -> None:
    assert releases_file("local").parent.name == "build"
    assert releases_file("prod").parts[-4:] == ("terraform", "stages", "prod", "releases.json")


@pytest.mark.parametrize("stage", ["nowhere", "", "..", "dev/../dev"])
def test_a_release_for_no_stage_is_refused_with_those_that_there_are(stage: str) -> None:
    there = ", ".join(sorted(["local", *find_aws_stages()]))
    with pytest.raises(ReleaseError, match=f"^There is no stage '.*': terraform/stages/ has {there}\\.$"):
        releases_file(stage)
