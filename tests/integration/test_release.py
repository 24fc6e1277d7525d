"""Releases onto the running stage: what is unhealthy never serves, and going back loses no job."""

import uuid
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from integration.clones import Clone
from integration.conftest import Stage, User
from integration.essays import marker, submission
from ops.images.engine import docker_client
from ops.images.records import Release, read_releases
from ops.images.repositories import Registry
from ops.local_stage.rollout import LocalTarget
from ops.progress import silent
from ops.rollout.exceptions import RolloutError
from ops.rollout.pins import history, read_pins
from ops.rollout.promotion import promote
from ops.rollout.rollout import ALL, Rollout
from ops.shell import run

pytestmark = [pytest.mark.integration, pytest.mark.images_only]

HEALTH = Path("shared") / "bandup" / "core" / "health.py"
ANSWER = 'return {"ok": '
V1 = 'return {"release": __import__("os").environ.get("RELEASE", "v1"), "ok": '
V2 = 'import os\n\nos.environ["RELEASE"] = "v2"\n'
MOVED = ("fetch_session", "job_api", "writing_evaluator")
"""What v2 changes; each image that is built and each function that is deployed takes its seconds."""

BROKEN, HEALTHY = "job_api", "fetch_session"
"""What v3 changes: one that cannot start, and one that can and has to go back all the same."""

MISSING = "A_SETTING_THAT_NOBODY_SETS"
PROMPT = Path("images") / "generate_feedback" / "prompt.py"
PUSHES = 3

RUN = uuid.uuid4().hex[:8]
"""The registry keeps what earlier runs pushed, and a tag never moves."""


def tag_of(name: str) -> str:
    """A release's tag in this run."""
    return f"{name}-{RUN}"


IN_FLIGHT = 4
ANSWER_SECONDS = 8


@dataclass(frozen=True)
class Released:
    """The stage with releases in its registry, none of them deployed.

    Attributes:
        broken: what the record said of v1 when its release was killed.
    """

    stage: Stage
    broken: Release
    target: LocalTarget
    rollout: Rollout

    @property
    def functions(self) -> list[str]:
        return sorted(self.stage.deployed.description["functions"])

    def serving(self, function: str) -> Any:
        """The release that answers to a health check of the alias, and the image behind it."""
        answer = self.stage.invoke(function, {"health": True})
        assert answer["ok"], answer
        return answer.get("release")

    def digest(self, function: str) -> str:
        name = self.stage.deployed.description["functions"][function]["name"]
        deployed = self.stage.deployed.client("lambda").get_function(FunctionName=name, Qualifier="live")
        return str(deployed["Code"]["ImageUri"]).partition("@")[2]

    def expected(self, name: str) -> dict[str, str]:
        """What each function answers when a release runs: what v2 does not change is still v1's."""
        return dict.fromkeys(self.functions, "v1") | dict.fromkeys(MOVED, name)

    def all_serve(self, name: str) -> None:
        expected = self.expected(name)
        assert {function: self.serving(function) for function in self.functions} == expected
        pins = read_pins(self.target.folder)
        assert {function: pins[function].tag for function in self.functions} == {
            function: tag_of(release) for function, release in expected.items()
        }
        assert {function: self.digest(function) for function in self.functions} == {
            function: pins[function].digest for function in self.functions
        }


def package_of(function: str) -> Path:
    """What runs first in a function's image."""
    return Path("images") / function / "__init__.py"


