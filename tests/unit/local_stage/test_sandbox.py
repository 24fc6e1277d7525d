"""The sandbox against runtimes that are threads of this process, and speak the Runtime API as a real one does."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from ops.local_stage.plugin.bandup_localstack.console import Console
from ops.local_stage.plugin.bandup_localstack.function import Function, RuntimeUnavailableError
from ops.local_stage.plugin.bandup_localstack.runtime_api import Invocation
from ops.local_stage.plugin.bandup_localstack.sandbox import Sandbox

NEXT = "/2018-06-01/runtime/invocation/next"
INIT_ERROR = "/2018-06-01/runtime/init/error"


class Scripted:
    """A runtime that does what a list of words says, one word per step."""

    def __init__(self, script: list[str], address: str, console: Console, on_exit: Callable[[str], None]) -> None:
        self.console = console
        self.killed = False
        self.started_ms = 0.0
        self.deadline_ms = 0
        self._script = script
        self._connection = HTTPConnection(address)
        self._on_exit = on_exit
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def settle(self) -> None:
        pass

    def peak_mb(self) -> int:
        return 42

    def kill(self) -> None:
        self.killed = True

    def join(self) -> None:
        self._thread.join(timeout=10)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        request_id, body = "none", b""
        try:
            for step in self._script:
                match step:
                    case "next":
                        answer = self._ask("GET", NEXT)
                        request_id, body = answer[0].get("Lambda-Runtime-Aws-Request-Id", ""), answer[1]
                        self.deadline_ms = int(answer[0].get("Lambda-Runtime-Deadline-Ms", 0))
                    case "start slowly":
                        time.sleep(0.05)
                        self.started_ms = time.time() * 1000
                    case "echo":
                        self._ask("POST", f"/2018-06-01/runtime/invocation/{request_id}/response", body)
                    case "raise":
                        self._ask("POST", f"/2018-06-01/runtime/invocation/{request_id}/error", b'"raised"')
                    case "answer another":
                        self._ask("POST", "/2018-06-01/runtime/invocation/other/response", b'"foreign"')
                    case "init error":
                        self._ask("POST", INIT_ERROR, b'"cannot load"')
                    case "exit":
                        self._on_exit("Runtime exited with error: exit status 1")
                    case line:
                        with self.console.path.open("a") as file:
                            file.write(f"{line}\n")
        except (HTTPException, OSError):
            pass  # the sandbox ended it
        finally:
            self._connection.close()

    def _ask(self, method: str, path: str, body: bytes = b"") -> tuple[dict[str, str], bytes]:
        self._connection.request(method, path, body)
        answer = self._connection.getresponse()
        return dict(answer.getheaders()), answer.read()


class Launcher:
    """Starts one script after the other."""

    def __init__(self, *scripts: list[str]) -> None:
        self._scripts = list(scripts)
        self.started: list[Scripted] = []
        self.folders: list[Path] = []

    def __call__(self, function: Function, api_address: str, folder: Path, on_exit: Callable[[str], None]) -> Scripted:
        if not self._scripts:
            raise RuntimeUnavailableError(f"no image for {function.name}")
        console = Console(folder / "console.log")
        self.started.append(Scripted(self._scripts.pop(0), api_address, console, on_exit))
        self.folders.append(folder)
        return self.started[-1]


def function(timeout: int = 5) -> Function:
    return Function("f", "1", "image", memory_mb=128, timeout_seconds=timeout, environment={})


def invocation(name: str = "r1") -> Invocation:
    return Invocation(name, "arn", "trace", payload=f'"{name}"'.encode())


@pytest.fixture
def sandboxes() -> Iterator[list[tuple[Sandbox, Launcher]]]:
    opened: list[tuple[Sandbox, Launcher]] = []
    yield opened
    for sandbox, launcher in opened:
        sandbox.close()
        for runtime in launcher.started:
            runtime.join()
            assert runtime.killed
        assert not any(folder.exists() for folder in launcher.folders)


Sandboxes = list[tuple[Sandbox, Launcher]]


def start(sandboxes: Sandboxes, *scripts: list[str], timeout: int = 5) -> tuple[Sandbox, Launcher]:
    launcher = Launcher(*scripts)
    sandbox = Sandbox(function(timeout), launcher)
    sandboxes.append((sandbox, launcher))
    sandbox.start()
    return sandbox, launcher


def test_one_runtime_serves_one_invocation_after_the_other(sandboxes: Sandboxes) -> None:
    sandbox, launcher = start(sandboxes, ["next", "first", "echo", "next", "second", "echo", "next"])
    first, second = sandbox.invoke(invocation("r1")), sandbox.invoke(invocation("r2"))
    assert (first.payload, first.is_error) == (b'"r1"', False)
    assert (second.payload, second.is_error) == (b'"r2"', False)
    assert "first" in first.log
    assert "second" in second.log
    assert "first" not in second.log
    assert "Init Duration" in first.log
    assert "Init Duration" not in second.log
    assert len(launcher.started) == 1


def test_a_slow_start_takes_nothing_of_the_handlers_time(sandboxes: Sandboxes) -> None:
    sandbox, launcher = start(sandboxes, ["start slowly", "next", "echo"], timeout=5)
    assert not sandbox.invoke(invocation()).is_error
    (runtime,) = launcher.started
    runtime.join()
    assert runtime.deadline_ms + 1 >= runtime.started_ms + 5_000


def test_a_handler_that_raises_keeps_its_runtime(sandboxes: Sandboxes) -> None:
    sandbox, launcher = start(sandboxes, ["next", "raise", "next", "echo", "next"])
    failed = sandbox.invoke(invocation())
    assert (failed.payload, failed.is_error) == (b'"raised"', True)
    assert not sandbox.invoke(invocation("r2")).is_error
    assert len(launcher.started) == 1


def test_a_crash_is_the_error_of_its_invocation_and_of_no_other(sandboxes: Sandboxes) -> None:
    sandbox, launcher = start(sandboxes, ["next", "last words", "exit"], ["next", "echo", "next"])
    crashed = sandbox.invoke(invocation())
    assert json.loads(crashed.payload)["errorType"] == "Runtime.ExitError"
    assert "last words" in crashed.log
    assert sandbox.invoke(invocation("r2")).payload == b'"r2"'
    assert len(launcher.started) == 2


def test_a_runtime_that_ended_while_it_was_idle_is_nobodys_error(sandboxes: Sandboxes) -> None:
    sandbox, launcher = start(sandboxes, ["next", "echo", "exit"], ["next", "echo", "next"])
    assert not sandbox.invoke(invocation()).is_error
    assert sandbox.invoke(invocation("r2")).payload == b'"r2"'
    assert len(launcher.started) == 2


@pytest.mark.slow
def test_a_timeout_ends_the_runtime_and_says_so(sandboxes: Sandboxes) -> None:
    sandbox, launcher = start(sandboxes, ["next", "thinking"], ["next", "echo", "next"], timeout=1)
    late = sandbox.invoke(invocation())
    assert "Task timed out after 1.00 seconds" in json.loads(late.payload)["errorMessage"]
    assert "Task timed out after 1.00 seconds" in late.log
    assert launcher.started[0].killed
    assert sandbox.invoke(invocation("r2")).payload == b'"r2"'


def test_an_init_error_is_reported_in_its_own_words_each_time(sandboxes: Sandboxes) -> None:
    sandbox, _ = start(sandboxes, ["traceback", "init error", "exit"], ["init error", "exit"])
    first, second = sandbox.invoke(invocation()), sandbox.invoke(invocation("r2"))
    assert first.payload == second.payload == b'"cannot load"'
    assert first.is_error
    assert "traceback" in first.log


def test_an_answer_to_another_invocation_is_left_alone(sandboxes: Sandboxes) -> None:
    sandbox, _ = start(sandboxes, ["next", "answer another", "echo", "next"])
    assert sandbox.invoke(invocation()).payload == b'"r1"'


def test_a_runtime_that_asks_for_more_without_an_answer_is_ended(sandboxes: Sandboxes) -> None:
    sandbox, launcher = start(sandboxes, ["next", "next"])
    assert json.loads(sandbox.invoke(invocation()).payload)["errorType"] == "Runtime.ExitError"
    assert launcher.started[0].killed


def test_closing_ends_a_running_invocation(sandboxes: Sandboxes) -> None:
    sandbox, launcher = start(sandboxes, ["next", "working"])
    results: list[bytes] = []
    running = threading.Thread(target=lambda: results.append(sandbox.invoke(invocation()).payload))
    running.start()
    while "working" not in launcher.started[0].console.path.read_text():
        pass
    sandbox.close()
    running.join(timeout=10)
    assert json.loads(results[0])["errorType"] == "Sandbox.Closed"


def test_nothing_to_start_is_told_at_the_start() -> None:
    with pytest.raises(RuntimeUnavailableError, match="no image"):
        Sandbox(function(), Launcher()).start()
