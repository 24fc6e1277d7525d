"""Releases onto the running stage: what is unhealthy never serves, and going back loses no job."""

import os
import shutil
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from integration.conftest import Stage, User
from integration.essays import marker, submission
from ops.local_stage.rollout import LocalTarget
from ops.paths import ROOT
from ops.progress import silent
from ops.rollout.exceptions import RolloutError
from ops.rollout.pins import history, read_pins
from ops.rollout.rollout import ALL, Rollout
from ops.shell import run

pytestmark = [pytest.mark.integration, pytest.mark.images_only]

SOURCES = (".dockerignore", ".gitignore", "images", "ops", "shared")
HEALTH = Path("shared") / "bandup" / "core" / "health.py"
ANSWER = 'return {"ok": '
IMPORTS = "from typing import Any"
MISSING = "A_SETTING_THAT_NOBODY_SETS"
GIT = ("git", "-c", "user.name=test", "-c", "user.email=test@example.com")
COMMITTED = "2026-01-02T03:04:05Z"
"""A fixed time: the same sources make the same images in every run."""

IN_FLIGHT = 4
ANSWER_SECONDS = 8


@dataclass(frozen=True)
class Clone:
    """The sources as they are now, in a repository of their own."""

    folder: Path
    releases: Path
    registry_port: int

    def release(self, tag: str, before: str, after: str) -> None:
        """Edit what every function imports, commit, and release it as a person does."""
        path = self.folder / HEALTH
        text = path.read_text()
        assert text.count(before) == 1
        path.write_text(text.replace(before, after))
        self._run(*GIT, "add", "--all")
        self._run(*GIT, "commit", "--quiet", "--message", tag)
        command = [sys.executable, "-m", "ops.images.release", "--tag", tag, "--releases", str(self.releases)]
        self._run(*command)
        path.write_text(text)

    def _run(self, *command: str) -> None:
        times = {"GIT_AUTHOR_DATE": COMMITTED, "GIT_COMMITTER_DATE": COMMITTED}
        environment = {
            **os.environ,
            **times,
            "BANDUP_REGISTRY_PORT": str(self.registry_port),
            "PYTHONPATH": str(self.folder),
        }
        run(command, env=environment, cwd=self.folder)


@dataclass(frozen=True)
class Released:
    """The stage with three releases in its registry, none of them deployed."""

    stage: Stage
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

    def all_serve(self, tag: str) -> None:
        assert {function: self.serving(function) for function in self.functions} == dict.fromkeys(self.functions, tag)
        pins = read_pins(self.target.folder)
        assert {pins[function].tag for function in self.functions} == {tag}
        assert {function: self.digest(function) for function in self.functions} == {
            function: pins[function].digest for function in self.functions
        }


@pytest.fixture(scope="module")
def released(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Released:
    """v1 and v2 say which they are in their health answer; v3 wants a setting that nobody sets."""
    folder = tmp_path_factory.mktemp("release")
    (folder / "clone").mkdir()
    for name in SOURCES:
        source, copy = ROOT / name, folder / "clone" / name
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
        else:
            shutil.copy(source, copy)
    clone = Clone(folder / "clone", folder / "releases.json", stage.local.ports.registry)
    run([*GIT, "init", "--quiet"], cwd=clone.folder)
    clone.release("v1", ANSWER, 'return {"release": "v1", "ok": ')
    clone.release("v2", ANSWER, 'return {"release": "v2", "ok": ')
    clone.release("v3", IMPORTS, f'import os\n\nos.environ["{MISSING}"]\n{IMPORTS}')
    target = LocalTarget(stage.local, stage.deployment, clone.releases)
    return Released(stage, target, Rollout(target, silent))


def test_an_unhealthy_release_never_serves_and_going_back_loses_no_job(released: Released, user: User) -> None:
    stage, rollout = released.stage, released.rollout
    rollout.deploy("v1")
    released.all_serve("v1")
    rollout.deploy("v2")
    released.all_serve("v2")

    refused, seen = refused_while_watching(released, "v3")
    assert seen == {"v2"}
    assert "bandup-local-" in refused
    assert MISSING in refused
    assert "local runs what it ran before" in refused, refused
    released.all_serve("v2")
    assert stage.deployment.pending_changes() == ""

    jobs = in_flight(stage, user)
    rollout.rollback(ALL, "v1")
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
    assert set(back) >= set(released.functions)
    assert all(before and before.startswith("v2@sha256:") for before, _ in back.values())
    assert all(after and after.startswith("v1@sha256:") for _, after in back.values())


def refused_while_watching(released: Released, tag: str) -> tuple[str, set[Any]]:
    """Deploy a release that cannot start: why it is refused, and all that served meanwhile."""
    seen = set()
    with ThreadPoolExecutor(1) as pool:
        deploying: Future[None] = pool.submit(released.rollout.deploy, tag)
        while not deploying.done():
            seen |= {released.serving(function) for function in released.functions}
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
