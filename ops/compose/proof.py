"""Proves docker-compose.localstack.yml by use: one essay is graded on the stage that it starts, and nothing is left.

The stack has a project, ports and a folder of its own, so it may run beside a local stage.
"""

import ipaddress
import shutil
import time
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psutil

from ops.client.patient import PatientApi
from ops.compose.stack import Stack, served_ports
from ops.compose.stack_images import built_stack
from ops.journeys.jobs import WRITING, grade
from ops.journeys.material import Essay
from ops.local_stage.clients import DeployedStage
from ops.local_stage.deploy import Deployment, ModelChoice
from ops.local_stage.exceptions import StageError
from ops.local_stage.ports import Ports
from ops.local_stage.stage import LocalStage
from ops.progress import Say

LISTENERS = Path(__file__).with_name("listeners.py")


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
    ports = set(served_ports(stack.ports).values())
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
    api = PatientApi(stage.api_url, stage.sign_in(f"{uuid.uuid4().hex[:8]}@example.com"), say=say)
    return grade(api, WRITING, Essay.sample("TASK_2").as_request(api), say)


def exercise(stack: Stack, folder: Path, say: Say) -> None:
    """Start the stack, deploy onto it, grade one essay.

    Raises:
        StageError: what the stack does is not what it should.
    """
    say("starting the services")
    stack.up()
    for name, health in sorted(stack.health().items()):
        say(f"{name}: {health}")
    # Never the caller's own key: the proof must not cost anything.
    model = ModelChoice(stack.ports.url("model"), "offline")
    Deployment(LocalStage("image", stack.ports, folder, say), model, say=say).apply()
    result = grade_sample(folder, say)
    running = stack.function_containers()
    if not running:
        raise StageError("the essay was graded, but no function runs in a container")
    say(f"overall band {result['evaluation']['overall_band']}; {len(running)} containers of functions run")
    say(f"{require_loopback(stack)} listeners, all on loopback")


def prove(folder: Path, say: Say) -> None:
    """Build, start, deploy, grade, stop.

    Args:
        folder: receives logs and the deployment's state.
        say: prints progress.

    Raises:
        StageError: the stack does not do what it should, or leaves a container behind.
        CommandError: a build, or compose itself, failed.
    """
    began = time.monotonic()
    project = f"bandup-{uuid.uuid4().hex[:8]}"
    state = folder / project
    stack = built_stack(Ports.free(), project, folder / "logs", say)
    try:
        state.mkdir(parents=True)
        exercise(stack, state, say)
    except BaseException:
        say(f"the services' last words:\n{stack.log_end()}")
        raise
    finally:
        say("stopping the services")
        stack.down()
        stack.forget_pushed()
        shutil.rmtree(state, ignore_errors=True)
    if left := stack.containers():
        raise StageError(f"containers are left: {', '.join(left)}")
    say(f"no container is left; proven in {time.monotonic() - began:.0f} s")
