"""Reading and erasing interviews. What is paid for is written by `bandup.interview.paid`."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bandup.account.tombstones import fingerprint
from bandup.core.aws import classify_aws_errors
from bandup.interview.exceptions import SessionNotFoundError
from bandup.interview.item import session_from_item, turn_from_item
from bandup.interview.model import Session, Turn

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

OWNER_INDEX = "userId-ts-index"

PAGE = 200
"""Headers read at once where all are wanted."""


def keys_partition(user_id: str) -> str:
    """The partition of a user's Idempotency-Keys. Ids of sessions are UUIDs, so none has a `#`."""
    return f"idempotency#{fingerprint(user_id)}"


class InterviewStore:
    """Interviews in DynamoDB.

    All methods raise the classified errors of `bandup.core.errors` for what AWS refuses.

    Args:
        client: a DynamoDB client.
        table: the table's name: partition key `sessionId`, sort key `ts`, index on `userId` and `ts`.
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def get_owned(self, session_id: str, user_id: str) -> Session:
        """The owner's session, as it is now.

        Raises:
            SessionNotFoundError: there is no such session, or it belongs to someone else.
        """
        items = self._query(session_id, Limit=1)["Items"]
        if not items or items[0].get("userId") != {"S": user_id}:
            raise SessionNotFoundError(session_id)
        return session_from_item(items[0])

    def turns(self, session: Session, *, limit: int, after: int = 0) -> tuple[list[Turn], int | None]:
        """One page of turns, oldest first.

        Args:
            session: the owner's session.
            limit: turns per page, at least 1. A page ends early where it reaches DynamoDB's 1 MB.
            after: the number of the turn before the page, which the page before returned as its second value.

        Returns:
            The turns, and the number of the last one if another page may follow, else None.
        """
        answer = self._turns(session, after, Limit=limit)
        found = [turn_from_item(item) for item in answer["Items"]]
        return found, found[-1].turn if found and "LastEvaluatedKey" in answer else None

    def all_turns(self, session: Session) -> Iterator[Turn]:
        """Every turn, oldest first."""
        after: int | None = 0
        while after is not None:
            found, after = self.turns(session, limit=PAGE, after=after)
            yield from found

    def last_turns(self, session: Session, count: int) -> list[Turn]:
        """The last `count` turns, oldest first; fewer if they are larger than 1 MB together."""
        answer = self._turns(session, 0, Limit=count, ScanIndexForward=False)
        return [turn_from_item(item) for item in reversed(answer["Items"])]

    def sessions(
        self, user_id: str, *, limit: int, start: Mapping[str, Any] | None = None
    ) -> tuple[list[Session], Mapping[str, Any] | None]:
        """One page of the owner's sessions as the index holds them, newest first.

        Args:
            user_id: the owner.
            limit: sessions per page, at least 1.
            start: what the page before returned as its second value.

        Returns:
            The sessions, and where the next page starts or None.
        """
        page: dict[str, Any] = {"ExclusiveStartKey": start} if start else {}
        with classify_aws_errors("storage"):
            answer = self._client.query(
                TableName=self._table,
                IndexName=OWNER_INDEX,
                KeyConditionExpression="userId = :user",
                ExpressionAttributeValues={":user": {"S": user_id}},
                ScanIndexForward=False,
                Limit=limit,
                **page,
            )
        return [session_from_item(item) for item in answer["Items"]], answer.get("LastEvaluatedKey")

    def all_sessions(self, user_id: str) -> Iterator[Session]:
        """Every session of one owner as the index holds it, newest first. One of the last second may be missing."""
        start: Mapping[str, Any] | None = None
        while True:
            found, start = self.sessions(user_id, limit=PAGE, start=start)
            yield from found
            if start is None:
                return

    def erase_owned(self, user_id: str, before_each: Callable[[], object] = lambda: None) -> None:
        """Delete every session of one owner, and their Idempotency-Keys.

        A header goes after its turns, so that what an interrupted pass leaves is found by the next one.

        Args:
            user_id: the owner.
            before_each: called before each session is deleted; may raise, to leave the rest to another pass.
        """
        for session in self.all_sessions(user_id):
            before_each()
            self._erase(session.session_id)
        before_each()
        self._erase(keys_partition(user_id))

    def describe(self) -> None:
        """Ask for the table, to learn whether it is there and may be used."""
        with classify_aws_errors("storage"):
            self._client.describe_table(TableName=self._table)

    def _turns(self, session: Session, after: int, **query: Any) -> Any:
        return self._query(session.session_id, after={"N": str(session.ts + after)}, **query)

    def _query(self, partition: str, after: Mapping[str, Any] | None = None, **query: Any) -> Any:
        values: dict[str, Any] = {":partition": {"S": partition}} | ({":after": after} if after else {})
        with classify_aws_errors("storage"):
            return self._client.query(
                TableName=self._table,
                KeyConditionExpression="sessionId = :partition" + (" AND ts > :after" if after else ""),
                ExpressionAttributeValues=values,
                ConsistentRead=True,
                **query,
            )

    def _erase(self, partition: str) -> None:
        """Delete a partition, from its end to its beginning."""
        with classify_aws_errors("storage"):
            pages = self._client.get_paginator("query").paginate(
                TableName=self._table,
                KeyConditionExpression="sessionId = :partition",
                ExpressionAttributeValues={":partition": {"S": partition}},
                ProjectionExpression="sessionId, ts",
                ScanIndexForward=False,
                ConsistentRead=True,
            )
            for item in (item for page in pages for item in page["Items"]):
                self._client.delete_item(TableName=self._table, Key=item)
