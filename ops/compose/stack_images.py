"""Builds the images of the stack as `docker-compose build` would, with the build secrets that it cannot hand over."""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.compose.stack import Stack
from ops.images.base_image import STAND_IN, SUITE, base_image, mirror
from ops.images.engine import Client, build_environment, docker_client
from ops.images.packages import PackageError
from ops.images.secrets import build_secrets
from ops.local_stage.ports import Ports
from ops.paths import ROOT
from ops.progress import Say
from ops.shell import CommandError, run

NPM_SETTINGS = Path.home() / ".npmrc"


@dataclass(frozen=True)
class StackImage:
    """One `build:` section of the compose file.

    Attributes:
        name: what the image is called.
        target: stage of the Dockerfile.
        dockerfile: the Dockerfile, from the repository's root.
        arguments: its build arguments.
    """

    name: str
    target: str
    dockerfile: str
    arguments: Mapping[str, str]

    def flags(self) -> list[str]:
        """The arguments of `docker build`, without secrets and context."""
        given = [f"--build-arg={name}={value}" for name, value in self.arguments.items()]
        return ["--file", str(ROOT / self.dockerfile), "--target", self.target, "--tag", self.name, *given]


def stack_images(configuration: Mapping[str, Any]) -> list[StackImage]:
    """The images that a compose file builds, each once.

    Args:
        configuration: the compose file with its variables filled in.
    """
    found = {}
    for service in configuration["services"].values():
        built = service["build"]
        found[service["image"]] = StackImage(service["image"], built["target"], built["dockerfile"], built["args"])
    return list(found.values())


def built_stack(ports: Ports, project: str, logs: Path, say: Say) -> Stack:
    """A stack whose images are built, and which is not started.

    Args:
        ports: where its services are to listen.
        project: its name.
        logs: folder that receives the builds' logs.
        say: prints progress.

    Raises:
        CommandError: a build failed; the message ends with the log's last lines.
        EngineError: no container engine answers.
        PackageError: something that is needed cannot be had here.
    """
    client = docker_client()
    base = base_image(client, say)
    stack = Stack(client, ports, base, project)
    _build(client, stack_images(stack.configuration()), base, logs, say)
    return stack


def _build(client: Client, images: list[StackImage], base: str, logs: Path, say: Say) -> None:
    logs.mkdir(parents=True, exist_ok=True)
    with build_secrets() as secrets, apt_secret(base) as apt:
        for image in images:
            began = time.monotonic()
            say(f"{image.name}: building")
            command = client.build([*image.flags(), "--network", "host", *secrets, *apt, *npm_secret(), str(ROOT)])
            log = logs / f"{image.target}.log"
            try:
                log.write_text(run(command, env=build_environment()))
            except CommandError as error:
                log.write_text(error.output)
                raise
            say(f"{image.name}: built in {time.monotonic() - began:.0f} s")


def npm_secret(settings: Path = NPM_SETTINGS) -> list[str]:
    """Npm's own settings, which may name another registry and a password for it."""
    return ["--secret", f"id=npmrc,src={settings}"] if settings.is_file() else []


@contextmanager
def apt_secret(base: str, find_mirror: Callable[[], str | None] = mirror) -> Iterator[list[str]]:
    """The mirror of the stand-in base, which names none; the official base names its own.

    Args:
        base: base of the images.
        find_mirror: gives this machine's mirror, if it has one.

    Raises:
        PackageError: this machine has no mirror to name.
    """
    if base != STAND_IN:
        yield []
        return
    address = find_mirror()
    if not address:
        raise PackageError(f"{STAND_IN} names no mirror, and this machine's apt knows none of Debian 12.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sources.list"
        path.write_text(f"deb {address} {SUITE} main\n")
        yield ["--secret", f"id=apt,src={path}"]
