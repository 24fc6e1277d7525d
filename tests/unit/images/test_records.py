import json
from dataclasses import replace
from pathlib import Path

import pytest

from ops.images.records import (
    Release,
    ReleasedImage,
    ReleaseError,
    read_releases,
    with_release,
    write_images,
    write_releases,
)


def image(digest: str, tag: str = "v1") -> ReleasedImage:
    return ReleasedImage(tag, f"content of {digest}", f"sha256:{digest}")


V1 = Release("c0ffee", {"job_api": image("11"), "writing_evaluator": image("22")}, complete=True)
V2 = Release("beef00", {"job_api": image("33", "v2"), "writing_evaluator": image("22")}, complete=True)


def test_images_json_keeps_what_was_not_built_this_time(tmp_path: Path) -> None:
    path = tmp_path / "build" / "images.json"
    write_images(path, [{"function": "b", "tag": "v1"}, {"function": "a", "tag": "v1"}])
    write_images(path, [{"function": "b", "tag": "v2"}])

    assert json.loads(path.read_text("utf-8")) == [{"function": "a", "tag": "v1"}, {"function": "b", "tag": "v2"}]


def test_releases_read_back_as_written_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "stage" / "releases.json"
    assert read_releases(path) == {}

    write_releases(path, {"v2": V2, "v1": V1})

    assert list(read_releases(path).items()) == [("v2", V2), ("v1", V1)]


def test_a_release_joins_the_others_and_may_be_recorded_again() -> None:
    once = with_release({"v1": V1}, "v2", V2)

    assert with_release(once, "v2", V2) == once == {"v1": V1, "v2": V2}


@pytest.mark.parametrize(
    "other",
    [
        V2,
        replace(V1, images={**V1.images, "job_api": image("99")}),
        replace(V1, images={**V1.images, "job_api": replace(image("11"), digest="sha256:99")}),
        replace(V1, images={"job_api": image("11")}),
        replace(V1, images={**V1.images, "new_one": image("44")}),
    ],
    ids=["other sources", "other content", "other digest", "a function less", "a function more"],
)
def test_a_tag_never_moves(other: Release) -> None:
    releases = {"v1": V1}

    with pytest.raises(ReleaseError, match="v1"):
        with_release(releases, "v1", other)
    assert releases == {"v1": V1}


def test_a_release_that_is_not_complete_yet_may_become_so_with_other_digests_of_the_same_content() -> None:
    begun = replace(V1, images={**V1.images, "job_api": replace(image("11"), digest="sha256:99")}, complete=False)

    assert with_release({"v1": begun}, "v1", V1) == {"v1": V1}
