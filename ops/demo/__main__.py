"""The first command of the README: essays, recordings and documents go in by the public API, and results come back."""

import argparse
import json
import statistics
import sys
import time
import uuid
from http import HTTPStatus
from pathlib import Path
from typing import Any

from rich.console import Console

from ops.arguments import ArgumentParser
from ops.client.api import Api, UnexpectedAnswerError, expect
from ops.client.patient import PatientApi
from ops.console import make_console
from ops.demo.days import show_days
from ops.exceptions import OperatorError
from ops.journeys.advice import advise, print_advice
from ops.journeys.flashcards import Document, make_deck, number_of_cards, print_set
from ops.journeys.interview import practise, print_practice
from ops.journeys.jobs import POLL_SECONDS, SPEAKING, WRITING, follow, grade
from ops.journeys.material import Essay, SpokenAnswer, SpokenTest
from ops.journeys.progress_chart import draw_progress
from ops.journeys.report import print_essay, print_spoken_answer, print_spoken_test, print_test
from ops.journeys.revision import print_revision, revise_sample
from ops.journeys.spoken_interview import Spoken, hold_spoken_interview, print_spoken_interview
from ops.local_stage.clients import DeployedStage
from ops.local_stage.deploy import start_and_deploy
from ops.local_stage.exceptions import StageError
from ops.paths import ROOT, STATE_DIR
from ops.progress import Say, timed_lines

REPORT = ROOT / "build" / "demo.json"

CHART = ROOT / "build" / "progress.png"

WARM_RUNS = 5

LOG_SECONDS = 60.0
"""How long the worker's log is waited for; it is written after the job's end, usually at once."""


def main() -> None:
    """Deploy, sign in, grade, print, and write down what the API returned."""
    parser = ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--essay", type=Path, help="a text file with your answer")
    parser.add_argument("--question", type=Path, help="a text file with the task, or with a recording's questions")
    parser.add_argument("--task", choices=["TASK_1", "TASK_2"], default="TASK_2")
    parser.add_argument("--audio", type=Path, help="a recording of your spoken answer")
    parser.add_argument("--part", choices=["PART_1", "PART_2", "PART_3"], default="PART_2")
    parser.add_argument("--cv", type=Path, help="your CV, of any kind; an interview about it begins, and AUDIO answers")
    parser.add_argument("--pdf", type=Path, help="a PDF to make flashcards of")
    parser.add_argument("--document", type=Path, help="a document of any kind to make flashcards of")
    parser.add_argument("--cards", type=number_of_cards, help="how many flashcards")
    arguments = parser.parse_args()
    say = timed_lines()
    try:
        check(arguments)
        run(arguments, say)
    except (OperatorError, UnexpectedAnswerError) as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit("stopped; `make down` clears away what was started")


def check(arguments: argparse.Namespace) -> None:
    """Refuse what cannot work before anything is started.

    Raises:
        StageError: an essay comes without its question, or a file is missing.
    """
    if arguments.essay and not arguments.question:
        raise StageError("give the question too (QUESTION=q.txt): an answer cannot be judged without its task")
    if sum(bool(given) for given in (arguments.essay, arguments.audio, arguments.pdf, arguments.document)) > 1:
        raise StageError("give one of an essay, a recording and a document: each is a demo of its own")
    if arguments.cards and (arguments.essay or arguments.audio):
        raise StageError("give CARDS with a document: nothing else is made into cards")
    if arguments.question and not (arguments.essay or arguments.audio):
        raise StageError("give the answer too (ESSAY=my.txt or AUDIO=my.mp3)")
    if arguments.cv and (arguments.essay or arguments.pdf or arguments.document or arguments.question):
        raise StageError("give CV alone, or with AUDIO: the recording answers the interviewer's question")
    for file in (arguments.essay, arguments.question, arguments.audio, arguments.cv):
        if file and not file.is_file():
            raise StageError(f"there is no file {file}")
    _document(arguments)


def _document(arguments: argparse.Namespace) -> Document:
    if arguments.document:
        return Document.of_any_kind(arguments.document, arguments.cards)
    return Document.of(arguments.pdf, arguments.cards)


def run(arguments: argparse.Namespace, say: Say) -> None:
    """The demo itself: the caller's own file alone, or all samples."""
    start_and_deploy(say)
    stage = DeployedStage()
    say("signing in a new student at the user pool")
    student = f"{uuid.uuid4().hex[:8]}@example.com"
    password = stage.renew_password(student)
    api = PatientApi(stage.api_url, stage.sign_in(student, password), say=say)
    console = make_console(wrap=True)
    report: dict[str, Any] = {"runtime": stage.description["runtime"]}
    if arguments.essay:
        essay = Essay.read(arguments.task, arguments.question, arguments.essay)
        report["writing"] = _grade_essay(api, essay, console, say)
    elif arguments.cv:
        report["interview"] = _speak(api, Spoken.of(arguments.cv, arguments.audio), console, say)
    elif arguments.audio:
        answer = SpokenAnswer.of(arguments.audio, arguments.question, arguments.part)
        report["speaking"] = _grade_recording(api, answer, console, say)
    elif arguments.pdf or arguments.document or arguments.cards:
        report["flashcards"] = _make_cards(api, _document(arguments), console, say)
    else:
        report |= _samples(stage, api, console, say)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=2, ensure_ascii=False), encoding="utf-8")
    _print_places(console, stage)
    console.print(f"  All of it in the console: {stage.description['console_url']}, as {student}, password {password}")


