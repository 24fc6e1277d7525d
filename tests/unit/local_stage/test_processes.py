import os
import sys
from pathlib import Path

import psutil
import pytest

from ops.local_stage import processes
from ops.local_stage.plugin.bandup_localstack import die_with_parent
from ops.local_stage.ports import Ports
from ops.local_stage.processes import ProcessRecord
from ops.local_stage.state import StageState

pytestmark = pytest.mark.slow

PARENT = """
import signal, subprocess, sys
if "deaf" in sys.argv: signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True)
print(child.pid, flush=True)
child.wait()
"""

GUARDIAN = """
import os, subprocess, sys
guarded = [sys.executable, "-c", "input()"]
guard = [sys.executable, sys.argv[1], str(os.getpid())]
child = subprocess.Popen([*guard, *guarded], stdin=subprocess.PIPE)
while "die_with_parent" in open(f"/proc/{child.pid}/cmdline").read(): pass
print(child.pid, flush=True)
child.wait()
"""


def started(tmp_path: Path, *arguments: str) -> tuple[ProcessRecord, ProcessRecord]:
    """A program that started another, as LocalStack does, and that other."""
    log = tmp_path / "log"
    parent = processes.start([sys.executable, "-c", PARENT, *arguments], os.environ, tmp_path, log)
    while not log.read_text().endswith("\n"):
        assert parent.process(), log.read_text()
    return parent, ProcessRecord.of(int(log.read_text()))


@pytest.mark.parametrize("arguments", [(), ("deaf",)])
def test_a_program_ends_together_with_what_it_started(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    parent, child = started(tmp_path, *arguments)
    processes.end([parent], grace_seconds=1)
    assert parent.process() is None
    assert child.process() is None


def test_a_recycled_id_is_another_process_and_is_left_alone() -> None:
    mine = ProcessRecord.of(os.getpid())
    earlier = ProcessRecord(mine.pid, mine.created - 100)
    assert mine.process() == psutil.Process()
    assert earlier.process() is None
    processes.end([earlier], grace_seconds=0)


def test_what_dies_with_its_parent_survives_no_kill(tmp_path: Path) -> None:
    log = tmp_path / "log"
    parent = processes.start([sys.executable, "-c", GUARDIAN, die_with_parent.__file__], os.environ, tmp_path, log)
    while not log.read_text().endswith("\n"):
        assert parent.process(), log.read_text()
    child = ProcessRecord.of(int(log.read_text()))
    running = parent.process()
    assert running
    running.kill()
    running.wait(timeout=10)
    while child.process():
        pass


def test_a_stage_is_found_again(tmp_path: Path) -> None:
    state = StageState("abc", "process", Ports.free(), {"moto": ProcessRecord(123, 4.5)})
    state.write(tmp_path / "state.json")
    assert StageState.read(tmp_path / "state.json") == state


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"stage_id": "a", "ports": 1}'])
def test_a_broken_state_file_is_no_stage(tmp_path: Path, content: str) -> None:
    (tmp_path / "state.json").write_text(content)
    assert StageState.read(tmp_path / "state.json") is None
    assert StageState.read(tmp_path / "missing.json") is None
