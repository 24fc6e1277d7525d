"""A function as a plain process: the code of a snapshot, in the function's own virtual environment."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from . import die_with_parent
from .console import Console
from .function import Function, RuntimeUnavailableError, exit_reason
from .reference import PROCESS_REGISTRY, ImageReference

WATCH_SECONDS = 0.05
"""Time between two looks at a process's memory and at whether it still runs."""

# What `die_with_parent` starts lives as long as the thread that started it, so one thread starts them all.
_SPAWNER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="function-spawner")


@dataclass(frozen=True)
class ProcessLauncher:
    """Starts functions as processes.

    Attributes:
        code_dir: snapshots by digest.
        functions_dir: virtual environments by function folder.
    """

    code_dir: Path
    functions_dir: Path

    def code_of(self, image_uri: str) -> tuple[ImageReference, Path]:
        """The snapshot that an image reference names.

        Raises:
            RuntimeUnavailableError: it is not a snapshot's reference, or the snapshot is gone.
        """
        try:
            reference = ImageReference.parse(image_uri)
        except ValueError as error:
            raise RuntimeUnavailableError(str(error)) from error
        code = self.code_dir / reference.digest
        if reference.registry != PROCESS_REGISTRY or not (code / reference.folder).is_dir():
            raise RuntimeUnavailableError(f"{image_uri} is not a code snapshot of this stage: {code} is not there")
        return reference, code

    def __call__(
        self, function: Function, api_address: str, folder: Path, on_exit: Callable[[str], None]
    ) -> "ProcessRuntime":
        reference, code = self.code_of(function.image_uri)
        python = self.functions_dir / reference.folder / "bin" / "python"
        if not python.exists():
            raise RuntimeUnavailableError(f"{python} is not there: run `make install`")
        temporary = folder / "tmp"
        temporary.mkdir()
        environment = {
            **function.environment,
            "PATH": f"{python.parent}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(temporary),
            "TMPDIR": str(temporary),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(code),
            # A snapshot comes with its bytecode and is not written to, as an image's file system is not.
            "PYTHONDONTWRITEBYTECODE": "1",
            "LAMBDA_TASK_ROOT": str(code),
            "AWS_LAMBDA_RUNTIME_API": api_address,
        }
        command = [str(python), "-m", "awslambdaric", f"{reference.folder}.handler.handler"]
        console = Console(folder / "console.log")
        started = _SPAWNER.submit(_spawn, command, environment, code, console).result()
        return ProcessRuntime(started, console, function.memory_mb, on_exit)


def _spawn(command: list[str], environment: dict[str, str], cwd: Path, console: Console) -> "subprocess.Popen[bytes]":
    guard = [sys.executable, "-I", "-S", die_with_parent.__file__, str(os.getpid())]
    with console.path.open("ab") as output:
        return subprocess.Popen(
            [*guard, *command],
            env=environment,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


class ProcessRuntime:
    """A running function process, watched for its memory.

    The limit is on resident memory: address space is no measure of it, since libraries reserve far more than they use.
    Only the process itself is measured, not what it may start.
    """

    def __init__(
        self, process: "subprocess.Popen[bytes]", console: Console, memory_mb: int, on_exit: Callable[[str], None]
    ) -> None:
        self.console = console
        self._process = process
        self._memory_mb = memory_mb
        self._on_exit = on_exit
        self._peak_mb = 0
        self._watcher = threading.Thread(target=self._watch, name=f"function-watch-{process.pid}", daemon=True)
        self._watcher.start()

    def settle(self) -> None:
        """Nothing to wait for: the process writes to the console's file itself."""

    def peak_mb(self) -> int:
        self._measure()
        return self._peak_mb

    def kill(self) -> None:
        self._signal_group()
        self._watcher.join()

    def _watch(self) -> None:
        reason = None
        while True:
            try:
                status = self._process.wait(timeout=WATCH_SECONDS)
                break
            except subprocess.TimeoutExpired:
                self._measure()
            if self._peak_mb > self._memory_mb and reason is None:
                reason = f"signal: killed ({self._peak_mb} MB of memory used, {self._memory_mb} MB allowed)"
                self._signal_group()
        self._signal_group()  # what the process may have started
        self._on_exit(f"Runtime exited with error: {reason}" if reason else exit_reason(status))

    def _signal_group(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _measure(self) -> None:
        """Read the kernel's high-water mark, which also shows a peak between two looks."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                self._peak_mb = max(self._peak_mb, int(line.split()[1]) // 1024)
