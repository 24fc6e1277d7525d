"""Why a job took as many attempts as it did.

A worker that has no time left, or that meets other writes to the same items, gives its job back, and one that reaches
its time limit is ended. On a busy machine any job may take such attempts besides those that the model's failures cause,
and each of them may ask the model again. What tests count is therefore counted apart from them.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bandup.jobs.kinds import Kind
from integration.conftest import Stage, User
from ops.journeys.jobs import OPEN

WORKERS = {
    "writing": "writing_evaluator",
    "speaking": "speaking_evaluator",
    "flashcard": "flashcard_generator",
    "feedback": "generate_feedback",
}

OF_THE_MODEL = ("provider_", "model_")
"""How the codes of the model's failures begin."""


@dataclass(frozen=True)
class Attempts:
    """The attempts at one job before the last one.

    Attributes:
        reasons: codes of the model's failures that the job was given back for, in order.
        others: how many attempts ended without such a failure: the machine was busy, or the worker was killed.
    """

    reasons: list[str]
    others: int

    def have_reasons(self, *expected: str) -> bool:
        """Whether the job was given back for just these failures; another attempt may have used one of them up."""
        return self.reasons == [*expected] or (self.others > 0 and Counter(self.reasons) < Counter(expected))

    def fit(self, calls: int, expected: int, each: int = 1) -> bool:
        """Whether a job can have made `calls` of the model.

        Args:
            calls: how many there were.
            expected: how many its failures take, where no other attempt came between.
            each: how many each of the others may have made besides.
        """
        return expected <= calls <= expected + (each * self.others if expected else 0)


def attempts(stage: Stage, job: Any) -> Attempts:
    """The attempts at a job that has ended, by its worker's log."""
    name = stage.deployed.description["functions"][WORKERS[job["kind"]]]["name"]

    def written() -> list[Any] | None:
        lines = [json.loads(line) for line in stage.log(name) if job["job_id"] in line and line.startswith("{")]
        return lines if any(line["message"] == "job ended" for line in lines) else None

    lines = stage.until(written, f"the end of job {job['job_id']} in its worker's log")
    codes = [line["code"] for line in lines if line["message"] == "job deferred"]
    reasons = [code for code in codes if code.startswith(OF_THE_MODEL)]
    return Attempts(reasons, others=job["attempts"] - 1 - len(reasons))


def calls_fit(
    stage: Stage, jobs: dict[str, Any], calls: dict[str, int], expected: dict[str, int], each: int = 1
) -> bool:
    """As `Attempts.fit`, for several jobs by name."""
    return all(attempts(stage, jobs[name]).fit(calls[name], expected[name], each) for name in expected)


@dataclass(frozen=True)
class Faulty:
    """Jobs whose model fails or whose worker was killed. They wait by themselves while other tests run.

    Attributes:
        owner: of all of them.
        words: what the model meets each by, by its name.
        jobs: their ids, by name.
        killed_word: what the model meets the killed one by.
        killed: the id of the job whose worker was killed.
    """

    owner: User
    words: dict[str, str]
    jobs: dict[str, str]
    killed_word: str
    killed: str

    def finished(self) -> dict[str, Any]:
        """Those whose model fails, at their end."""
        return {name: self.owner.finished(job_id) for name, job_id in self.jobs.items()}


def killed_while_the_model_is_asked(stage: Stage, word: str, submit: Callable[[], str]) -> str:
    """A job whose worker was killed; alone, so that it is clear which worker it was."""
    stage.model.fail(word, {"kind": "hang", "seconds": 60})
    job_id = submit()
    stage.until(lambda: stage.model.calls(word), "the model call")
    stage.kill_caller_of_model()
    return job_id


def finished_soon(user: User, jobs: Mapping[str, str]) -> dict[str, Any]:
    """Jobs at their end, none of which waits for its next attempt: another message, as SQS may send one, begins it."""
    hurried: set[tuple[str, Any]] = set()

    def look(job_id: str) -> Any:
        job = user.job(job_id)
        if job["status"] not in OPEN:
            return job
        seen = (job_id, job["updated_at"])
        if job["stage"].startswith("waiting") and seen not in hurried:
            hurried.add(seen)
            user.stage.send(Kind[job["kind"].upper()].queue, {"schema_version": 1, "job_id": job_id})
        return None

    def all_ended() -> dict[str, Any] | None:
        found = {name: look(job_id) for name, job_id in jobs.items()}
        return found if all(found.values()) else None

    ended: dict[str, Any] = user.stage.until(all_ended, "the end of all jobs")
    return ended


def ended_at_once(user: User, submit: Callable[[], str]) -> Any:
    """A job that took one attempt, submitted anew until there is one: what it cost, it cost once."""

    def at_once() -> Any:
        job = user.finished(submit())
        return job if job["attempts"] == 1 else None

    return user.stage.until(at_once, "a job that takes one attempt")
