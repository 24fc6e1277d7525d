"""Where the results of each kind of job lie, and what must be there before a job is submitted."""

import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, cast

from bandup.core.dynamo import ConditionFailedError, Table, from_attributes
from bandup.interview import items
from bandup.interview.exceptions import SessionNotFoundError
from bandup.interview.feedback_items import feedback_partition
from bandup.interview.model import Session
from bandup.interview.store import InterviewStore
from bandup.jobs.exceptions import SubjectGoneError
from bandup.jobs.kinds import Kind, ResultTable
from bandup.jobs.model import Job
from bandup.jobs.result import ResultSink
from bandup.jobs.results import ResultStore
from generate_feedback.session_feedback import SessionFeedback
from support.tables import create_interviews, create_results

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_BEGAN = 1_700_000_000_000
"""When the interviews began, in epoch milliseconds."""

_SESSIONS = uuid.UUID("9d3c7e0b-2a60-4d7c-9a51-0a4d6f0f6f55")


class Shelf(Protocol):
    """The results of a storm.

    Attributes:
        sink: stores them.
    """

    sink: ResultSink

    def prepare(self, user_id: str, number: int) -> dict[str, Any]:
        """What the request for the job of this number holds; doing it again changes nothing."""
        ...

    def delete_subject(self, job: Job) -> None:
        """The owner deletes what a job is about."""
        ...

    def read(self) -> dict[str, Mapping[str, Any]]:
        """Every result, by the id of its job, or of what it is about."""
        ...


class ResultShelf:
    """Results with a table of their own."""

    def __init__(self, client: "DynamoDBClient", kept: ResultTable) -> None:
        self._client, self._key, self._table = client, kept.key, f"{kept.name}-{uuid.uuid4()}"
        create_results(client, self._table, kept.key)
        # Results this small never go to S3.
        self.sink: ResultSink = ResultStore(
            client, cast("Any", None), table=self._table, key=kept.key, bucket="none", has_edits=kept.has_edits
        )

    def prepare(self, user_id: str, number: int) -> dict[str, Any]:  # noqa: ARG002  # see Shelf
        return {"number": number}

    def delete_subject(self, job: Job) -> None:
        """There is none."""

    def read(self) -> dict[str, Mapping[str, Any]]:
        return {item[self._key]: item for item in scan(self._client, self._table)}


class FeedbackShelf:
    """Feedback, each on an interview of its own."""

    def __init__(self, client: "DynamoDBClient") -> None:
        self._client, name = client, f"interviews-{uuid.uuid4()}"
        create_interviews(client, name)
        self._table, self._name, self._interviews = Table(client, name), name, InterviewStore(client, name)
        self.sink: ResultSink = SessionFeedback(self._table)

    def prepare(self, user_id: str, number: int) -> dict[str, Any]:
        session = Session(str(uuid.uuid5(_SESSIONS, str(number))), user_id, _BEGAN, "technical", "MEDIUM", turns=3)
        with suppress(ConditionFailedError):
            self._table.execute(items.create_session(self._table, session))
        return {"number": number, "session_id": session.session_id, "ts": session.ts}

    def delete_subject(self, job: Job) -> None:
        try:
            self._interviews.delete_owned(job.request["session_id"], job.user_id)
        except SessionNotFoundError:
            raise SubjectGoneError(job.job_id) from None

    def read(self) -> dict[str, Mapping[str, Any]]:
        prefix = feedback_partition("")
        return {
            item["sessionId"].removeprefix(prefix): item["feedback"]
            for item in scan(self._client, self._name)
            if item["sessionId"].startswith(prefix) and "feedback" in item
        }


def make_shelf(client: "DynamoDBClient", kind: Kind) -> Shelf:
    """The shelf of a kind of job, on tables of its own."""
    return ResultShelf(client, kind.results) if kind.results else FeedbackShelf(client)


def scan(client: "DynamoDBClient", table: str) -> list[dict[str, Any]]:
    """Every item of a table."""
    pages = client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    return [from_attributes(item) for page in pages for item in page["Items"]]
