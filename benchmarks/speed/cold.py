"""One start of one function, in an environment that holds what its image does. Standard library only, but for that.

Its first argument says what is printed, as JSON:

| `record FUNCTION` | what a start imports that is not ours, and which clients it builds                        |
| `ours FUNCTION`   | the seconds of the processor that a start takes                                          |
| `floor FUNCTION`  | those that the imports and clients of the record on standard input take without our code |
| `again FUNCTION`  | how many clients a second invocation builds                                              |
"""

import contextlib
import gc
import importlib
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

OWN = ("bandup", "__main__")


def record(function: str) -> dict[str, Any]:
    """What one start imports and builds."""
    _start(function)
    loaded = [
        name
        for name, module in list(sys.modules.items())
        if name.split(".")[0] not in (*OWN, function) and getattr(module, "__spec__", None)
    ]
    base = _base_client()
    made: list[Any] = gc.get_objects()
    clients = [
        {
            "service": each.meta.service_model.service_name,
            "region": each.meta.region_name,
            "config": {
                name: value
                for name, value in (getattr(each.meta.config, "_user_provided_options", None) or {}).items()
                if isinstance(value, str | int | float | dict)
            },
        }
        for each in made
        if isinstance(each, base)
    ]
    return {"modules": loaded, "clients": clients, "gemini": sum(_is_gemini(each) for each in made)}


def ours(function: str) -> float:
    """One start."""
    started = time.process_time()
    _start(function)
    return time.process_time() - started


def floor(wanted: dict[str, Any]) -> float:
    """The imports and clients of a start, without our code."""
    started = time.process_time()
    for name in wanted["modules"]:
        with contextlib.suppress(ImportError):  # some are made by others while they are imported
            importlib.import_module(name)
    import boto3  # noqa: PLC0415  # loaded above, if the function has it
    from botocore.config import Config  # noqa: PLC0415

    kept = [
        boto3.client(each["service"], region_name=each["region"], config=Config(**each["config"]))
        for each in wanted["clients"]
    ]
    for _ in range(wanted["gemini"]):
        from google import genai  # noqa: PLC0415

        kept.append(genai.Client(vertexai=False, api_key="none"))
    return time.process_time() - started


def again(function: str) -> int:
    """Clients that the second of two invocations builds."""
    handler = _start(function).handler
    context = SimpleNamespace(
        aws_request_id="bench",
        function_name=function,
        function_version="1",
        memory_limit_in_mb=1024,
        invoked_function_arn=f"arn:aws:lambda:us-east-1:000000000000:function:{function}",
        get_remaining_time_in_millis=lambda: 29_000,
    )
    handler({"health": True}, context)
    before = _clients()
    handler({"health": True}, context)
    return len(_clients() - before)


def _start(function: str) -> Any:
    return importlib.import_module(f"{function}.handler")


def _base_client() -> Any:
    return sys.modules["botocore.client"].BaseClient


def _is_gemini(each: object) -> bool:
    module = sys.modules.get("google.genai.client")
    return module is not None and type(each) is module.Client


def _clients() -> set[int]:
    return {id(each) for each in gc.get_objects() if isinstance(each, _base_client()) or _is_gemini(each)}


class _Refusal(BaseHTTPRequestHandler):
    """An AWS that refuses everything in a way that is not tried again."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        body = b'{"__type": "ValidationException", "message": "refused"}'
        self.send_response(400)
        self.send_header("content-type", "application/x-amz-json-1.0")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.do_POST()

    def do_HEAD(self) -> None:
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


def _answer(what: str, function: str) -> Any:
    if what == "floor":
        return floor(json.load(sys.stdin))
    if what == "again":
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Refusal)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        os.environ["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{server.server_address[1]}"
        return again(function)
    return record(function) if what == "record" else ours(function)


if __name__ == "__main__":
    with contextlib.redirect_stdout(sys.stderr):
        answer = _answer(sys.argv[1], sys.argv[2])
    sys.stdout.write(json.dumps(answer))
