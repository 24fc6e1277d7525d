import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ops.terraform.apply_progress import ApplyProgress


def feed(progress: ApplyProgress, *messages: dict[str, Any]) -> None:
    for message in messages:
        progress.feed(json.dumps(message) + "\n")


def planned(add: int, change: int = 0, remove: int = 0, operation: str = "plan") -> dict[str, Any]:
    changes = {"add": add, "change": change, "remove": remove, "operation": operation}
    return {"type": "change_summary", "changes": changes}


def hook(kind: str, address: str, action: str = "create") -> dict[str, Any]:
    resource = {"addr": address, "resource_type": address.split(".")[-2]}
    return {"type": kind, "hook": {"resource": resource, "action": action}}


def test_resources_are_counted_from_plan_to_end() -> None:
    progress = ApplyProgress()
    feed(progress, planned(3, change=1))
    assert progress.summary() == "0 of 4 resources"
    feed(
        progress,
        hook("apply_start", "module.a.aws_sqs_queue.one"),
        hook("apply_start", "module.b.aws_sqs_queue.two"),
        hook("apply_start", "aws_kms_key.key", "update"),
        hook("apply_complete", "aws_kms_key.key", "update"),
    )
    assert progress.summary() == "1 of 4 resources; now 2 sqs_queue"
    feed(progress, planned(3, operation="apply"))
    assert progress.total == 4


def test_reading_data_is_no_change() -> None:
    progress = ApplyProgress()
    feed(progress, hook("apply_start", "data.aws_x.y", "read"), hook("apply_complete", "data.aws_x.y", "read"))
    assert (progress.done, progress.summary()) == (0, "nothing to change")


def test_errors_are_kept_once_with_their_place() -> None:
    failure = {
        "type": "diagnostic",
        "diagnostic": {
            "severity": "error",
            "summary": "creating queue",
            "detail": "AccessDenied",
            "address": "aws_sqs_queue.one",
            "range": {"filename": "main.tf", "start": {"line": 7}},
        },
    }
    warning = {"type": "diagnostic", "diagnostic": {"severity": "warning", "summary": "old syntax"}}
    progress = ApplyProgress()
    feed(progress, hook("apply_start", "aws_sqs_queue.one"), hook("apply_errored", "aws_sqs_queue.one"))
    feed(progress, failure, warning, failure)
    assert progress.errors == ["creating queue\nAccessDenied\naws_sqs_queue.one, main.tf:7"]
    assert "now" not in progress.summary()


def test_an_error_without_a_place_is_kept_too() -> None:
    progress = ApplyProgress()
    feed(progress, {"type": "diagnostic", "diagnostic": {"severity": "error", "summary": "no", "detail": ""}})
    assert progress.errors == ["no"]


@given(st.one_of(st.text(), st.recursive(st.integers(), st.lists).map(json.dumps)))
def test_other_output_is_left_alone(line: str) -> None:
    progress = ApplyProgress()
    progress.feed(line)
    assert (progress.total, progress.done, progress.errors) == (0, 0, [])
