"""The first command of the README: an essay goes in by the public API and comes back graded."""

import argparse
import json
import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from rich.console import Console

from .api import Api, UnexpectedAnswerError, expect
from .clients import DeployedStage
from .demo_report import print_evaluation
from .deploy import Deployment
from .exceptions import StageError
from .paths import ROOT, STATE_DIR
from .ports import Ports
from .progress import Say, timed_lines
from .runtime import choose_runtime
from .stage import LocalStage

SAMPLE = ROOT / "tests" / "samples" / "writing_task_2"
REPORT = ROOT / "build" / "demo.json"

JOB_SECONDS = 600.0
"""Longest that a job is waited for: a model that is throttled is tried again for minutes."""

POLL_SECONDS = 0.2
WARM_RUNS = 5

OPEN = frozenset({"QUEUED", "PROCESSING"})


@dataclass(frozen=True)
class Submission:
    """What is graded.

    Attributes:
        task: TASK_1 or TASK_2.
        question: the task as it was set.
        essay: the answer.
    """

    task: str
    question: str
    essay: str

    def as_request(self) -> dict[str, str]:
        """The body of `POST /writing/evaluations`."""
        return {"task_type": self.task, "question": self.question, "essay_content": self.essay}


def chosen(arguments: argparse.Namespace) -> Submission:
    """The caller's own files, or the sample.

    Raises:
        StageError: a file cannot be read, or an essay comes without its question.
    """
    if arguments.essay and not arguments.question:
        raise StageError("give the question too (QUESTION=q.txt): an answer cannot be judged without its task")
    if arguments.question and not arguments.essay:
        raise StageError("give the essay too (ESSAY=my.txt)")
    essay = Path(arguments.essay or SAMPLE / "essay.txt")
    question = Path(arguments.question or SAMPLE / "question.txt")
    try:
        return Submission(arguments.task, question.read_text(), essay.read_text())
    except (OSError, UnicodeDecodeError) as error:
        raise StageError(f"cannot be read as text: {error}") from error


def deployed(say: Say) -> DeployedStage:
    """The running local stage with the functions as they are now."""
    stage = LocalStage(choose_runtime(os.environ), Ports.from_environment(os.environ), say=say)
    say(f"functions run as {'containers of their images' if stage.runtime == 'image' else 'processes'}")
    stage.start()
    Deployment(stage, say=say).apply()
    return DeployedStage()


def finished(api: Api, job_id: str, tell: Callable[[str], None]) -> dict[str, Any]:
    """The job at its end; each new stage is told on the way.

    Raises:
        StageError: it did not end in time.
    """
    told, deadline = "", time.monotonic() + JOB_SECONDS
    while time.monotonic() < deadline:
        job: dict[str, Any] = expect(api.get(f"/jobs/{job_id}"), HTTPStatus.OK)
        if (now := f"{job['status']} - {job['stage']}") != told:
            tell(now)
            told = now
        if job["status"] not in OPEN:
            return job
        time.sleep(POLL_SECONDS)
    raise StageError(f"job {job_id} did not end within {JOB_SECONDS:g} s")


def graded(api: Api, submission: Submission, say: Say) -> dict[str, Any]:
    """Submit, follow and read: what the API answered at each step, and the seconds that it took.

    Raises:
        StageError: the job failed; the message holds the reason that the API gives.
    """
    started = time.monotonic()
    accepted = expect(api.post("/writing/evaluations", submission.as_request()), HTTPStatus.ACCEPTED)
    say(f"job {accepted['job_id']}: accepted")
    job = finished(api, accepted["job_id"], lambda stage: say(f"job {accepted['job_id']}: {stage}"))
    seconds = time.monotonic() - started
    if job["status"] != "COMPLETED":
        raise StageError(f"the job ended as {job['status']}: {job.get('error', {}).get('message', 'no reason given')}")
    evaluation = expect(api.get(job["result_url"]), HTTPStatus.OK)
    return {"accepted": accepted, "job": job, "evaluation": evaluation, "seconds": round(seconds, 3)}


def warm_overhead(stage: DeployedStage, api: Api, submission: Submission) -> dict[str, Any]:
    """Run the same essay a few times more, and read from the worker's log what it did besides waiting for the model.

    Returns:
        Median, smallest and largest overhead in milliseconds, of `runs` runs.
    """
    job_ids = []
    for _ in range(WARM_RUNS):
        accepted = expect(api.post("/writing/evaluations", submission.as_request()), HTTPStatus.ACCEPTED)
        finished(api, accepted["job_id"], lambda _: None)
        job_ids.append(accepted["job_id"])
    group = f"/aws/lambda/{stage.description['functions']['writing_evaluator']['name']}"
    lines = stage.client("logs").filter_log_events(logGroupName=group)["events"]
    ends = [json.loads(line["message"]) for line in lines if '"job ended"' in line["message"]]
    spent = [1000 * (end["seconds"] - end["model_seconds"]) for end in ends if end["job_id"] in job_ids]
    if len(spent) != WARM_RUNS:
        raise StageError(f"the worker's log names {len(spent)} of {WARM_RUNS} jobs")
    numbers = {"median_ms": statistics.median(spent), "min_ms": min(spent), "max_ms": max(spent)}
    return {"runs": WARM_RUNS} | {name: round(value, 1) for name, value in numbers.items()}


def main() -> None:
    """Deploy, sign in, grade, print, and write down what the API returned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--essay", help="a text file with your answer")
    parser.add_argument("--question", help="a text file with the task")
    parser.add_argument("--task", choices=["TASK_1", "TASK_2"], default="TASK_2")
    arguments = parser.parse_args()
    say = timed_lines()
    try:
        run(chosen(arguments), say)
    except (StageError, UnexpectedAnswerError) as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit("stopped; `make down` clears away what was started")


def run(submission: Submission, say: Say) -> None:
    """The demo itself."""
    stage = deployed(say)
    say("signing in a new student at the user pool")
    api = Api(stage.api_url, stage.sign_in(f"{uuid.uuid4().hex[:8]}@example.com"))
    writing = graded(api, submission, say)
    report: dict[str, Any] = {"runtime": stage.description["runtime"], "writing": writing}
    if stage.description["offline"]:  # repeating it costs nothing
        say(f"grading it {WARM_RUNS} times more, to measure the warm worker")
        report["warm_overhead"] = warm_overhead(stage, api, submission)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=2, ensure_ascii=False))
    console = Console(highlight=False)
    console.print()
    print_evaluation(console, writing["evaluation"], writing["job"], writing["seconds"])
    _print_places(console, stage, report)


def _print_places(console: Console, stage: DeployedStage, report: dict[str, Any]) -> None:
    evaluation_id, tables = report["writing"]["evaluation"]["evaluation_id"], stage.description["tables"]
    if warm := report.get("warm_overhead"):
        console.print(
            f"  Warm worker, without the model's time: {warm['median_ms']} ms"
            f" (median of {warm['runs']}; {warm['min_ms']} to {warm['max_ms']})"
        )
    console.print(f"  Stored as {evaluation_id} in the tables {tables['jobs']} and {tables['evaluations']}")
    console.print(f"  What the API returned: {REPORT.relative_to(ROOT)}")
    if stage.description["offline"]:
        console.print("  The examiner was the offline one: it measures the text. Set GEMINI_API_KEY to ask Gemini.")
    console.print(f"  The stage keeps running ({STATE_DIR.relative_to(ROOT)}); `make down` stops it.")


if __name__ == "__main__":
    main()
