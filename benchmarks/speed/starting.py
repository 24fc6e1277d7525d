"""Starts of every function, each in the environment of its own image: against what no such function can do without."""

import json
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bandup.jobs.kinds import Kind
from load import environments, requests, stand_in

from .exceptions import BenchError
from .figures import Figure, at_most, measure_interleaved, ratios

COLD = Path(__file__).with_name("cold.py")
RUNS = 15
FIRST_RUNS = 5
SECONDS = 120

API_LIBRARIES = {"pydantic": ["BaseModel", "Field"], "jwt": ["decode"]}
WORKER_LIBRARIES = {"pydantic": ["BaseModel", "Field"], "google.genai": ["Client"]}
"""What a contract needs: requests with limits and tokens that are checked; Gemini's answers, by Google's SDK."""

WORKERS = {
    "writing_evaluator": (Kind.WRITING, WORKER_LIBRARIES),
    "speaking_evaluator": (Kind.SPEAKING, WORKER_LIBRARIES),
    "flashcard_generator": (Kind.FLASHCARD, {**WORKER_LIBRARIES, "faiss": ["IndexFlatIP"]}),
}

FIRST_JOBS = {"generate_feedback": "generate_feedback.judge"}
"""What a function that answers requests imports with its first job. Its first answer here is a request's."""


def functions() -> list[str]:
    """The functions that there are."""
    return sorted(path.parent.name for path in (environments.ROOT / "images").glob("*/handler.py"))


def figures() -> Iterator[Figure]:
    """For each function its start, its first answer, its second invocation, and its bytecode."""
    pool = requests.make_pool()
    asked = requests.make_requests(pool)
    with stand_in.stand_in(pool.key_set) as url:
        for function in functions():
            kind, libraries = WORKERS.get(function, (None, API_LIBRARIES))
            event = requests.make_delivery(kind, 1) if kind else next(iter(asked[function].values()))
            yield from _measure_start(function, event, libraries, url)


def _measure_start(function: str, event: Any, libraries: dict[str, list[str]], url: str) -> Iterator[Figure]:
    recorded = _cold("record", function, event, url) | {"libraries": libraries}
    found = _time_starts(function, recorded, url)
    services = len(recorded["services"])
    by = f"awslambdaric, {services} plain clients, {', '.join(libraries)}; {len(recorded['late'])} late imports count"
    if recorded["models"]:
        by += f", {len(recorded['models'])} late models too"
    yield Figure(f"start of {function}", ratios(found["ours"], found["floor"]), "x", by, at_most(1.25))
    yield Figure(f"start of {function}, processor", [1000 * each for each in found["ours"]], "ms", "a clock")
    if function in FIRST_JOBS:
        working = _time_starts(function, recorded | {"late": [*recorded["late"], FIRST_JOBS[function]]}, url)
        by = f"the same; {FIRST_JOBS[function]} counts too"
        yield Figure(
            f"start of {function} for a job", ratios(working["ours"], working["floor"]), "x", by, at_most(1.25)
        )
    first = [_time_first_answer(function, event, url) for _ in range(FIRST_RUNS)]
    yield Figure(
        f"first answer of {function}", first, "ms", "a clock, from the process's start, models' time taken off"
    )
    again = [float(recorded["built_again"])]
    yield Figure(f"clients that {function} builds in a second invocation", again, "clients", "counted", at_most(0))
    missing = float(len(find_uncompiled(environments.ENVIRONMENTS / function)))
    yield Figure(f"packages' modules of {function} without bytecode", [missing], "files", "counted", at_most(0))


def _time_starts(function: str, recorded: dict[str, Any], url: str) -> dict[str, list[float]]:
    """Seconds of the processor that starts take, ours and the floor's, by turns."""
    return measure_interleaved(
        RUNS, {what: partial(_cold, what, function, recorded, url) for what in ("ours", "floor")}
    )


def _time_first_answer(function: str, event: Any, url: str) -> float:
    """Milliseconds from the start of the interpreter to the first answer, but for those that a model took."""
    stand_in.take_count(url)
    began = time.perf_counter()
    with environments.environment(function, "work", url) as environment:
        environment.ask(event)
        answered = time.perf_counter() - began
    return 1000 * (answered - stand_in.take_count(url).model_seconds)


def find_uncompiled(environment: Path) -> list[Path]:
    """The modules of installed packages that have no bytecode beside them."""
    return [
        source
        for source in environment.glob("lib/python*/site-packages/**/*.py")
        if not any((source.parent / "__pycache__").glob(f"{source.stem}.cpython-*.pyc"))
    ]


def _cold(what: str, function: str, given: Any, url: str) -> Any:
    answer = subprocess.run(  # noqa: S603  # our own module
        [str(environments.find_python(function)), str(COLD), what, function],
        input=json.dumps(given),
        env=environments.make_variables(url),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if answer.returncode:
        raise BenchError(f"{function} cannot be started to be measured ({what}):\n{answer.stderr.strip()[-2000:]}")
    return json.loads(answer.stdout)
