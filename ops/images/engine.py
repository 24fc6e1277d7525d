"""The container engine: which client to use, and what is asked of it."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.shell import CommandError, run, succeeds

PROBE = "FROM scratch\nLABEL probe=1\n"
"""The smallest build: it tells whether a client can build with BuildKit at all."""

PULL_SECONDS = 120


class EngineError(Exception):
    """No engine answers, or no client here can build with BuildKit."""


@dataclass(frozen=True)
class Client:
    """A docker client that can build.

    Attributes:
        path: the program.
        buildx: whether it builds through buildx, which makes an index with provenance unless told not to.
    """

    path: str
    buildx: bool

    def build(self, arguments: Sequence[str]) -> list[str]:
        """The command that builds one plain manifest (Lambda rejects an index) into the engine's own store."""
        if not self.buildx:
            return [self.path, "build", *arguments]
        # A builder of another driver would not see the images of this engine, a stand-in base among them.
        flags = ["--builder", "default", "--load", "--provenance=false", "--sbom=false"]
        return [self.path, "buildx", "build", *flags, *arguments]

    def inspect(self, image: str) -> dict[str, Any] | None:
        """What the engine knows of an image, or None if it does not have it."""
        try:
            found: list[dict[str, Any]] = json.loads(run([self.path, "image", "inspect", image]))
        except CommandError:
            return None
        return found[0]

    def pull(self, image: str) -> bool:
        """Fetch an image; False if that fails."""
        try:
            run([self.path, "pull", image], timeout=PULL_SECONDS)
        except CommandError:
            return False
        return True

    def push(self, image: str) -> str:
        """Push an image.

        Args:
            image: `<registry>/<repository>:<tag>`, as the engine names it.

        Returns:
            The digest of its manifest in that registry, `sha256:…`.
        """
        run([self.path, "push", image])
        repository = image.rpartition(":")[0]
        known = (self.inspect(image) or {})["RepoDigests"]
        return next(str(name).partition("@")[2] for name in known if name.startswith(f"{repository}@"))


def build_environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment in which a client without buildx builds with BuildKit."""
    return {**environ, "DOCKER_BUILDKIT": "1", "BUILDKIT_PROGRESS": "plain"}


def clients_on_path(environ: Mapping[str, str]) -> Iterator[str]:
    """Every docker client on PATH, in its order: the first is not always one that can build."""
    for folder in environ.get("PATH", "").split(os.pathsep):
        client = Path(folder) / "docker"
        if client.is_file() and os.access(client, os.X_OK):
            yield str(client)


def docker_client(environ: Mapping[str, str] = os.environ) -> Client:
    """Find a client that builds with BuildKit: through buildx, else by itself as clients before 23 do.

    Args:
        environ: `BANDUP_DOCKER` names the client to use; without it, those on `PATH` are tried.

    Raises:
        EngineError: no engine answers, or no client can build.
    """
    named = environ.get("BANDUP_DOCKER")
    paths = [named] if named else list(clients_on_path(environ))
    if not any(succeeds([path, "info"]) for path in paths):
        raise EngineError("No container engine answers: start Docker, or run .ci/engine as root.")
    for path in paths:
        if succeeds([path, "buildx", "version"]):
            return Client(path, buildx=True)
    for path in paths:
        if succeeds([path, "build", "--quiet", "-"], stdin=PROBE, env=build_environment(environ)):
            return Client(path, buildx=False)
    raise EngineError(f"None of {', '.join(paths)} builds with BuildKit: install buildx, or set BANDUP_DOCKER.")
