"""Several DynamoDB writes that happen together or not at all."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from bandup.core.aws import classify, error_code
from bandup.core.errors import RetryLaterError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ATTEMPTS = 6
FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 0.8
"""Two transactions on one item, such as two jobs of one user that end together, refuse each other, and DynamoDB leaves
it to the caller to try again. Six attempts with doubling, fully jittered pauses take at most 1.6 s."""

_CONDITION_FAILED = "ConditionalCheckFailed"


class ConditionFailedError(Exception):
    """Conditions of a transaction did not hold, so nothing was written.

    Args:
        failed: the names of the writes whose condition did not hold.
    """

    def __init__(self, failed: frozenset[str]) -> None:
        super().__init__(sorted(failed))
        self.failed = failed


class TransactionConflictError(RetryLaterError):
    """Other transactions on the same items kept coming first; nothing was written, so it may be tried again."""

    def __init__(self) -> None:
        super().__init__("storage_busy", "The storage service is busy with other writes to the same items.")


def write_together(
    client: "DynamoDBClient",
    writes: Mapping[str, Any],
    pause: Callable[[float], None] = time.sleep,
    attempts: int = ATTEMPTS,
) -> None:
    """Write all or nothing.

    Args:
        client: a DynamoDB client.
        writes: items of `TransactWriteItems`, each under a name of the caller's choice.
        pause: waits that many seconds.
        attempts: how often it is tried while other transactions come first.

    Raises:
        ConditionFailedError: conditions did not hold.
        TransactionConflictError: the tries ran out; the only RetryLaterError after which it is certain that nothing was
            written.
        RetryLaterError, ConfigurationError: DynamoDB refused it for another reason.
    """
    for attempt in range(attempts):
        try:
            client.transact_write_items(TransactItems=list(writes.values()))
        except ClientError as error:
            reasons = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
            # DynamoDB gives one reason for each write, in the order of the writes.
            failed = {name for name, reason in zip(writes, reasons, strict=False) if reason == _CONDITION_FAILED}
            if failed:
                raise ConditionFailedError(frozenset(failed)) from error
            if not _in_conflict(error, reasons):
                raise classify(error, "storage") from error
            if attempt == attempts - 1:
                raise TransactionConflictError from error
            pause(random.uniform(0, min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2**attempt)))
        except BotoCoreError as error:
            raise classify(error, "storage") from error
        else:
            return


def _in_conflict(error: ClientError, reasons: Sequence[str | None]) -> bool:
    return error_code(error) == "TransactionCanceledException" and "TransactionConflict" in reasons
