"""DynamoDB: tables with plain Python values, conditional writes and transactions, and classified errors.

In the expressions that callers give, `#status` is the attribute `status`, and `:now` is the value with the name `now`.
"""

import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.exceptions import BotoCoreError, ClientError

from bandup.core.aws import classify, error_code
from bandup.core.errors import RetryLaterError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Write = dict[str, Any]
"""One item of `TransactWriteItems`: `Put`, `Update`, `Delete` or `ConditionCheck` with its request."""

Start = Mapping[str, Any]
"""Where a page of a query starts: DynamoDB's own key of the last item before it."""

ATTEMPTS = 6
FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 0.8
"""DynamoDB cancels a transaction if another one is writing an item of it, such as two jobs of one user that end at the
same time. The caller must retry. Six attempts with doubling, fully jittered pauses take at most 1.6 s."""

_CONDITION_FAILED = "ConditionalCheckFailed"
_NAME = re.compile(r"#(\w+)")
_CALLS = {"Put": "put_item", "Update": "update_item", "Delete": "delete_item"}

_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


class ConditionFailedError(Exception):
    """The condition of a write, or of a write of a transaction, did not hold, so nothing was written.

    Args:
        failed: the names of those writes of the transaction; empty for a write alone.
    """

    def __init__(self, failed: frozenset[str]) -> None:
        super().__init__(sorted(failed))
        self.failed = failed


class TransactionConflictError(RetryLaterError):
    """Other transactions wrote the same items at each attempt. Nothing was written, so it may be tried again."""

    def __init__(self) -> None:
        super().__init__("storage_busy", "The storage service is busy with other writes to the same items.")


