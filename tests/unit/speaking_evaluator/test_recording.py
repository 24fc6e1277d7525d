"""What the worker makes of the process that decodes a recording: its output, its crash, its silence."""

import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import RetryLaterError, TerminalError
from speaking_evaluator import recording, recording_process
from speaking_evaluator.recording import READY, Recording, decode_recording
from support import sounds

ROOT = Path(__file__).parents[3]


def a_minute() -> Deadline:
    return Deadline.after(RESERVE_SECONDS + 60)


def run_process(data: bytes, max_seconds: float = 60.0) -> bytes:
    answer = io.BytesIO()
    recording_process.decode_stream(io.BytesIO(data), answer, max_seconds)
    return answer.getvalue()


def test_a_recording_that_needs_no_conversion_comes_back_as_it_is() -> None:
    data = sounds.wav()
    found = decode_recording(data, 60, a_minute())
    assert (found.mime_type, found.data) == ("audio/wav", data)
    assert list(found.fluency.pauses) == pytest.approx([0.8], abs=0.05)


def test_a_converted_recording_comes_back_whole() -> None:
    found = decode_recording(sounds.encode_sound("m4a"), 60, a_minute())
    assert found.mime_type == "audio/flac"
    again = decode_recording(found.data, 60, a_minute())
    assert again.data == found.data
    assert again.fluency == found.fluency


def test_the_limit_is_the_callers() -> None:
    with pytest.raises(TerminalError, match="too_long"):
        decode_recording(sounds.wav(), 6.0, a_minute())


def test_without_time_the_job_goes_back_to_the_queue() -> None:
    with pytest.raises(RetryLaterError, match="out_of_time"):
        decode_recording(sounds.wav(), 60, Deadline.after(RESERVE_SECONDS))


def test_the_process_has_no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The interpreter that is started writes down its environment instead."""
    spy, seen = tmp_path / "python", tmp_path / "seen"
    spy.write_text(f"#!/bin/sh\n/usr/bin/env > {seen}\n")
    spy.chmod(0o755)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setattr(sys, "executable", str(spy))
    with pytest.raises(RuntimeError):
        decode_recording(b"", 60, a_minute())
    names = {line.partition("=")[0] for line in seen.read_text().splitlines()}
    assert names - {"PWD", "SHLVL", "_", "OLDPWD"} == {"PYTHONPATH", "LANG"}


@pytest.mark.parametrize("signal", [9, 24])
def test_a_limit_is_called_a_limit(signal: int) -> None:
    with pytest.raises(TerminalError, match="reading_limit"):
        recording._parse_output(READY, -signal, b"data")


@pytest.mark.parametrize("signal", [6, 11])
def test_a_recording_on_which_the_reader_dies_is_refused(signal: int) -> None:
    with pytest.raises(TerminalError, match="unreadable_audio"):
        recording._parse_output(READY, -signal, b"data")


@pytest.mark.parametrize(("answer", "status"), [(b"", 0), (b"", 1), (b"", -9), (READY, 1), (b'{"code": "x"}\n', 0)])
def test_a_fault_of_ours_is_not_put_on_the_recording(answer: bytes, status: int) -> None:
    with pytest.raises(RuntimeError):
        recording._parse_output(answer, status, b"data")


def test_the_output_is_parsed() -> None:
    data = sounds.encode_sound("webm")
    found = recording._parse_output(run_process(data), 0, data)
    assert isinstance(found, Recording)
    assert found.data.startswith(b"fLaC")


def test_a_refusal_is_one_line() -> None:
    answer = run_process(b"text")
    reported = json.loads(answer.removeprefix(READY))
    assert reported["code"] == "unsupported_audio"


def test_the_process_limits_itself() -> None:
    report = (
        "import json, resource; from speaking_evaluator.recording_process import limit_resources; limit_resources();"
        "print(json.dumps([resource.getrlimit(n)[0] for n in (resource.RLIMIT_CPU, resource.RLIMIT_AS)]));"
        "from speaking_evaluator.recording_process import allow_more;"
        "cpu = lambda minutes: (allow_more(minutes * 60), resource.getrlimit(resource.RLIMIT_CPU)[0])[1];"
        "print(json.dumps([cpu(minutes) for minutes in (1, 5.9, 6, 14, 20, 90)]))"
    )
    environment = {"PYTHONPATH": f"{ROOT / 'shared'}:{ROOT / 'images'}"}
    reported = subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-c", report], env=environment, capture_output=True, check=True, timeout=60
    )
    limits, allowed = map(json.loads, reported.stdout.splitlines())
    assert limits == [recording_process.CPU_SECONDS, recording_process.MEMORY_BYTES]
    assert allowed == [9, 9, 10, 18, 24, 24]
    assert recording_process.CPU_SECONDS <= 10
    assert recording_process.MEMORY_BYTES <= 0.6 * 2048 * 2**20
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] != recording_process.CPU_SECONDS
