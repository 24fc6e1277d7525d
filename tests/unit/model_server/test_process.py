"""The model server as a process: it starts, says nothing of what it reads, and ends at once."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from ops.local_stage.model_server.examiner import Examiner
from ops.local_stage.model_server.server import ModelServer
from unit.model_server import essays
from unit.model_server.conftest import Caller
from unit.model_server.requests_to_model import random_marker

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[2]


def start(port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "ops.local_stage.model_server", "--port", str(port)],
        env={**os.environ, "PYTHONPATH": f"{TESTS}:{TESTS.parent / 'shared'}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def process() -> Iterator[subprocess.Popen[str]]:
    with start(0) as running:
        yield running
        running.kill()


def test_it_ends_at_once_though_a_call_hangs_and_has_logged_no_content(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    marker = random_marker()
    with Caller(process.stdout.readline().split()[-1]) as caller, ThreadPoolExecutor(1) as pool:
        caller.order(marker, {"kind": "hang", "seconds": 600})
        hanging = pool.submit(caller.ask, f"{essays.MODEST}\n{marker}")
        while not caller.calls(marker)["count"]:
            assert not hanging.done()
        caller.ask()
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert time.monotonic() - asked < 1
        with pytest.raises(httpx2.TransportError):
            hanging.result(5)
    assert process.stdout.read() == ""


def test_stopping_ends_a_call_that_hangs(examiner: Examiner) -> None:
    server = ModelServer(examiner=examiner)
    marker = random_marker()
    with ThreadPoolExecutor(2) as pool, Caller(server.url) as caller:
        serving = pool.submit(server.serve)
        caller.order(marker, {"kind": "hang", "seconds": 600})
        hanging = pool.submit(caller.ask, f"{essays.MODEST}\n{marker}")
        while not caller.calls(marker)["count"]:
            assert not hanging.done()
        server.stop()
        with pytest.raises(httpx2.TransportError):
            hanging.result(5)
        serving.result(5)


def test_a_port_in_use_is_named() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with start(port) as process:
            output, _ = process.communicate(timeout=30)
    assert process.returncode != 0
    assert str(port) in output
