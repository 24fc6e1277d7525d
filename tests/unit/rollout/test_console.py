"""Releases of the console: a folder of the stage's bucket each, of which one is served."""

import json
import os
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest

from bandup.core.aws import Clients
from ops.locks import LockedError, claim_lock
from ops.paths import ROOT
from ops.progress import silent
from ops.rollout.console.bucket import Record, ReleaseBucket
from ops.rollout.console.release import ConsoleRollout
from ops.rollout.console.stage import describe_stage, open_stage
from ops.rollout.exceptions import ApplyError, RolloutError
from ops.terraform.stages import STAGES, find_aws_stages
from ops.web_console.addresses import bucket_addresses
from ops.web_console.exceptions import ConsoleError
from ops.web_console.files import digest_of
from ops.web_console.page import connect_sources
from ops.web_console.pin import read_pin, write_pin

SOURCES = "'self' https://api.example.com"


def build(version: str) -> dict[str, bytes]:
    page = '<meta http-equiv="Content-Security-Policy" content="connect-src __CONNECT_SRC__">'
    return {
        "index.html": f"{page}{version}".encode(),
        f"assets/main-{version}.js": version.encode(),
        "assets/shared-1.css": b"p{}",
    }


@dataclass
class Stage:
    """A stage that writes down what it is told to serve."""

    folder: Path
    bucket: ReleaseBucket
    name: str = "dev"
    sources: str = SOURCES
    origin: str = "https://d111111abcdef8.cloudfront.net"
    served: list[str | None] = field(default_factory=list)
    refuses: bool = False

    def apply(self) -> None:
        if self.refuses:
            raise ApplyError("CloudFront is not available")
        self.served.append(read_pin(self.folder))


@pytest.fixture
def s3(moto: boto3.Session) -> Any:
    return moto.client("s3")


@pytest.fixture
def stage(tmp_path: Path, s3: Any) -> Stage:
    name = f"console-{uuid.uuid4().hex}"
    s3.create_bucket(Bucket=name)
    write_pin(tmp_path, None)
    return Stage(tmp_path, ReleaseBucket(s3, name))


@pytest.fixture
def rollout(stage: Stage) -> ConsoleRollout:
    return ConsoleRollout(stage, silent)


def sent(s3: Any, stage: Stage, key: str) -> tuple[bytes, str, str]:
    found = s3.get_object(Bucket=stage.bucket.name, Key=key)
    return found["Body"].read(), found["ContentType"], found.get("CacheControl", "")


def keys(s3: Any, stage: Stage) -> set[str]:
    return {found["Key"] for found in s3.list_objects_v2(Bucket=stage.bucket.name).get("Contents", [])}


def history(stage: Stage) -> list[tuple[str, str, list[dict[str, Any]]]]:
    lines = (stage.folder / "console-history.jsonl").read_text().splitlines()
    return [(event["action"], event["outcome"], event["moves"]) for event in map(json.loads, lines)]


def test_a_release_is_a_folder_and_is_served(s3: Any, stage: Stage, rollout: ConsoleRollout) -> None:
    rollout.release("v1", "c0ffee", build("1"))
    page, kind, kept = sent(s3, stage, "releases/v1/index.html")
    assert page == b"""<meta http-equiv="Content-Security-Policy" content="connect-src %b">1""" % SOURCES.encode()
    assert (kind, kept) == ("text/html; charset=utf-8", "no-cache")
    assert sent(s3, stage, "releases/v1/assets/main-1.js") == (
        b"1",
        "text/javascript; charset=utf-8",
        "public, max-age=31536000, immutable",
    )
    assert (stage.served, read_pin(stage.folder)) == (["v1"], "v1")
    assert history(stage) == [("deploy", "applied", [{"function": "console", "before": None, "after": "v1"}])]


def test_a_tag_never_gets_another_content(s3: Any, stage: Stage, rollout: ConsoleRollout) -> None:
    rollout.release("v1", "c0ffee", build("1"))
    before = {key: sent(s3, stage, key) for key in keys(s3, stage)}
    with pytest.raises(ConsoleError, match="released from c0ffee with another content"):
        rollout.release("v1", "decade", build("2"))
    assert {key: sent(s3, stage, key) for key in keys(s3, stage)} == before
    assert stage.served == ["v1"]


def test_whoever_claims_a_tag_first_has_it(stage: Stage) -> None:
    first, second = Record("a", digest_of(build("1")), ()), Record("b", digest_of(build("2")), ())
    assert stage.bucket.claim("v1", first) == first
    assert stage.bucket.claim("v1", second) == first


def test_a_release_that_broke_off_is_not_whole_and_is_completed_by_the_same_command(
    stage: Stage, rollout: ConsoleRollout
) -> None:
    files = build("1")
    stage.bucket.claim("v1", Record("c0ffee", digest_of(files), tuple(sorted(files))))
    stage.bucket.write("v1", {name: content for name, content in files.items() if name != "index.html"})
    with pytest.raises(ConsoleError, match="no whole release v1 of the console: it has none"):
        rollout.rollback("v1")
    rollout.release("v1", "c0ffee", files)
    assert stage.bucket.tags() == stage.served == ["v1"]