class Table:
    """One table.

    All methods raise the classified errors of `bandup.core.errors` for what AWS refuses.

    Args:
        client: a DynamoDB client.
        name: the table's name.
        service: its name in errors, see `bandup.core.aws.classify`.
    """

    def __init__(self, client: "DynamoDBClient", name: str, service: str = "storage") -> None:
        self._client: Any = client
        self._name = name
        self._service = service

    def get(self, key: Mapping[str, Any]) -> dict[str, Any] | None:
        """The item with this key as it is now, or None."""
        item = self._call("get_item", Key=to_attributes(key), ConsistentRead=True).get("Item")
        return from_attributes(item) if item else None

    def query(
        self,
        condition: str,
        values: Mapping[str, Any],
        *,
        index: str | None = None,
        limit: int | None = None,
        start: Start | None = None,
        newest_first: bool = False,
        only: str | None = None,
        attributes: tuple[str, ...] = (),
    ) -> tuple[list[dict[str, Any]], Start | None]:
        """One page of the items that meet a condition on their keys.

        Args:
            condition: on the keys of the table or of the index.
            values: what `condition` and `only` compare with.
            index: the index to read; None for the table itself, which is then read consistently.
            limit: items read, at least 1; None for as many as fit into DynamoDB's 1 MB.
            start: what the page before returned as its second value.
            newest_first: whether the greatest sort key comes first.
            only: a further condition on the items that were read. A page may then hold fewer items.
            attributes: the attributes to return; none for all.

        Returns:
            The items, and where the next page starts or None.
        """
        wanted = {
            "IndexName": index,
            "ConsistentRead": index is None,
            "KeyConditionExpression": condition,
            "FilterExpression": only,
            "ProjectionExpression": ", ".join(f"#{name}" for name in attributes) or None,
            "ScanIndexForward": not newest_first,
            "Limit": limit,
            "ExclusiveStartKey": start,
        }
        answer = self._call("query", **_request(wanted, values))
        return [from_attributes(item) for item in answer["Items"]], answer.get("LastEvaluatedKey")

    def query_all(self, condition: str, values: Mapping[str, Any], **query: Any) -> Iterator[dict[str, Any]]:
        """Every item that meets a condition on its keys, page by page; see `query`."""
        start: Start | None = None
        while True:
            found, start = self.query(condition, values, start=start, **query)
            yield from found
            if start is None:
                return

    def prepare_put(
        self, item: Mapping[str, Any], condition: str | None, values: Mapping[str, Any] | None = None
    ) -> Write:
        """The write that stores an item if a condition holds for what is there; without one it replaces that."""
        wanted = {"TableName": self._name, "Item": to_attributes(item), "ConditionExpression": condition}
        return {"Put": _request(wanted, values or {})}

    def prepare_update(
        self,
        key: Mapping[str, Any],
        changes: Mapping[str, Any],
        condition: str | None,
        values: Mapping[str, Any] | None = None,
        *,
        add: Mapping[str, Any] | None = None,
        drop: Mapping[str, Any] | None = None,
    ) -> Write:
        """The write that changes attributes of an item if a condition holds; without one it may make the item.

        Args:
            key: the item's.
            changes: the attributes' new values; None removes an attribute.
            condition: what must hold for the item; None for nothing.
            values: what `condition` compares with.
            add: what is added to attributes that are numbers or sets, whatever their values are by then.
            drop: the elements that are taken out of attributes that are sets, as sets that are not empty.
        """
        kept = {name: value for name, value in changes.items() if value is not None}
        gone = [f"#{name}" for name in changes if name not in kept]
        added = {f"add_{name}": value for name, value in (add or {}).items()}
        dropped = {f"drop_{name}": value for name, value in (drop or {}).items()}
        clauses = {
            "SET": [f"#{name} = :new_{name}" for name in kept],
            "REMOVE": gone,
            "ADD": [f"#{name} :add_{name}" for name in add or ()],
            "DELETE": [f"#{name} :drop_{name}" for name in drop or ()],
        }
        wanted = {
            "TableName": self._name,
            "Key": to_attributes(key),
            "UpdateExpression": " ".join(f"{verb} {', '.join(parts)}" for verb, parts in clauses.items() if parts),
            "ConditionExpression": condition,
        }
        new = {f"new_{name}": value for name, value in kept.items()}
        return {"Update": _request(wanted, new | added | dropped | dict(values or {}))}

    def prepare_delete(
        self, key: Mapping[str, Any], condition: str | None = None, values: Mapping[str, Any] | None = None
    ) -> Write:
        """The write that deletes an item if a condition holds."""
        wanted = {"TableName": self._name, "Key": to_attributes(key), "ConditionExpression": condition}
        return {"Delete": _request(wanted, values or {})}

    def prepare_check(self, key: Mapping[str, Any], condition: str, values: Mapping[str, Any]) -> Write:
        """The part of a transaction that changes nothing and demands that a condition holds for an item."""
        wanted = {"TableName": self._name, "Key": to_attributes(key), "ConditionExpression": condition}
        return {"ConditionCheck": _request(wanted, values)}

    def execute(self, write: Write) -> None:
        """Do one write alone.

        Raises:
            ConditionFailedError: its condition did not hold; nothing was written.
        """
        ((kind, request),) = write.items()
        self._call(_CALLS[kind], **request)

    def describe(self) -> None:
        """Ask for the table, to find out whether it exists and may be used."""
        self._call("describe_table")

    def _call(self, method: str, **request: Any) -> Any:
        try:
            return getattr(self._client, method)(**{"TableName": self._name} | request)
        except ClientError as error:
            if error_code(error) == "ConditionalCheckFailedException":
                raise ConditionFailedError(frozenset()) from error
            raise classify(error, self._service) from error
        except BotoCoreError as error:
            raise classify(error, self._service) from error


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
        attempts: how often it is tried while other transactions write the same items.

    Raises:
        ConditionFailedError: conditions did not hold.
        TransactionConflictError: other transactions wrote the same items at each attempt. It is the only
            RetryLaterError after which it is certain that nothing was written.
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


def to_attributes(values: Mapping[str, Any]) -> dict[str, Any]:
    """The low-level attribute map of `values`; keys whose value is None are left out.

    boto3's serializer refuses floats, so they become decimals by their shortest decimal text.

    Raises:
        ValueError: a number is NaN or infinite.
        TypeError: a value has no DynamoDB type.
    """
    return {key: _serializer.serialize(_exact(value)) for key, value in values.items() if value is not None}


def from_attributes(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a low-level attribute map; whole numbers are int, all others Decimal."""
    return {key: _plain(_deserializer.deserialize(value)) for key, value in attributes.items()}


def _request(wanted: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A request without what is not wanted, with the names and values that its expressions use."""
    request = {name: value for name, value in wanted.items() if value is not None}
    expressions = " ".join(value for name, value in request.items() if name.endswith("Expression"))
    if names := {f"#{name}": name for name in _NAME.findall(expressions)}:
        request["ExpressionAttributeNames"] = names
    if values:
        request["ExpressionAttributeValues"] = to_attributes({f":{name}": value for name, value in values.items()})
    return request


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        value = Decimal(str(value))
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError("DynamoDB stores finite numbers only")
    if isinstance(value, Mapping):
        return {str(key): _exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(item) for item in value]
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | set):
        return type(value)(_plain(item) for item in value)
    return value
