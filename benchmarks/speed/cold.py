"""One start of one function, in an environment that holds what its image does. Standard library only, but for that.

It reads one JSON document from its standard input; its arguments say what is printed, as JSON:

- `record FUNCTION`, of an event: the clients that a start builds; what its answer imports, and which of our models it
  builds; the clients that a second answer builds
- `ours FUNCTION`, of a record: the seconds of the processor that a start takes, with what the answer imports and builds
- `floor FUNCTION`, of a record: those of Lambda's client for Python, plain clients, and the given libraries
"""

import contextlib
import gc
import importlib
import json
import operator
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
    at_start, ready = set(sys.modules), _built_models(function)
    _answer(handler, function, event)
    built = _clients()
    late = [name for name in sys.modules if name not in at_start and _is_imported(name)]
    models = sorted(_built_models(function) - ready)
    services = sorted({(each.meta.service_model.service_name, each.meta.region_name) for each in _aws_clients()})
    _answer(handler, function, event)
    return {"services": services, "late": late, "models": models, "built_again": len(_clients() - built)}


def ours(function: str, recorded: dict[str, Any]) -> float:
    """One start, and the imports of the first answer."""
    _start(function)
    for thread in threading.enumerate():
        if thread.name.startswith("model-pool"):
            thread.join()
    for name in recorded["late"]:
        with contextlib.suppress(ImportError):  # some are made by others while they are imported
            importlib.import_module(name)
    for module, name in recorded["models"]:
        operator.attrgetter(name)(sys.modules[module]).model_rebuild()
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


def _built_models(function: str) -> set[tuple[str, str]]:
    """Our models whose validators are built, each by its module and its name there."""
    found, waiting = set(), [sys.modules["pydantic"].BaseModel]
    while waiting:
        derived = waiting.pop().__subclasses__()
        waiting += derived
        ours = [each for each in derived if each.__module__.split(".")[0] in {"bandup", function}]
        found |= {(each.__module__, each.__qualname__) for each in ours if each.__pydantic_complete__}
    return found


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
