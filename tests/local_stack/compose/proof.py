"""Proves docker-compose.localstack.yml by use: one essay is graded on the stage that it starts, and nothing is left.

The stack has a project, ports and a folder of its own, so it may run beside a local stage.
"""

import ipaddress
import shutil
import sys
import time
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psutil

from base_image import base_image
from tools.engine import EngineError, docker_client
from tools.packages import PackageError
from tools.shell import CommandError

from ..api import Api, UnexpectedAnswerError
from ..clients import DeployedStage
from ..demo import SAMPLE, Submission, graded
from ..deploy import Deployment, ModelChoice
from ..exceptions import StageError
from ..locks import locked
from ..paths import ROOT
from ..ports import Ports
from ..progress import Say, timed_lines
from ..stage import LocalStage
from .stack import Stack
from .stack_images import build_stack, stack_images

FOLDER = ROOT / "build" / "compose"
LISTENERS = Path(__file__).with_name("listeners.py")

FAILURES = (CommandError, EngineError, PackageError, StageError, UnexpectedAnswerError)
"""What can go wrong for a reason that its message explains."""


def beyond_loopback(addresses: Iterable[str]) -> list[str]:
    """Those of some listeners' addresses (`<ip>:<port>`) that other machines could reach."""
    return sorted(text for text in addresses if not ipaddress.ip_address(text.rpartition(":")[0]).is_loopback)


def require_loopback(stack: Stack) -> int:
    """See to it that nothing of the stack listens beyond loopback.

    Returns:
        How many listeners there are.

    Raises:
        StageError: something does, or a service does not listen at its port.
    """
    ports = set(stack.ports.by_service().values())
    everyones = [connection.laddr for connection in psutil.net_connections("inet") if connection.status == "LISTEN"]
    addresses = {f"{address.ip}:{address.port}" for address in everyones if address and address.port in ports}
    if len(addresses) < len(ports):
        raise StageError(f"only these of the stack's ports are listened at: {', '.join(sorted(addresses))}")
    # LocalStack alone starts further programs, at ports that nobody chose.
    addresses |= set(stack.run_inside("localstack", LISTENERS.read_text()).split())
    if reachable := beyond_loopback(addresses):
        raise StageError(f"listens beyond loopback: {', '.join(reachable)}")
    return len(addresses)


def grade_sample(folder: Path, say: Say) -> dict[str, Any]:
    """Grade the sample essay as a new student would.

    Args:
        folder: where the deployment wrote down its addresses.
        say: prints progress.
    """
    stage = DeployedStage(folder)
    api = Api(stage.api_url, stage.sign_in(f"{uuid.uuid4().hex[:8]}@example.com"))
    question, essay = ((SAMPLE / f"{name}.txt").read_text() for name in ("question", "essay"))
    return graded(api, Submission("TASK_2", question, essay), say)


def exercise(stack: Stack, folder: Path, say: Say) -> None:
    """Start the stack, deploy onto it, grade one essay.

    Raises:
        StageError: what the stack does is not what it should.
    """
    say("starting the services")
    stack.up()
    for name, health in sorted(stack.health().items()):
        say(f"{name.lstrip('/')}: {health}")
    # Never the caller's own key: the proof must not cost anything.
    model = ModelChoice(stack.ports.url("model"), "offline")
    Deployment(LocalStage("image", stack.ports, folder, say), model, say=say).apply()
    result = grade_sample(folder, say)
    running = stack.function_containers()
    if not running:
        raise StageError("the essay was graded, but no function runs in a container")
    say(f"overall band {result['evaluation']['overall_band']}; {len(running)} containers of functions run")
    say(f"{require_loopback(stack)} listeners, all on loopback")


def prove(say: Say) -> None:
    """Build, start, deploy, grade, stop.

    Raises:
        StageError: the stack does not do what it should, or leaves a container behind.
        CommandError: a build, or compose itself, failed.
    """
    client = docker_client()
    base = base_image(client, say)
    stack = Stack(client, Ports.free(), base)
    build_stack(client, stack_images(stack.configuration()), base, FOLDER / "logs", say)
    folder = FOLDER / "stage"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        exercise(stack, folder, say)
    except BaseException:
        say(f"the services' last words:\n{stack.log_end()}")
        raise
    finally:
        say("stopping the services")
        stack.down()
        stack.forget_pushed()
    if left := stack.containers():
        raise StageError(f"containers are left: {', '.join(left)}")
    say("no container is left")


def main() -> None:
    """Run the proof; it ends with code 1 if anything is not as it should be."""
    say, began = timed_lines(), time.monotonic()
    try:
        with locked(FOLDER / "lock"):
            prove(say)
    except FAILURES as error:
        sys.exit(f"compose: {error}")
    say(f"compose: proven in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
