from collections.abc import Iterator
from typing import Any, cast

import pytest
from botocore.exceptions import ClientError

from bandup.core.dynamo import ATTEMPTS, LONGEST_PAUSE_SECONDS, ConditionFailedError, write_together
from bandup.core.errors import ConfigurationError, RetryLaterError


class Answers:
    """A client whose transactions end as told; None is a success."""

    def __init__(self, *answers: ClientError | None) -> None:
        self._answers: Iterator[ClientError | None] = iter(answers)
        self.calls = 0

    def transact_write_items(self, TransactItems: Any) -> None:  # noqa: N803, ARG002  # boto3's spelling
        self.calls += 1
        if error := next(self._answers):
            raise error


def cancelled(*codes: str) -> ClientError:
    response: Any = {
        "Error": {"Code": "TransactionCanceledException", "Message": ""},
        "CancellationReasons": [{"Code": code} for code in codes],
    }
    return ClientError(response, "TransactWriteItems")


WRITES: dict[str, Any] = {"job": {"Put": {}}, "account": {"ConditionCheck": {}}, "quota": {"Update": {}}, "result": {}}


def write(client: Answers) -> list[float]:
    pauses: list[float] = []
    write_together(cast("Any", client), WRITES, pause=pauses.append)
    return pauses


def test_a_conflict_is_tried_again_after_a_pause() -> None:
    client = Answers(cancelled("TransactionConflict", "None"), cancelled("None", "TransactionConflict"), None)
    pauses = write(client)
    assert client.calls == 3
    assert len(pauses) == 2
    assert all(0 <= pause <= 0.1 for pause in pauses)


def test_conflicts_without_end_are_left_to_the_caller() -> None:
    client = Answers(*[cancelled("TransactionConflict")] * 20)
    with pytest.raises(RetryLaterError):
        write(client)
    assert client.calls == ATTEMPTS


def test_whoever_may_wait_longer_is_tried_more_often_and_never_pauses_long() -> None:
    client = Answers(*[cancelled("TransactionConflict")] * 11, None)
    pauses: list[float] = []
    write_together(cast("Any", client), WRITES, pause=pauses.append, attempts=12)
    assert client.calls == 12
    assert max(pauses) <= LONGEST_PAUSE_SECONDS


def test_failed_conditions_are_named_and_never_tried_again() -> None:
    client = Answers(cancelled("ConditionalCheckFailed", "None", "ConditionalCheckFailed", "TransactionConflict"))
    with pytest.raises(ConditionFailedError) as caught:
        write(client)
    assert caught.value.failed == {"job", "quota"}
    assert client.calls == 1


def test_a_refused_table_is_an_operators_matter() -> None:
    response: Any = {"Error": {"Code": "AccessDeniedException", "Message": ""}}
    with pytest.raises(ConfigurationError):
        write(Answers(ClientError(response, "TransactWriteItems")))