def test_the_page_is_written_last() -> None:
    written: list[str] = []

    class Recorder:
        def put_object(self, Key: str, **_: Any) -> None:  # noqa: N803 - boto3's name
            written.append(Key)

    ReleaseBucket(Recorder(), "b").write("v1", {"index.html": b"", "zebra.txt": b"", "assets/a.js": b""})
    assert written == ["releases/v1/assets/a.js", "releases/v1/zebra.txt", "releases/v1/index.html"]


def test_an_earlier_release_is_served_again_and_nothing_is_built(stage: Stage, rollout: ConsoleRollout) -> None:
    rollout.release("v1", "c0ffee", build("1"))
    rollout.release("v2", "decade", build("2"))
    rollout.rollback("v1")
    assert stage.served == ["v1", "v2", "v1"]
    assert history(stage)[-1] == ("rollback", "applied", [{"function": "console", "before": "v2", "after": "v1"}])
    with pytest.raises(ConsoleError, match="no whole release v3 of the console: it has v1, v2"):
        rollout.rollback("v3")


def test_a_page_that_is_open_finds_its_assets_after_the_move(s3: Any, stage: Stage, rollout: ConsoleRollout) -> None:
    for version in ("1", "2", "3"):
        rollout.release(f"v{version}", "c0ffee", build(version))
    there = keys(s3, stage)
    assert "releases/v3/assets/main-2.js" in there
    assert "releases/v3/assets/main-1.js" not in there
    assert sent(s3, stage, "releases/v3/assets/main-2.js")[1:] == sent(s3, stage, "releases/v2/assets/main-2.js")[1:]
    assert sent(s3, stage, "releases/v3/index.html")[0].endswith(b"3")
    rollout.rollback("v1")
    assert "releases/v1/assets/main-3.js" in keys(s3, stage)


def test_a_stage_with_other_addresses_gets_them_in_the_page_of_an_earlier_release(
    s3: Any, stage: Stage, rollout: ConsoleRollout
) -> None:
    rollout.release("v1", "c0ffee", build("1"))
    stage.sources = "'self' https://new.example.com"
    rollout.rollback("v1")
    assert b"connect-src 'self' https://new.example.com\"" in sent(s3, stage, "releases/v1/index.html")[0]


def test_what_was_served_before_still_is_if_the_move_fails(stage: Stage, rollout: ConsoleRollout) -> None:
    rollout.release("v1", "c0ffee", build("1"))
    stage.refuses = True
    with pytest.raises(RolloutError, match="dev serves what it served before: v1"):
        rollout.release("v2", "decade", build("2"))
    assert read_pin(stage.folder) == "v1"
    assert history(stage)[-1][:2] == ("deploy", "failed")
    stage.refuses = False
    rollout.release("v2", "decade", build("2"))
    assert stage.served == ["v1", "v2"]


def test_two_people_do_not_change_a_stage_at_once(stage: Stage, rollout: ConsoleRollout) -> None:
    with claim_lock(stage.folder / "rollout.lock", "dev", "a deploy"), pytest.raises(LockedError, match="a deploy"):
        rollout.release("v1", "c0ffee", build("1"))
    assert stage.bucket.tags() == []


PLATFORM = {
    "api_url": "https://abc.execute-api.eu-west-1.amazonaws.com/v1",
    "sign_in_url": "https://bandup-dev-example.auth.eu-west-1.amazoncognito.com",
    "buckets": {"audio": "bandup-dev-audio", "documents": "bandup-dev-documents"},
    "console": {"bucket": "bandup-dev-console", "origin": "https://learn.example.com"},
}


def test_a_page_may_ask_what_terraform_deployed_and_nothing_else(moto: boto3.Session, tmp_path: Path) -> None:
    found = describe_stage("dev", tmp_path, PLATFORM, moto.client("s3"), region="eu-west-1", say=silent)
    assert found.sources.split() == [
        "'self'",
        "https://abc.execute-api.eu-west-1.amazonaws.com",
        "https://bandup-dev-audio.s3.eu-west-1.amazonaws.com",
        "https://bandup-dev-documents.s3.eu-west-1.amazonaws.com",
        "https://bandup-dev-example.auth.eu-west-1.amazoncognito.com",
    ]
    assert (found.origin, found.bucket.name) == ("https://learn.example.com", "bandup-dev-console")


@pytest.mark.usefixtures("moto")
@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_forms_and_links_have_the_same_address(region: str) -> None:
    form = Clients().get("s3", region).generate_presigned_post("bandup-dev-audio", "key")["url"]
    assert connect_sources([form]) == connect_sources(bucket_addresses(["bandup-dev-audio"], region))


def test_the_local_stage_has_no_releases() -> None:
    with pytest.raises(ConsoleError, match="make console"):
        open_stage("local", silent)


@pytest.mark.parametrize("stage", find_aws_stages())
def test_each_stage_reads_its_own_pin(stage: str) -> None:
    assert isinstance(read_pin(STAGES / stage), str | None)
    assert 'jsondecode(file("${path.module}/console.json")).release' in (STAGES / stage / "console.tf").read_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("rollback", "--stage", "local", "--tag", "v1"), "make console"),
        (("rollback", "--stage", "nowhere", "--tag", "v1"), "There is no stage 'nowhere'"),
        (("rollback", "--stage", "dev", "--tag", "latest"), "names no version"),
        (("release", "--stage", "dev", "--tag", ""), "STAGE=dev TAG=v1.4.0"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(arguments: tuple[str, ...], told: str) -> None:
    ended = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-m", "ops.rollout.console", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'shared'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode != 0
    assert told in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
