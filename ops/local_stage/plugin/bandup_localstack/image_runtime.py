"""A function as a container: its unchanged image, run in the foreground by the container engine's client."""

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .console import Console, new_mark
from .function import Function, RuntimeUnavailableError, exit_reason
from .settings import STAGE_LABEL

SETTLE_SECONDS = 0.01
"""Time between two looks at a container's output, which passes through the engine to its client."""

SETTLE_LIMIT_SECONDS = 10.0
"""After this long without a mark that was put into the output, the output is taken as it is."""

QUIET_SECONDS = 0.1
"""Where no mark can be put into it, the output is taken to be complete once nothing came for this long."""

KILL_LIMIT_SECONDS = 60.0
"""After this long without the engine removing a container, its client is given up."""

_KILLED = 137
_ENGINE_FAILED = 125


@dataclass(frozen=True)
class ImageLauncher:
    """Starts functions as containers.

    Attributes:
        stage_id: value of the label by which the stage finds its containers again.
    """

    stage_id: str

    def require(self, image_uri: str) -> None:
        """Make sure that the engine has the image, fetching it if it is in a registry.

        Raises:
            RuntimeUnavailableError: neither the engine nor the registry has it.
        """
        if _docker("image", "inspect", image_uri).returncode == 0:
            return
        pulled = _docker("pull", "--quiet", image_uri)
        if pulled.returncode:
            raise RuntimeUnavailableError(f"Source image {image_uri} does not exist: {pulled.stderr.strip()}")

    def __call__(
        self, function: Function, api_address: str, folder: Path, on_exit: Callable[[str], None]
    ) -> "ImageRuntime":
        environment = {**function.environment, "AWS_LAMBDA_RUNTIME_API": api_address}
        name = f"bandup-{self.stage_id}-{folder.name}"
        command = [
            *("docker", "run", "--rm", "--name", name, "--label", f"{STAGE_LABEL}={self.stage_id}"),
            *("--network", "host", "--read-only", "--tmpfs", "/tmp:mode=1777"),  # noqa: S108 - Lambda's own
            *("--cap-drop", "ALL", "--security-opt", "no-new-privileges"),
            *("--memory", f"{function.memory_mb}m", "--memory-swap", f"{function.memory_mb}m"),
            # Names only: the values come from the client's environment, and so stay out of the process list.
            *(part for variable in environment for part in ("--env", variable)),
            function.image_uri,
        ]
        console = Console(folder / "console.log")
        with console.path.open("ab") as output:
            client = subprocess.Popen(
                command,
                env={**_client_environment(), **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return ImageRuntime(name, client, console, on_exit)


class ImageRuntime:
    """A running container, by way of the client that is attached to it."""

    def __init__(
        self, name: str, client: "subprocess.Popen[bytes]", console: Console, on_exit: Callable[[str], None]
    ) -> None:
        self.console = console
        self._name = name
        self._client = client
        self._on_exit = on_exit
        self._watcher = threading.Thread(target=self._watch, name=f"container-watch-{name}", daemon=True)
        self._watcher.start()

    def settle(self) -> None:
        if self._client.poll() is not None:
            return  # a client ends when it has written everything
        deadline, mark = time.monotonic() + SETTLE_LIMIT_SECONDS, new_mark()
        if self._put(mark):
            while self.console.count(mark) < len(self._outputs) and time.monotonic() < deadline:
                time.sleep(SETTLE_SECONDS)
            return
        size, grown = -1, self.console.size()
        while size != grown and time.monotonic() < deadline:
            time.sleep(QUIET_SECONDS)
            size, grown = grown, self.console.size()

    def peak_mb(self) -> None:
        """Not known: the engine does not tell once the container is gone."""

    def kill(self) -> None:
        deadline = time.monotonic() + KILL_LIMIT_SECONDS
        while self._client.poll() is None and time.monotonic() < deadline:
            _docker("rm", "--force", self._name)  # fails harmlessly until the engine knows the container
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._client.wait(timeout=0.5)
        self._client.kill()
        self._watcher.join()

    def _put(self, mark: bytes) -> bool:
        """Write into the container's own outputs, behind what its function wrote, if that is allowed."""
        with contextlib.suppress(OSError):
            for output in self._outputs:
                with output.open("wb", buffering=0) as pipe:
                    pipe.write(mark)
            return bool(self._outputs)
        return False

    @cached_property
    def _outputs(self) -> list[Path]:
        """The container's standard output and error as files of this machine; none if its engine runs elsewhere."""
        asked = _docker("container", "inspect", "--format", "{{.Id}} {{.State.Pid}}", self._name)
        with contextlib.suppress(OSError, ValueError):
            container, pid = asked.stdout.split()
            process = Path("/proc") / pid
            if container in (process / "cgroup").read_text():
                return [process / "fd" / "1", process / "fd" / "2"]
        return []

    def _watch(self) -> None:
        status = self._client.wait()
        if status == _ENGINE_FAILED:
            lines = self.console.path.read_text(errors="replace").splitlines() or ["no reason given"]
            self._on_exit(f"the container engine could not start it: {lines[-1]}")
        else:
            self._on_exit(exit_reason(-9 if status == _KILLED else status))


def _docker(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["docker", *arguments], env=dict(_client_environment()), capture_output=True, text=True, check=False
    )


def _client_environment() -> Mapping[str, str]:
    """What the client itself needs, and nothing that a function could read by accident."""
    wanted = ("PATH", "HOME", "XDG_RUNTIME_DIR")
    return {name: value for name, value in os.environ.items() if name in wanted or name.startswith("DOCKER_")}
