import json

import pytest

from ops.local_stage.plugin.bandup_localstack.function import exit_reason
from ops.local_stage.plugin.bandup_localstack.report import (
    MAX_RESPONSE_BYTES,
    Usage,
    invocation_log,
    outcome_payload,
    outcome_remark,
)
from ops.local_stage.plugin.bandup_localstack.runtime_api import Answered, Closed, Exited, InitFailed
from ops.local_stage.plugin.bandup_localstack.session import Outcome, TimedOut


@pytest.mark.parametrize(
    ("outcome", "error_type", "message"),
    [
        (TimedOut(3), "Sandbox.Timedout", "RequestId: r Error: Task timed out after 3.00 seconds"),
        (
            Exited("Runtime exited with error: exit status 3"),
            "Runtime.ExitError",
            "RequestId: r Error: Runtime exited with error: exit status 3",
        ),
        (Closed(), "Sandbox.Closed", "RequestId: r Error: the execution environment was closed"),
    ],
)
def test_errors_that_lambda_words(outcome: Outcome, error_type: str, message: str) -> None:
    payload, is_error = outcome_payload(outcome, "r")
    assert is_error
    assert json.loads(payload) == {"errorType": error_type, "errorMessage": message}


@pytest.mark.parametrize("outcome", [Answered("r", b'"x"', is_error=True), InitFailed(b'"x"')])
def test_errors_that_the_runtime_words_are_passed_on(outcome: Outcome) -> None:
    assert outcome_payload(outcome, "r") == (b'"x"', True)


def test_an_answer_may_have_six_megabytes() -> None:
    largest = b"x" * MAX_RESPONSE_BYTES
    assert outcome_payload(Answered("r", largest, is_error=False), "r") == (largest, False)
    payload, is_error = outcome_payload(Answered("r", largest + b"x", is_error=False), "r")
    assert is_error
    assert json.loads(payload)["errorType"] == "Function.ResponseSizeTooLarge"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (0, "Runtime exited without providing a reason"),
        (3, "Runtime exited with error: exit status 3"),
        (-9, "Runtime exited with error: signal: killed"),
        (-11, "Runtime exited with error: signal: 11"),
    ],
)
def test_exit_reasons(status: int, reason: str) -> None:
    assert exit_reason(status) == reason


def test_the_log_shows_what_an_invocation_took() -> None:
    usage = Usage(seconds=0.0123, init_seconds=0.2, memory_mb=256, peak_mb=85)
    *lines, report = invocation_log("r", "7", ["hello"], usage).splitlines()
    assert lines == ["START RequestId: r Version: 7", "hello", "END RequestId: r"]
    assert report.split("\t") == [
        "REPORT RequestId: r",
        "Duration: 12.30 ms",
        "Billed Duration: 13 ms",
        "Memory Size: 256 MB",
        "Max Memory Used: 85 MB",
        "Init Duration: 200.00 ms",
    ]


def test_the_log_leaves_out_what_is_not_known() -> None:
    usage = Usage(seconds=1, init_seconds=None, memory_mb=128, peak_mb=None)
    assert invocation_log("r", "1", [], usage).splitlines()[-1] == (
        "REPORT RequestId: r\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\tMemory Size: 128 MB"
    )


def test_only_a_runtime_that_was_ended_is_remarked_on() -> None:
    assert outcome_remark(Answered("r", b"", is_error=True), "r") == []
    assert outcome_remark(Exited("gone"), "r") == ["RequestId: r Error: gone"]
    assert outcome_remark(TimedOut(3), "r")[0].endswith("Z r Task timed out after 3.00 seconds")
