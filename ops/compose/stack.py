"""One run of docker-compose.localstack.yml, beside any others: its own project, ports and labels."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ops.images.engine import Client
from ops.images.packages import install_program
from ops.local_stage.exceptions import StageError
from ops.local_stage.plugin.bandup_localstack.settings import STAGE_LABEL
from ops.local_stage.ports import Ports
from ops.paths import ROOT
from ops.shell import CommandError, run, succeeds

FILE = ROOT / "docker-compose.localstack.yml"
SOCKET = Path("/var/run/docker.sock")
PROJECT_LABEL = "com.docker.compose.project"

START_SECONDS = 240.0
"""Longest start of all services; 15 s on an idle machine, a minute on a busy one."""

LOG_LINES = 15

EXITED = "exited"
"""The engine's word for a container whose program has ended."""


def compose_command(client: Client) -> list[str]:
    """The client's own compose, else the program docker-compose, installed from the system's packages if need be.

    Raises:
        PackageError: there is neither.
    """
    if succeeds([client.path, "compose", "version"]):
        return [client.path, "compose"]
    return [install_program("docker-compose", ("docker-compose",))]


def served_ports(ports: Ports) -> dict[str, int]:
    """Port numbers by the services of the stack: the console is not among them."""
    return {service: port for service, port in ports.by_service().items() if service != "console"}


def stack_environment(project: str, ports: Ports, base: str, socket_group: int) -> dict[str, str]:
    """The variables that docker-compose.localstack.yml reads; without LOCALSTACK_IMAGE it takes the one built here.

    Args:
        project: labels the containers of the stack, and those that functions run in.
        ports: where the services listen.
        base: base of the images.
        socket_group: number of the group that owns the engine's socket.
    """
    chosen = {Ports.variable(service): str(port) for service, port in served_ports(ports).items()}
    return {
        **chosen,
        "COMPOSE_PROJECT_NAME": project,
        "BANDUP_STAGE_ID": project,
        "BANDUP_BASE_IMAGE": base,
        "DOCKER_GID": str(socket_group),
    }


def without_licence(environment: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment without a LocalStack of the caller's choice, which needs a deployment of its own."""
    return {name: value for name, value in environment.items() if not name.startswith("LOCALSTACK_")}


class Stack:
    """The services, as one compose project.

    Args:
        client: the container engine.
        ports: where the services listen.
        base: base of the images.
        project: unique among the stacks of this machine.
    """

    def __init__(self, client: Client, ports: Ports, base: str, project: str) -> None:
        self.project = project
        self.ports = ports
        self._client = client
        self._compose = [*compose_command(client), "--file", str(FILE)]
        chosen = stack_environment(self.project, ports, base, SOCKET.stat().st_gid)
        self._environment = {**without_licence(os.environ), **chosen}

    def configuration(self) -> dict[str, Any]:
        """The compose file with its variables filled in."""
        read: dict[str, Any] = yaml.safe_load(self._run("config"))
        return read

    def up(self) -> None:
        """Start all services and wait until each is healthy by its own check.

        Raises:
            CommandError: compose could not start one.
            StageError: one is not healthy in time.
        """
        self._run("up", "--detach", "--no-build")
        deadline = time.monotonic() + START_SECONDS
        while waiting := {name: health for name, health in self.health().items() if health != "healthy"}:
            if ended := [name for name, health in waiting.items() if health == EXITED]:
                raise StageError(f"ended while it started: {', '.join(sorted(ended))}")
            if time.monotonic() > deadline:
                raise StageError(f"not healthy after {START_SECONDS:.0f} s: {', '.join(sorted(waiting))}")
            time.sleep(0.5)

    def health(self) -> dict[str, str]:
        """What the check of each service says, or `exited`, by the container's name."""
        if not (ids := self.ids()):
            raise StageError("compose started no container")
        state = '{{.Name}} {{if eq .State.Status "exited"}}exited{{else}}{{.State.Health.Status}}{{end}}'
        shown = run([self._client.path, "inspect", "--format", state, *ids])
        return dict(line.removeprefix("/").rsplit(" ", 1) for line in shown.splitlines())

    def ids(self) -> list[str]:
        """The containers of the services; others after each start."""
        return sorted(self._run("ps", "--all", "--quiet").split())

    def down(self) -> None:
        """Stop all services and forget what they stored."""
        self._run("down", "--volumes")

    def containers(self) -> list[str]:
        """Every container of the stack or of its functions, running or not, with its image."""
        found = []
        for label in (f"{PROJECT_LABEL}={self.project}", f"{STAGE_LABEL}={self.project}"):
            listing = ["ps", "--all", "--filter", f"label={label}", "--format", "{{.Names}} {{.Image}}"]
            found += run([self._client.path, *listing]).splitlines()
        return found

    def function_containers(self) -> list[str]:
        """The containers that functions run in now, with their images."""
        listing = ["ps", "--filter", f"label={STAGE_LABEL}={self.project}", "--format", "{{.Names}} {{.Image}}"]
        return run([self._client.path, *listing]).splitlines()

    def run_inside(self, service: str, script: str) -> str:
        """Run a Python script in a service's container and give what it prints."""
        return run([*self._compose, "exec", "-T", service, "python", "-"], stdin=script, env=self._environment)

    def log_end(self) -> str:
        """The last lines of each service."""
        try:
            return self._run("logs", "--no-color", f"--tail={LOG_LINES}")
        except CommandError as error:
            return str(error)

    def forget_pushed(self) -> None:
        """Take from the engine the names of the images that were pushed to this stack's registry."""
        names = f"reference={self.ports.address('registry')}/bandup/*"
        for form in ("{{.Repository}}:{{.Tag}}", "{{.Repository}}@{{.Digest}}"):
            listing = ["images", "--digests", "--filter", names, "--format", form]
            shown = run([self._client.path, *listing]).split()
            if named := sorted({name for name in shown if not name.endswith("<none>")}):
                run([self._client.path, "rmi", "--force", *named])

    def _run(self, *arguments: str) -> str:
        return run([*self._compose, *arguments], env=self._environment)
