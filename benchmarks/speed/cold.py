"""One start of one function, in an environment that holds what its image does. Standard library only, but for that.

It reads one JSON document from its standard input; its arguments say what is printed, as JSON:

| `record FUNCTION` | of an event: the clients that a start builds, what its answer imports, what a second builds |
| `ours FUNCTION`   | of a record: the seconds of the processor that a start takes, with what the answer imports  |
| `floor FUNCTION`  | of a record: those of Lambda's client for Python, plain clients, and the given libraries     |
"""

import contextlib
import gc
import importlib
import json
import sys
import threading
import time
from types import SimpleNamespace
from typing import Any

RUNTIME = "awslambdaric.bootstrap"
"""What `python -m awslambdaric` imports before the handler."""

TIMEOUT_MS = 300_000


def record(function: str, event: Any) -> dict[str, Any]:
    """What one environment builds and imports, and when."""
    handler = _start(function).handler
    at_start = set(sys.modules)
    _answer(handler, function, event)
    built = _clients()
    late = [name for name in sys.modules if name not in at_start and _is_imported(name)]
    services = sorted({(each.meta.service_model.service_name, each.meta.region_name) for each in _aws_clients()})
    _answer(handler, function, event)
    return {"services": services, "late": late, "built_again": len(_clients() - built)}


def ours(function: str, recorded: dict[str, Any]) -> float:
    """One start, and the imports of the first answer."""
    _start(function)
    for thread in threading.enumerate():
        if thread.name.startswith("model-pool"):
            thread.join()
    for name in recorded["late"]:
        with contextlib.suppress(ImportError):  # some are made by others while they are imported
            importlib.import_module(name)
    return time.process_time() - _used_by_tables()


def floor(recorded: dict[str, Any], libraries: dict[str, list[str]]) -> float:
    """What no function of this kind can do without."""
    importlib.import_module(RUNTIME)
    import boto3  # noqa: PLC0415  # counts

    kept = [boto3.client(service, region_name=region) for service, region in recorded["services"]]
    for module, names in libraries.items():
        kept += [getattr(importlib.import_module(module), name) for name in names]
    return time.process_time()


def _start(function: str) -> Any:
    importlib.import_module(RUNTIME)
    return importlib.import_module(f"{function}.handler")


def _answer(handler: Any, function: str, event: Any) -> None:
    context = SimpleNamespace(
        aws_request_id="bench",
        function_name=function,
        function_version="1",
        memory_limit_in_mb=1024,
        invoked_function_arn=f"arn:aws:lambda:us-east-1:000000000000:function:{function}",
        get_remaining_time_in_millis=lambda: TIMEOUT_MS,
    )
    answer = handler(event, context)
    if answer.get("statusCode", 200) >= 300 or answer.get("batchItemFailures"):  # HTTP's
        raise RuntimeError(f"{function} answered {answer}")


def _is_imported(name: str) -> bool:
    return name != "__main__" and getattr(sys.modules[name], "__spec__", None) is not None


def _used_by_tables() -> float:
    """Seconds that the grammar checker's thread used so far: its tables are told apart, see `speed.checking`."""
    clocks = [
        time.pthread_getcpuclockid(each.ident)
        for each in threading.enumerate()
        if each.name.startswith("harper") and each.ident
    ]
    return sum(time.clock_gettime(clock) for clock in clocks)


def _aws_clients() -> list[Any]:
    gc.unfreeze()  # what a start made is else not told
    base = sys.modules["botocore.client"].BaseClient
    return [each for each in gc.get_objects() if isinstance(each, base)]


def _clients() -> set[int]:
    module = sys.modules.get("google.genai.client")
    models = [each for each in gc.get_objects() if module is not None and type(each) is module.Client]
    return {id(each) for each in (*_aws_clients(), *models)}


if __name__ == "__main__":
    what, function = sys.argv[1:]
    given = json.load(sys.stdin)
    with contextlib.redirect_stdout(sys.stderr):
        told: Any
        if what == "record":
            told = record(function, given)
        else:
            told = ours(function, given) if what == "ours" else floor(given, given["libraries"])
    sys.stdout.write(json.dumps(told))
