"""What the worker makes of the process that reads a recording: its answer, its crash, its silence."""

import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from bandup.core.deadline import RESERVE_SECONDS, Deadline
from bandup.core.errors import RetryLaterError, TerminalError
from speaking_evaluator import child, listening
from speaking_evaluator.listening import READY, Heard, heard
from support import sounds

ROOT = Path(__file__).parents[3]


def a_minute() -> Deadline:
    return Deadline.after(RESERVE_SECONDS + 60)


def answered(data: bytes, max_seconds: float = 60.0) -> bytes:
    answer = io.BytesIO()
    child.listen(io.BytesIO(data), answer, max_seconds)
    return answer.getvalue()


def test_a_recording_that_needs_no_conversion_comes_back_as_it_is() -> None:
    data = sounds.wav()
    told = heard(data, 60, a_minute())
    assert (told.mime_type, told.data) == ("audio/wav", data)
    assert list(told.fluency.pauses) == pytest.approx([0.8], abs=0.05)


def test_a_converted_recording_comes_back_whole() -> None:
    told = heard(sounds.encode_sound("m4a"), 60, a_minute())
    assert told.mime_type == "audio/flac"
    again = heard(told.data, 60, a_minute())
    assert again.data == told.data
    assert again.fluency == told.fluency


def test_the_limit_is_the_callers() -> None:
    with pytest.raises(TerminalError, match="too_long"):
        heard(sounds.wav(), 6.0, a_minute())


def test_without_time_the_job_goes_back_to_the_queue() -> None:
    with pytest.raises(RetryLaterError, match="out_of_time"):
        heard(sounds.wav(), 60, Deadline.after(RESERVE_SECONDS))


def test_the_child_has_no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The interpreter that is started writes down its environment instead."""
    spy, seen = tmp_path / "python", tmp_path / "seen"
    spy.write_text(f"#!/bin/sh\n/usr/bin/env > {seen}\n")
    spy.chmod(0o755)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setattr(sys, "executable", str(spy))
    with pytest.raises(RuntimeError):
        heard(b"", 60, a_minute())
    names = {line.partition("=")[0] for line in seen.read_text().splitlines()}
    assert names - {"PWD", "SHLVL", "_", "OLDPWD"} == {"PYTHONPATH", "LANG"}


@pytest.mark.parametrize("signal", [6, 9, 11, 24])
def test_a_recording_on_which_the_reader_dies_is_refused(signal: int) -> None:
    with pytest.raises(TerminalError, match="unreadable_audio"):
        listening._read(READY, -signal, b"data")


@pytest.mark.parametrize(("answer", "status"), [(b"", 0), (b"", 1), (b"", -9), (READY, 1), (b'{"code": "x"}\n', 0)])
def test_a_fault_of_ours_is_not_put_on_the_recording(answer: bytes, status: int) -> None:
    with pytest.raises(RuntimeError):
        listening._read(answer, status, b"data")


def test_the_childs_answer_is_read_back() -> None:
    data = sounds.encode_sound("webm")
    told = listening._read(answered(data), 0, data)
    assert isinstance(told, Heard)
    assert told.data.startswith(b"fLaC")


def test_a_refusal_is_one_line() -> None:
    answer = answered(b"text")
    told = json.loads(answer.removeprefix(READY))
    assert told["code"] == "unsupported_audio"


def test_the_child_limits_itself() -> None:
    report = (
        "import json, resource; from speaking_evaluator.child import limit; limit();"
        "print(json.dumps([resource.getrlimit(n)[0] for n in (resource.RLIMIT_CPU, resource.RLIMIT_AS)]))"
    )
    environment = {"PYTHONPATH": f"{ROOT / 'shared'}:{ROOT / 'images'}"}
    told = subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-c", report], env=environment, capture_output=True, check=True, timeout=60
    )
    assert json.loads(told.stdout) == [child.CPU_SECONDS, child.MEMORY_BYTES]
    assert child.CPU_SECONDS <= 10
    assert child.MEMORY_BYTES <= 0.6 * 2048 * 2**20
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] != child.CPU_SECONDS
