"""How functions are run, as images or as processes: what Lambda promises about time, memory, crashes and logs."""

import json
import shutil
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from integration.conftest import Stage
from ops.images.engine import build_environment, docker_client
from ops.local_stage.snapshot import snapshot
from ops.shell import run

pytestmark = pytest.mark.integration

PROBE = Path(__file__).parent / "probe"
MEMORY_MB = 128
TIMEOUT_SECONDS = 10

DOCKERFILE = """FROM {image}
COPY probe /var/task/probe
CMD ["probe.handler.handler"]
"""


@dataclass(frozen=True)
class Probe:
    """A deployed function that does what its event says."""

    stage: Stage
    name: str

    def invoke(self, **event: Any) -> tuple[bool, Any, str]:
        """Whether it failed, what it answered, and the id of the request."""
        payload = json.dumps({"word": "nothing", **event})
        answer = self.stage.deployed.client("lambda").invoke(FunctionName=self.name, Payload=payload)
        request_id = answer["ResponseMetadata"]["RequestId"]
        return "FunctionError" in answer, json.load(answer["Payload"]), request_id

    def environment(self) -> str:
        failed, answer, _ = self.invoke()
        assert not failed, answer
        return str(answer["environment"])

    def log(self) -> list[str]:
        return self.stage.log(self.name)


@pytest.fixture(scope="module")
def probe(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Probe]:
    folder = tmp_path_factory.mktemp("probe")
    build = image_of_probe if stage.local.runtime == "image" else snapshot_of_probe
    client = stage.deployed.client("lambda")
    role = client.get_function_configuration(FunctionName=stage.deployed.description["functions"]["job_api"]["name"])
    made = Probe(stage, f"probe-{uuid.uuid4().hex[:8]}")
    client.create_function(
        FunctionName=made.name,
        PackageType="Image",
        Code={"ImageUri": build(stage, folder)},
        Role=role["Role"],
        MemorySize=MEMORY_MB,
        Timeout=TIMEOUT_SECONDS,
    )
    client.get_waiter("function_active_v2").wait(FunctionName=made.name, WaiterConfig={"Delay": 1})
    yield made
    client.delete_function(FunctionName=made.name)


def image_of_probe(stage: Stage, folder: Path) -> str:
    """The probe on top of a real function's image, in the stage's registry."""
    function = stage.deployed.description["functions"]["job_api"]["name"]
    deployed = stage.deployed.client("lambda").get_function(FunctionName=function)["Code"]["ImageUri"]
    shutil.copytree(PROBE, folder / "probe")
    (folder / "Dockerfile").write_text(DOCKERFILE.format(image=deployed))
    engine, repository = docker_client(), f"{stage.local.ports.address('registry')}/bandup/probe"
    run(engine.build(["--tag", f"{repository}:test", str(folder)]), env=build_environment())
    return f"{repository}@{engine.push(f'{repository}:test')}"


def snapshot_of_probe(stage: Stage, folder: Path) -> str:
    """The probe under the name of a function, whose packages it runs with."""
    shutil.copytree(PROBE, folder / "images" / "job_api")
    (folder / "shared" / "bandup").mkdir(parents=True)
    return f"process.local/bandup/job_api@sha256:{snapshot('job_api', stage.local.code_dir, folder)}"


def test_a_timeout_is_told_and_replaces_the_environment(probe: Probe) -> None:
    before = probe.environment()
    assert probe.environment() == before, "a warm environment is used again"
    failed, answer, request_id = probe.invoke(seconds=600)
    assert failed
    assert answer["errorType"] == "Sandbox.Timedout"
    assert answer["errorMessage"] == f"RequestId: {request_id} Error: Task timed out after {TIMEOUT_SECONDS}.00 seconds"
    assert probe.environment() != before


def test_a_crash_is_an_error_of_its_invocation_alone(probe: Probe) -> None:
    before = probe.environment()
    failed, answer, request_id = probe.invoke(exit=3)
    assert failed
    assert answer["errorType"] == "Runtime.ExitError"
    assert answer["errorMessage"] == f"RequestId: {request_id} Error: Runtime exited with error: exit status 3"
    assert probe.environment() != before


def test_memory_above_the_limit_ends_the_environment(probe: Probe) -> None:
    failed, answer, _ = probe.invoke(bytes=16 << 20)
    assert (failed, answer.get("bytes")) == (False, 16 << 20)
    failed, answer, _ = probe.invoke(bytes=2 * MEMORY_MB << 20)
    assert failed
    assert answer["errorType"] == "Runtime.ExitError"
    assert "signal: killed" in answer["errorMessage"]
    assert probe.environment()


def test_two_invocations_at_once_get_two_environments(probe: Probe) -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: probe.invoke(seconds=1.5), range(2)))
    assert [failed for failed, _, _ in answers] == [False, False]
    assert len({answer["environment"] for _, answer, _ in answers}) == 2


def test_an_invocation_logs_its_own_lines_once(probe: Probe) -> None:
    probe.invoke(exit=1)  # the next one is a cold start, whichever environments there were
    words = [uuid.uuid4().hex for _ in range(3)]
    ids = [probe.invoke(word=word)[2] for word in words]

    def logged() -> list[str] | None:
        lines = probe.log()
        return lines if any(f"REPORT RequestId: {ids[-1]}" in line for line in lines) else None

    lines = probe.stage.until(logged, "the last invocation's log")
    for word, request_id in zip(words, ids, strict=True):
        first = lines.index(f"START RequestId: {request_id} Version: $LATEST")
        last = lines.index(f"END RequestId: {request_id}")
        own = [line for line in lines[first + 1 : last] if line != "probe: loaded"]
        assert own == [f"probe: {word}"]
        assert lines[last + 1].startswith(f"REPORT RequestId: {request_id}\t")
        assert lines.count(f"probe: {word}") == 1
