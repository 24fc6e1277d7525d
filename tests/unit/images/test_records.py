import json
from pathlib import Path

import pytest

from ops.images.records import Release, ReleaseError, read_releases, with_release, write_images, write_releases

V1 = Release("c0ffee", {"job_api": "sha256:11", "writing_evaluator": "sha256:22"})
V2 = Release("beef00", {"job_api": "sha256:33", "writing_evaluator": "sha256:22"})


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
        Release(V1.revision, {**V1.images, "job_api": "sha256:99"}),
        Release(V1.revision, {"job_api": "sha256:11"}),
        Release(V1.revision, {**V1.images, "new_one": "sha256:44"}),
    ],
    ids=["other sources", "other digest", "a function less", "a function more"],
)
def test_a_tag_never_moves(other: Release) -> None:
    releases = {"v1": V1}

    with pytest.raises(ReleaseError, match="v1"):
        with_release(releases, "v1", other)
    assert releases == {"v1": V1}
