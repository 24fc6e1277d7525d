"""Reading and erasing interviews. What is paid for is written by `bandup.interview.paid_calls`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bandup.core.dynamo import ConditionFailedError, Start, Table
from bandup.interview.claims import find_claims_of
from bandup.interview.exceptions import SessionNotFoundError
from bandup.interview.feedback_items import feedback_partition, join_items
from bandup.interview.idempotency_records import idempotency_partition
from bandup.interview.items import delete_session, session_from_item, turn_from_item
from bandup.interview.model import Session, SessionStatus, Turn

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

OWNER_INDEX = "userId-ts-index"

PAGE = 200
"""Items of one query where all are read."""

_OF_SESSION = "#sessionId = :session"
_OF_OWNER = "#userId = :user"
_NOT_DELETED = "#status <> :deleted"


class InterviewStore:
    """Interviews in DynamoDB.

    All methods raise the classified errors of `bandup.core.errors` for what AWS refuses.

    Args:
        client: a DynamoDB client.
        table: the table's name: partition key `sessionId`, sort key `ts`, index on `userId` and `ts`.
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._table = Table(client, table)

    def get_owned(self, session_id: str, user_id: str) -> Session:
        """The owner's session, as it is now.

        Raises:
            SessionNotFoundError: there is no such session, it is deleted, or it belongs to someone else.
        """
        session = self._find_header(session_id, user_id)
        if session.status is SessionStatus.DELETED:
            raise SessionNotFoundError(session_id)
        return session

    def turns(self, session: Session, *, limit: int, after: int) -> tuple[list[Turn], int | None]:
        """One page of turns, oldest first.

        Args:
            session: the owner's session.
            limit: turns per page, at least 1. A page ends early where it reaches DynamoDB's 1 MB.
            after: the number of the turn before the page, which the page before returned as its second value.

        Returns:
            The turns, and the number of the last one if another page may follow, else None.
        """
        found, following = self._query_turns(session, after, limit=limit)
        return found, found[-1].turn if found and following else None

    def all_turns(self, session: Session) -> Iterator[Turn]:
        """Every turn, oldest first."""
        after: int | None = 0
        while after is not None:
            found, after = self.turns(session, limit=PAGE, after=after)
            yield from found

    def last_turns(self, session: Session, count: int) -> list[Turn]:
        """The last `count` turns, oldest first; fewer if they are larger than 1 MB together."""
        found, _ = self._query_turns(session, 0, limit=count, newest_first=True)
        return found[::-1]

    def load_feedback(self, session: Session) -> Session:
        """The owner's session with its latest feedback in full, if there is some."""
        values = {"session": feedback_partition(session.session_id)}
        found = join_items(self._table.query_all(_OF_SESSION, values)) if session.feedback_turns is not None else None
        return replace(session, feedback=found) if found else session

    def sessions(
        self, user_id: str, *, limit: int, start: Start | None = None, category: str | None = None
    ) -> tuple[list[Session], Start | None]:
        """One page of the owner's sessions as the index holds them, newest first. Deleted ones are left out.

        Args:
            user_id: the owner.
            limit: sessions per page, at least 1; a page may hold fewer.
            category: only sessions of this kind; None for all.
            start: what the page before returned as its second value.

        Returns:
            The sessions, and where the next page starts or None.
        """
        values = {"user": user_id, "deleted": SessionStatus.DELETED.value}
        only = _NOT_DELETED
        if category is not None:
            values["category"], only = category, f"{_NOT_DELETED} AND #category = :category"
        items, following = self._table.query(
            _OF_OWNER, values, index=OWNER_INDEX, limit=limit, start=start, newest_first=True, only=only
        )
        return [session_from_item(item) for item in items], following

    def list_judged(self, user_id: str, since: int, *, of: int) -> list[tuple[str, int]]:
        """Ids of the owner's newest sessions with feedback of later than `since`, and its times, the earliest first.

        Args:
            user_id: the owner.
            since: epoch milliseconds.
            of: how many sessions are looked at, the newest ones.
        """
        found, _ = self._table.query(
            _OF_OWNER,
            {"user": user_id, "since": since, "deleted": SessionStatus.DELETED.value},
            index=OWNER_INDEX,
            limit=of,
            newest_first=True,
            only=f"{_NOT_DELETED} AND #feedbackTimestamp > :since",
            attributes=("sessionId", "feedbackTimestamp"),
        )
        return sorted(((item["sessionId"], item["feedbackTimestamp"]) for item in found), key=lambda each: each[1])

    def all_sessions(self, user_id: str, *, deleted: bool = False) -> Iterator[Session]:
        """Every session of one owner as the index holds it, newest first. One of the last second may be missing.

        Args:
            user_id: the owner.
            deleted: whether what is left of deleted ones is among them.
        """
        found = self._table.query_all(_OF_OWNER, {"user": user_id}, index=OWNER_INDEX, limit=PAGE, newest_first=True)
        sessions = map(session_from_item, found)
        return (each for each in sessions if deleted or each.status is not SessionStatus.DELETED)

    def delete_owned(self, session_id: str, user_id: str, before: Callable[[], object] = lambda: None) -> None:
        """Delete one session for good, and the stored answers of its turns. What it cost stays until the account goes.

        The header is emptied first. From then on no turn and no feedback is stored any more, also of calls that are
        being answered. What an interrupted deletion leaves is deleted by the next one.

        Args:
            session_id: the session.
            user_id: its owner.
            before: called before anything is deleted; deletes what quotes the session.

        Raises:
            SessionNotFoundError: there is no such session, or it belongs to someone else.
        """
        session = self._find_header(session_id, user_id)
        before()
        if session.status is not SessionStatus.DELETED:
            try:
                self._table.execute(delete_session(self._table, session))
            except ConditionFailedError:  # by another request, or with the account
                raise SessionNotFoundError(session_id) from None
        elif not self._query_turns(session, 0, limit=1)[0]:
            raise SessionNotFoundError(session_id)
        self._erase_answers(session)
        self._delete_all(_OF_SESSION, {"session": feedback_partition(session_id)})
        self._delete_all(f"{_OF_SESSION} AND #ts > :after", {"session": session_id, "after": session.ts})

    def erase_owned(self, user_id: str, before_each: Callable[[], object] = lambda: None) -> None:
        """Delete every session of one owner, and their Idempotency-Keys.

        A header goes after its turns, so that what an interrupted pass leaves is found by the next one.

        Args:
            user_id: the owner.
            before_each: called before each session is deleted; may raise, to leave the rest to another pass.
        """
        for session in self.all_sessions(user_id, deleted=True):
            before_each()
            self._delete_all(_OF_SESSION, {"session": feedback_partition(session.session_id)})
            self._delete_all(_OF_SESSION, {"session": session.session_id})
        before_each()
        self._delete_all(_OF_SESSION, {"session": idempotency_partition(user_id)})
        self._delete_all(**find_claims_of(user_id))

    def describe(self) -> None:
        """Ask for the table, to learn whether it is there and may be used."""
        self._table.describe()

    def _query_turns(self, session: Session, after: int, **query: Any) -> tuple[list[Turn], Start | None]:
        values = {"session": session.session_id, "after": session.ts + after}
        items, following = self._table.query(f"{_OF_SESSION} AND #ts > :after", values, **query)
        return [turn_from_item(item) for item in items], following

    def _find_header(self, session_id: str, user_id: str) -> Session:
        items, _ = self._table.query(_OF_SESSION, {"session": session_id}, limit=1)
        if not items or items[0].get("userId") != user_id:
            raise SessionNotFoundError(session_id)
        return session_from_item(items[0])

    def _erase_answers(self, session: Session) -> None:
        """Delete the Idempotency-Keys that were answered about a session: an answer holds what was said."""
        values = {"session": idempotency_partition(session.user_id), "id": session.session_id}
        self._delete_all(_OF_SESSION, values, only="#answer.#session_id = :id")

    def _delete_all(self, condition: str, values: Mapping[str, Any], only: str | None = None) -> None:
        """Delete what meets a condition in one partition, from its end to its beginning."""
        keys = ("sessionId", "ts")
        for key in self._table.query_all(condition, values, newest_first=True, only=only, attributes=keys):
            self._table.execute(self._table.prepare_delete(key))