def _samples(stage: DeployedStage, api: Api, console: Console, say: Say) -> dict[str, Any]:
    """Everything that the platform grades, each once; the Task 2 essay in full."""
    task_1, task_2 = Essay.sample("TASK_1"), Essay.sample("TASK_2")
    report = {"writing": _grade_essay(api, task_2, console, say)}
    if stage.description["offline"]:  # repeating it costs nothing
        say(f"grading it {WARM_RUNS} times more, to measure the warm worker")
        report["warm_overhead"] = warm = warm_overhead(stage, api, task_2)
        console.print(
            f"  Warm worker, without the model's time: {warm['median_ms']} ms"
            f" (median of {warm['runs']}; {warm['min_ms']} to {warm['max_ms']})\n"
        )
    report["writing_revised"] = _revise(api, report["writing"]["evaluation"], console, say)
    say("Task 1 with its chart, which is uploaded first")
    report["writing_task_1"] = grade(api, WRITING, task_1.as_request(api), say)
    print_essay(console, report["writing_task_1"], in_full=False)
    say("a whole Writing test in one job")
    tasks = {"tasks": [task_1.as_request(api), task_2.as_request(api)]}
    report["writing_test"] = grade(api, WRITING, tasks, say)
    print_test(console, report["writing_test"])
    report["speaking"] = _grade_recording(api, SpokenAnswer.sample(), console, say)
    say("a whole Speaking test in one job, from one recording")
    report["speaking_test"] = grade(api, SPEAKING, SpokenTest.sample().as_request(api), say)
    print_spoken_test(console, report["speaking_test"])
    report["flashcards"] = _make_cards(api, Document.of(None, None), console, say)
    report["interview"] = practise(api, say)
    print_practice(console, report["interview"])
    report["spoken_interview"] = _speak(api, Spoken.sample(), console, say)
    say("a learner's week: what was wrong becomes cards")
    report["study"] = show_days(stage, api, console, say)
    say("how the week went, and what today is for")
    report["advice"] = advise(api)
    print_advice(console, report["advice"])
    draw_progress(report["advice"]["progress"], CHART)
    console.print(f"  Chart: {CHART.relative_to(ROOT)}")
    return report


def _grade_essay(api: Api, essay: Essay, console: Console, say: Say) -> dict[str, Any]:
    result = grade(api, WRITING, essay.as_request(api), say)
    print_essay(console, result, in_full=True)
    return result


def _revise(api: Api, first: dict[str, Any], console: Console, say: Say) -> dict[str, Any]:
    result = revise_sample(api, first, say)
    print_revision(console, result)
    return result


def _grade_recording(api: Api, answer: SpokenAnswer, console: Console, say: Say) -> dict[str, Any]:
    say("a spoken answer, which is uploaded first")
    result = grade(api, SPEAKING, answer.as_request(api), say)
    print_spoken_answer(console, result)
    return result


def _speak(api: Api, spoken: Spoken, console: Console, say: Say) -> dict[str, Any]:
    result = hold_spoken_interview(api, spoken, say)
    print_spoken_interview(console, result)
    return result


def _make_cards(api: Api, document: Document, console: Console, say: Say) -> dict[str, Any]:
    result = make_deck(api, document, say)
    print_set(console, result)
    return result


def warm_overhead(stage: DeployedStage, api: Api, essay: Essay) -> dict[str, Any]:
    """Grade the same essay a few times more, and read from the worker's log what it did besides waiting for the model.

    Returns:
        Median, smallest and largest overhead in milliseconds, of `runs` runs.

    Raises:
        StageError: the log does not name all of them.
    """
    job_ids = []
    for _ in range(WARM_RUNS):
        accepted = expect(api.post(WRITING, essay.as_request(api)), HTTPStatus.ACCEPTED)
        follow(api, accepted["job_id"], lambda _: None)
        job_ids.append(accepted["job_id"])
    spent = [1000 * (end["seconds"] - end["model_seconds"]) for end in _ends(stage, set(job_ids))]
    numbers = {"median_ms": statistics.median(spent), "min_ms": min(spent), "max_ms": max(spent)}
    return {"runs": WARM_RUNS} | {name: round(value, 1) for name, value in numbers.items()}


def _ends(stage: DeployedStage, job_ids: set[str]) -> list[dict[str, Any]]:
    """What the worker's log says of each job's end."""
    group = f"/aws/lambda/{stage.description['functions']['writing_evaluator']['name']}"
    pages = stage.client("logs").get_paginator("filter_log_events")
    deadline = time.monotonic() + LOG_SECONDS
    while True:
        lines = [line["message"] for page in pages.paginate(logGroupName=group) for line in page["events"]]
        ends = [end for line in lines if '"job ended"' in line and (end := json.loads(line))["job_id"] in job_ids]
        if len(ends) == len(job_ids):
            return ends
        if time.monotonic() > deadline:
            raise StageError(f"the worker's log names {len(ends)} of {len(job_ids)} jobs")
        time.sleep(POLL_SECONDS)


def _print_places(console: Console, stage: DeployedStage) -> None:
    tables = stage.description["tables"]
    stored = ", ".join(tables[name] for name in ("jobs", "evaluations", "flashcard_sets"))
    console.print(f"  Stored in the tables {stored}, by the ids above")
    console.print(f"  What the API returned: {REPORT.relative_to(ROOT)}")
    if stage.description["offline"]:
        console.print(
            "  The models were offline stand-ins: they measure, and cannot judge. Set GEMINI_API_KEY to ask Gemini."
        )
    console.print(f"  The stage keeps running ({STATE_DIR.relative_to(ROOT)}); `make down` stops it.")


if __name__ == "__main__":
    main()
