import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from ops.images.base_image import Base
from ops.images.builder import Builder
from ops.images.content import content_digest
from ops.images.engine import Client
from ops.images.functions import Source
from ops.shell import CommandError

from .conftest import ENGINE, MakeClient

TAGS = {"b": "v2", "a": "v2", "job_api": "v1"}
SOURCE = Source("c0ffee")
BASE = Base("base:1", "sha256:base", ("sha256:l1",))


@pytest.fixture
def builder(make_client: MakeClient, tmp_path: Path) -> Builder:
    client = Client(str(make_client("engine", ENGINE)), buildx=False)
    return Builder(
        client,
        BASE,
        SOURCE,
        TAGS,
        "127.0.0.1:5001",
        lambda _: None,
        settle=lambda pushed, base: replace(pushed, digest=f"{pushed.digest}-on-{base.digest}"),
        logs=tmp_path / "logs",
        bills=tmp_path / "bills",
    )


def test_an_image_is_recorded_by_the_digest_that_the_registry_gave(builder: Builder) -> None:
    record = builder.build("job_api").record()

    assert record == {
        "function": "job_api",
        "tag": "v1",
        "digest": "sha256:11-on-sha256:base",
        "bytes": 50,
        "compressed": 0,
        "image": "127.0.0.1:5001/bandup/job_api@sha256:11-on-sha256:base",
        "base": "base:1",
        "revision": "c0ffee",
        "largest": {"botocore": 30, "pydantic": 20},
    }
    assert json.loads(json.dumps(record)) == record


def test_an_image_leaves_its_bill_of_materials(builder: Builder) -> None:
    builder.build("job_api")

    bill = json.loads((builder.bills / "job_api.cdx.json").read_text("utf-8"))
    assert bill["metadata"]["component"]["name"] == "bandup/job_api"


def test_the_build_is_told_its_content_and_its_base_and_nothing_that_changes_without_them(builder: Builder) -> None:
    builder.build("job_api")

    first = (Path(builder.client.path).parent / "calls").read_text("utf-8").splitlines()[0]
    assert set(re.findall(r"--build-arg (\S+)", first)) == {
        "FUNCTION=job_api",
        "BASE_IMAGE=base:1",
        "BASE_DIGEST=sha256:base",
        f"CONTENT={content_digest('job_api', 'sha256:base')}",
    }
    assert "--no-cache" not in first
    assert "--platform linux/amd64" in first


def test_a_fresh_build_takes_no_step_from_the_cache(builder: Builder) -> None:
    replace(builder, cached=False).build("job_api")

    assert "--no-cache" in (Path(builder.client.path).parent / "calls").read_text("utf-8").splitlines()[0]


def test_images_come_in_the_order_asked_for(builder: Builder) -> None:
    built = [(image.function, image.tag) for image in builder.build_all()]

    assert built == [("b", "v2"), ("a", "v2"), ("job_api", "v1")]


def test_the_first_failure_ends_the_run_and_shows_the_log(builder: Builder) -> None:
    names = ["broken", *(f"function_{number}" for number in range(40))]

    with pytest.raises(CommandError, match="Sorry: SyntaxError"):
        replace(builder, tags=dict.fromkeys(names, "v1")).build_all()

    assert (builder.logs / "broken.log").read_text("utf-8") == "Sorry: SyntaxError\n"
    assert not (builder.logs / "function_39.log").exists()
