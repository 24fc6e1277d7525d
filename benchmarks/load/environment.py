"""One execution environment, in its image's packages. Standard library only, but for the function.

`python environment.py FUNCTION work` takes an event a line on its standard input and answers each with a line: what the
handler answered, and what the environment has used so far. `python environment.py FUNCTION at-once` takes one line,
`{"levels": [1, 2], "rounds": 5, "events": {…}}`: for each level it copies itself so often, and all copies send every
event in turns; it prints the seconds that each took.
"""

import contextlib
import importlib
import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path
from types import SimpleNamespace
from typing import Any

PAGE = os.sysconf("SC_PAGE_SIZE")
TIMEOUT_MS = 300_000
PROCESSOR = "processor"
"""Stands beside the routes: the seconds of a processor that a request took, of all routes together."""


def build_handler(function: str) -> Any:
    """The function's handler, started."""
    return importlib.import_module(f"{function}.handler").handler


def make_context(function: str) -> SimpleNamespace:
    """What the functions use of Lambda's context."""
    return SimpleNamespace(
        aws_request_id="bench",
        function_name=function,
        function_version="1",
        memory_limit_in_mb=1024,
        invoked_function_arn=f"arn:aws:lambda:us-east-1:000000000000:function:{function}",
        get_remaining_time_in_millis=lambda: TIMEOUT_MS,
    )


def measure_memory() -> int:
    """Bytes that this process and those that it started hold."""
    found, waiting = 0, [str(os.getpid())]
    while waiting:
        process = Path("/proc") / waiting.pop()
        with contextlib.suppress(OSError):  # it has ended
            found += int((process / "statm").read_text().split()[1]) * PAGE
            for task in (process / "task").iterdir():
                waiting += (task / "children").read_text().split()
    return found


def measure_processor() -> float:
    """Seconds of a processor that this process and those that it started and that ended have used."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def work(function: str, out: Any) -> None:
    """Answer events one after the other."""
    began = time.perf_counter()
    handler, context = build_handler(function), make_context(function)
    started = time.perf_counter() - began
    for line in sys.stdin:
        began = time.perf_counter()
        answer = handler(json.loads(line), context)
        used = {"seconds": time.perf_counter() - began, "processor": measure_processor(), "memory": measure_memory()}
        print(json.dumps({"answer": answer, "started": started, **used}), file=out, flush=True)


def at_once(function: str, out: Any) -> None:
    """Send the same requests from one copy of the environment, and from more at once."""
    asked = json.loads(sys.stdin.readline())
    handler, context = build_handler(function), make_context(function)
    for level in asked["levels"]:
        began = time.perf_counter()
        seconds = _copy(level, lambda: _send(handler, context, asked["events"], asked["rounds"]))
        print(
            json.dumps({"level": level, "seconds": seconds, "elapsed": time.perf_counter() - began}),
            file=out,
            flush=True,
        )


def _copy(level: int, work: Any) -> dict[str, list[float]]:
    """What copies of this process return that begin together."""
    ready, begin, pipes = os.pipe(), os.pipe(), []
    for _ in range(level):
        read, write = os.pipe()
        if os.fork() == 0:
            _be_copy(work(), ready[1], begin[0], write)
        os.close(write)
        pipes.append(read)
    os.close(ready[1])
    waited = 0
    while waited < level:
        told = os.read(ready[0], level)
        if not told:
            raise RuntimeError("a copy of the environment failed")
        waited += len(told)
    os.write(begin[1], b"." * level)
    found: dict[str, list[float]] = {}
    for pipe in pipes:
        with os.fdopen(pipe) as answers:
            for route, seconds in json.load(answers).items():
                found.setdefault(route, []).extend(seconds)
        os.wait()
    for end in (ready[0], *begin):
        os.close(end)
    return found


def _be_copy(run: Any, ready: int, begin: int, write: int) -> None:
    try:
        next(run)
        os.write(ready, b".")
        os.close(ready)
        os.read(begin, 1)
        with os.fdopen(write, "w") as answer:
            json.dump(next(run), answer)
        os._exit(0)
    except Exception:  # noqa: BLE001  # whatever it is, this copy must not go on as its parent
        traceback.print_exc()
        os._exit(1)


def _send(handler: Any, context: Any, events: dict[str, Any], rounds: int) -> Any:
    """Every event once, which opens connections; then, when all copies are ready, what each takes."""
    for route, event in events.items():
        answer = handler(event, context)
        if answer["statusCode"] >= 300:  # HTTP's
            raise RuntimeError(f"{route} answered {answer['statusCode']}: {answer['body']}")
    yield
    found: dict[str, list[float]] = {route: [] for route in events}
    used = time.process_time()
    for _ in range(rounds):
        for route, event in events.items():
            began = time.perf_counter()
            handler(event, context)
            found[route].append(time.perf_counter() - began)
    found[PROCESSOR] = [(time.process_time() - used) / rounds / len(events)]
    yield found


if __name__ == "__main__":
    answers = sys.stdout
    with contextlib.redirect_stdout(open(os.devnull, "w")):  # noqa: PTH123  # the functions' logs
        {"work": work, "at-once": at_once}[sys.argv[2]](sys.argv[1], answers)
