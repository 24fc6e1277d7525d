from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from ops.images.immutable import run_immutable_registry
from ops.images.records import ReleaseError, read_releases, releases_file
from ops.images.registry import RegistryError
from ops.images.release import Releaser
from ops.images.repositories import NoRepositoryError, Registry
from ops.terraform.stages import find_aws_stages
from support.registry_server import RegistryServer, run_registry_server

FUNCTIONS = [f"f{number}" for number in range(10)]
CONTENTS = {name: f"sha256:content-of-{name}" for name in FUNCTIONS}


@dataclass
class Yard:
    """A workshop, a registry behind ECR's rules, and what was built so far."""

    workshop: RegistryServer
    ecr: RegistryServer
    releaser: Releaser
    built: list[list[str]] = field(default_factory=list)

    def build(self, names: list[str]) -> Mapping[str, str]:
        self.built.append(names)
        return {name: self.make(self.workshop, name, self.releaser.contents[name]) for name in names}

    def make(self, server: RegistryServer, name: str, content: str, tag: str = "") -> str:
        config = {"config": {"Labels": {"bandup.content": content}}}
        return server.add_image(f"bandup/{name}", config, [f"layer of {content}".encode()], tag)

    def edit(self, name: str) -> None:
        self.releaser = replace(self.releaser, contents={**self.releaser.contents, name: "sha256:edited"})


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with run_registry_server() as workshop, run_registry_server() as ecr:
        repositories = [f"bandup/{name}" for name in FUNCTIONS]
        with run_immutable_registry(ecr.address, repositories) as address:
            made = Yard(
                workshop,
                ecr,
                Releaser(
                    Registry(workshop.address),
                    Registry(address),
                    CONTENTS,
                    lambda names: made.build(names),  # noqa: PLW0108 - it is not made yet
                    tmp_path / "releases.json",
                    lambda _: None,
                ),
            )
            yield made


def test_a_release_that_broke_after_three_pushes_is_completed_by_the_same_command(yard: Yard) -> None:
    yard.ecr.refuse_after = 3
    with pytest.raises(RegistryError, match="too busy"):
        yard.releaser.release("v1", "c0ffee")
    written = read_releases(yard.releaser.path)["v1"]
    assert not written.complete
    assert written.contents == CONTENTS
    assert len(yard.ecr.tags("v1")) == 3
    yard.ecr.refuse_after = None

    made = yard.releaser.release("v1", "c0ffee")

    assert made == replace(written, complete=True) == read_releases(yard.releaser.path)["v1"]
    assert len(yard.ecr.tags("v1")) == 10
    assert len(yard.ecr.written) == 10, "what is there is not pushed again"
    assert yard.built == [FUNCTIONS], "nothing is built twice"


def test_what_is_released_already_is_released_again_without_a_push(yard: Yard) -> None:
    first = yard.releaser.release("v1", "c0ffee")
    assert yard.releaser.release("v1", "beef00") == first
    assert len(yard.ecr.written) == 10
    assert read_releases(yard.releaser.path)["v1"].revision == "c0ffee"


def test_a_record_that_was_lost_is_written_anew_from_what_is_there(yard: Yard) -> None:
    first = yard.releaser.release("v1", "c0ffee")
    yard.releaser.path.unlink()
    assert yard.releaser.release("v1", "c0ffee") == first
    assert yard.built == [FUNCTIONS]


def test_a_release_builds_and_renames_only_what_changed(yard: Yard) -> None:
    before = yard.releaser.release("v1", "c0ffee")
    yard.edit("f4")
    after = yard.releaser.release("v2", "beef00")
    assert yard.built == [FUNCTIONS, ["f4"]]
    changed = {name for name in FUNCTIONS if before.images[name] != after.images[name]}
    assert changed == {"f4"}
    assert (after.images["f4"].tag, after.images["f5"].tag) == ("v2", "v1")
    assert len(yard.ecr.tags("v2")) == 10, "the registry knows every image by the release's tag"


def test_the_tag_of_another_release_is_refused_before_anything_is_built(yard: Yard) -> None:
    yard.releaser.release("v1", "c0ffee")
    yard.built.clear()
    before = yard.releaser.path.read_bytes()
    yard.edit("f4")
    with pytest.raises(ReleaseError, match=r"v1 was released from c0ffee with other content of f4: .* Nothing was"):
        yard.releaser.release("v1", "beef00")
    assert (yard.built, yard.releaser.path.read_bytes()) == ([], before)


def test_other_content_in_the_registry_is_refused_before_anything_is_built(yard: Yard) -> None:
    yard.make(yard.ecr, "f7", "sha256:of somebody else", "v1")
    with pytest.raises(ReleaseError, match=r"has bandup/f7:v1 with other content: .* Nothing was built"):
        yard.releaser.release("v1", "c0ffee")
    assert yard.built == []
    assert not yard.releaser.path.exists()


def test_a_function_without_a_repository_is_refused_before_anything_is_built(yard: Yard) -> None:
    yard.releaser = replace(yard.releaser, contents={**CONTENTS, "new": "sha256:1"})
    with pytest.raises(NoRepositoryError, match="has no repository bandup/new: apply terraform/registry first"):
        yard.releaser.release("v1", "c0ffee")
    assert yard.built == []


@pytest.mark.parametrize("same", [True, False])
def test_the_stand_in_refuses_a_tag_that_is_there_as_ecr_does(yard: Yard, same: bool) -> None:
    digest = yard.releaser.release("v1", "c0ffee").images["f1"].digest
    if not same:
        digest = yard.make(yard.ecr, "f1", "sha256:other")
    image = yard.releaser.target.find("bandup/f1", digest)
    assert image
    with pytest.raises(RegistryError, match="The image tag 'v1' already exists in the 'bandup/f1' repository"):
        yard.releaser.target.put("bandup/f1", image, "v1")


def test_a_record_in_the_old_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "releases.json"
    path.write_text('{"v1": {"revision": "c0ffee", "images": {"job_api": "sha256:11"}}}')
    with pytest.raises(ReleaseError, match="has another form than today's"):
        read_releases(path)


def test_releases_to_aws_are_recorded_with_the_sources() -> None:
    assert releases_file("local").parent.name == "build"
    assert releases_file("prod").parts[-4:] == ("terraform", "stages", "prod", "releases.json")


@pytest.mark.parametrize("stage", ["nowhere", "", "..", "dev/../dev"])
def test_a_release_for_no_stage_is_refused_with_those_that_there_are(stage: str) -> None:
    there = ", ".join(sorted(["local", *find_aws_stages()]))
    with pytest.raises(ReleaseError, match=f"^There is no stage '.*': terraform/stages/ has {there}\\.$"):
        releases_file(stage)