@pytest.fixture(scope="module")
def released(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Released:
    """v1 and v2 answer with their name, v3 wants a setting that nobody sets, v4 is v2 with another prompt."""
    clone = Clone.make(tmp_path_factory.mktemp("release") / "clone", stage.local.ports.registry)
    clone.edit(HEALTH, ANSWER, V1)
    broken = clone.break_release(tag_of("v1"), PUSHES)
    clone.release(tag_of("v1"))
    for function in MOVED:
        clone.append(package_of(function), V2)
    clone.release(tag_of("v2"))
    clone.append(package_of(BROKEN), f'os.environ["{MISSING}"]\n')
    clone.append(package_of(HEALTHY), 'os.environ["RELEASE"] = "v3"\n')
    clone.release(tag_of("v3"))
    clone.edit(package_of(BROKEN), f'os.environ["{MISSING}"]\n', "")
    clone.edit(package_of(HEALTHY), 'os.environ["RELEASE"] = "v3"\n', "")
    clone.append(PROMPT, "# another prompt\n")
    clone.release(tag_of("v4"))
    target = LocalTarget(stage.local, stage.deployment, clone.releases)
    return Released(stage, broken, target, Rollout(target, silent))


def test_a_release_that_was_killed_after_three_pushes_is_completed_by_the_same_command(released: Released) -> None:
    completed = read_releases(released.target.releases)[tag_of("v1")]
    assert (released.broken.complete, completed.complete) == (False, True)
    assert released.broken.images == completed.images
    registry = Registry(released.stage.local.ports.address("registry"))
    for function in released.functions:
        pushed = registry.find(f"bandup/{function}", tag_of("v1"))
        assert pushed
        assert pushed.digest == completed.images[function].digest


def test_a_release_of_one_edited_prompt_moves_one_function(released: Released) -> None:
    known = read_releases(released.target.releases)
    before, after = known[tag_of("v2")].images, known[tag_of("v4")].images
    assert [name for name in released.functions if before[name] != after[name]] == ["generate_feedback"]
    assert after["generate_feedback"].tag == tag_of("v4")
    assert (after["job_api"].tag, after["list_sessions"].tag) == (tag_of("v2"), tag_of("v1"))


def test_an_unhealthy_release_never_serves_and_going_back_loses_no_job(released: Released, user: User) -> None:
    stage, rollout = released.stage, released.rollout
    rollout.deploy(tag_of("v1"))
    released.all_serve("v1")
    rollout.deploy(tag_of("v2"))
    released.all_serve("v2")

    refused, seen = refused_while_watching(released, tag_of("v3"))
    assert seen == {each for each in released.expected("v2").items() if each[0] != HEALTHY}
    assert "bandup-local-" in refused
    assert MISSING in refused
    assert "local runs what it ran before" in refused, refused
    released.all_serve("v2")
    assert stage.deployment.pending_changes() == ""

    jobs = in_flight(stage, user)
    rollout.rollback(ALL, tag_of("v1"))
    ended = {job_id: user.finished(job_id) for job_id in jobs}
    assert {job["status"] for job in ended.values()} == {"COMPLETED"}
    assert sorted(item["evaluation_id"] for item in user.get("/evaluations")["items"]) == sorted(jobs)
    stage.drained("writing")
    released.all_serve("v1")
    assert stage.deployment.pending_changes() == ""

    events = history(released.target.folder)[-4:]
    assert [(event.action, event.outcome) for event in events] == [
        ("deploy", "applied"),
        ("deploy", "applied"),
        ("deploy", "failed"),
        ("rollback", "applied"),
    ]
    back = {move.function: (move.before, move.after) for move in events[-1].moves}
    assert set(back) == set(MOVED)
    assert all(before and before.startswith(f"{tag_of('v2')}@sha256:") for before, _ in back.values())
    assert all(after and after.startswith(f"{tag_of('v1')}@sha256:") for _, after in back.values())


@pytest.mark.nightly
def test_the_next_stage_runs_the_very_digests_that_this_one_ran_healthy(released: Released, tmp_path: Path) -> None:
    released.rollout.deploy(tag_of("v2"))
    target = NextStage(released.stage.local, released.stage.deployment, tmp_path / "releases.json")
    before = images_of_the_engine()
    for tag in (tag_of("v3"), tag_of("v4")):
        with pytest.raises(RolloutError, match=f"local never ran {tag} with every function healthy"):
            promote(released.target, target, tag)
    promote(released.target, target, tag_of("v2"))
    assert images_of_the_engine() == before, "nothing is built"
    Rollout(target, silent).deploy(tag_of("v2"))
    ran = read_releases(released.target.releases)[tag_of("v2")].images
    assert {name: released.digest(name) for name in released.functions} == {
        name: image.digest for name, image in ran.items()
    }


class NextStage(LocalTarget):
    """The same emulators by another name, with a record of its own."""

    name = "next"


def images_of_the_engine() -> set[str]:
    return set(run([docker_client().path, "image", "ls", "--quiet", "--filter", "label=bandup.content"]).split())


def refused_while_watching(released: Released, tag: str) -> tuple[str, set[tuple[str, Any]]]:
    """Deploy a release that cannot start: why it is refused, and all that served meanwhile, but for what may move."""
    seen: set[tuple[str, Any]] = set()
    with ThreadPoolExecutor(1) as pool:
        deploying: Future[None] = pool.submit(released.rollout.deploy, tag)
        while not deploying.done():
            seen |= {(function, released.serving(function)) for function in released.functions if function != HEALTHY}
    with pytest.raises(RolloutError) as refused:
        deploying.result()
    return str(refused.value), seen


def in_flight(stage: Stage, user: User) -> list[str]:
    """Jobs whose workers wait for the model, and one more that waits for a worker, perhaps."""
    words = [marker() for _ in range(IN_FLIGHT)]
    for word in words:
        stage.model.fail(word, {"kind": "delay", "seconds": ANSWER_SECONDS})
    jobs = [user.submit(submission(word))["job_id"] for word in words]
    stage.until(lambda: any(stage.model.calls(word) for word in words), "a call of the model")
    return [*jobs, user.submit(submission(marker()))["job_id"]]
