"""The local stage's life: started, found running, ended without a trace."""

import shutil
import time
import uuid
from pathlib import Path

from ops.local_stage import emulator, processes
from ops.local_stage.containers import remove_containers
from ops.local_stage.exceptions import StageError
from ops.local_stage.plugin.bandup_localstack.settings import PluginSettings, Runtime
from ops.local_stage.ports import Ports
from ops.local_stage.services import Service, services
from ops.local_stage.state import StageState
from ops.local_stage.tesseract import provide_tesseract
from ops.locks import hold_lock
from ops.paths import INSTALLED, STATE_DIR
from ops.progress import Say, silent

START_SECONDS = 300.0
"""Longest start of all services; a few seconds are usual, and it only ends what hangs."""

STOP_SECONDS = 15.0
"""Time that services get to end by themselves; three seconds are usual."""

_KEPT_AFTER_STOP = ("logs", "lock")


class LocalStage:
    """One local stage; several can run side by side, each with a folder and ports of its own.

    Args:
        runtime: how its functions run.
        ports: where it listens.
        state_dir: holds everything that it writes.
        say: prints progress.
        calls_file: where the functions' calls of AWS are recorded, or None to record nothing.
    """

    def __init__(
        self,
        runtime: Runtime,
        ports: Ports,
        state_dir: Path = STATE_DIR,
        say: Say = silent,
        calls_file: Path | None = None,
    ) -> None:
        self.runtime = runtime
        self.ports = ports
        self.state_dir = state_dir.resolve()
        self._say = say
        self._calls_file = calls_file

    @classmethod
    def find_running(cls, state_dir: Path = STATE_DIR, say: Say = silent) -> "LocalStage | None":
        """The stage that an earlier command started in this folder, if it still runs."""
        state = StageState.read(state_dir / "state.json")
        stage = cls(state.runtime, state.ports, state_dir, say) if state else None
        return stage if stage and stage.is_running() else None

    @property
    def code_dir(self) -> Path:
        """Snapshots that the functions run from, where they run as processes."""
        return self.state_dir / "code"

    def start(self) -> None:
        """Start it, or attach to it if it runs already as it is asked for; what is half dead is cleared away first.

        Raises:
            PortInUseError: another program has one of its ports.
            StageError: something that it needs is missing, or a service does not start.
        """
        with hold_lock(self.state_dir / "lock"):
            if self._runs():
                self._say("local stage: it runs already")
                return
            _clear(self.state_dir)
            try:
                self._start()
            except BaseException:
                _clear(self.state_dir)
                raise

    def stop(self) -> None:
        """As `stop_stage`."""
        stop_stage(self.state_dir)

    def is_running(self) -> bool:
        """Whether all its services run and answer."""
        return self._runs()

    @property
    def _state_file(self) -> Path:
        return self.state_dir / "state.json"

    def _start(self) -> None:
        dynamodb = emulator.prepare(self._say)
        provide_tesseract(self._say)
        for name in ("logs", "tmp", "code"):
            (self.state_dir / name).mkdir(parents=True, exist_ok=True)
        state = StageState(uuid.uuid4().hex[:12], self.runtime, self.ports)
        wanted = services(self.ports, self._plugin_settings(state.stage_id, dynamodb), self.state_dir)
        starting = [service for service in wanted if not (service.shared and service.is_healthy())]
        self.ports.require_free(service.name for service in starting)
        for service in starting:
            log = self._log(service.name)
            log.unlink(missing_ok=True)
            state.services[service.name] = processes.start(service.command, service.environment, self.state_dir, log)
            state.write(self._state_file)
        self._wait_healthy(starting, state)

    def _wait_healthy(self, starting: list[Service], state: StageState) -> None:
        deadline = time.monotonic() + START_SECONDS
        waiting = list(starting)
        while waiting:
            for service in list(waiting):
                if service.is_healthy():
                    waiting.remove(service)
                    self._say(f"{service.name}: ready on {self.ports.url(service.name)}")
                elif state.services[service.name].process() is None:
                    raise StageError(f"{service.name} ended while it started:\n{self._log_end(service.name)}")
            if waiting and time.monotonic() > deadline:
                raise StageError(
                    f"{waiting[0].name} is not ready after {START_SECONDS:.0f} s:\n{self._log_end(waiting[0].name)}"
                )
            time.sleep(0.05)

    def _runs(self) -> bool:
        state = StageState.read(self._state_file)
        if not state or state.runtime != self.runtime or state.ports != self.ports:
            return False
        expected = services(
            self.ports, self._plugin_settings(state.stage_id, emulator.Emulator(None, None)), self.state_dir
        )
        running = {name for name, record in state.services.items() if record.process()}
        return all((service.shared or service.name in running) and service.is_healthy() for service in expected)

    def _plugin_settings(self, stage_id: str, dynamodb: emulator.Emulator) -> PluginSettings:
        return PluginSettings(
            runtime=self.runtime,
            stage_id=stage_id,
            code_dir=self.code_dir,
            functions_dir=INSTALLED / "functions",
            dynamodb_dir=dynamodb.folder,
            loopback_library=dynamodb.loopback_library,
            calls_file=self._calls_file,
        )

    def _log(self, service: str) -> Path:
        return self.state_dir / "logs" / f"{service}.log"

    def _log_end(self, service: str) -> str:
        lines = self._log(service).read_text(errors="replace").splitlines()[-15:]
        return "\n".join(f"  {line}" for line in lines) or "  (it wrote nothing)"


def stop_stage(state_dir: Path) -> None:
    """End a stage and everything that it started, and delete what it wrote, but for its logs.

    Args:
        state_dir: the stage's folder; that there is none, or nothing runs, is fine.
    """
    with hold_lock(state_dir / "lock"):
        _clear(state_dir)


def _clear(state_dir: Path) -> None:
    if state := StageState.read(state_dir / "state.json"):
        processes.end(state.services.values(), STOP_SECONDS)
        remove_containers(state.stage_id)
    for path in state_dir.iterdir():
        if path.name in _KEPT_AFTER_STOP:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
