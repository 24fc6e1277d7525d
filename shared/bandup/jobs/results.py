"""Results of jobs: one item each, owned by one user. A body that is too large for an item is stored in S3."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol, Self

from bandup.core.aws import Clients, classify_aws_errors
from bandup.core.dynamo import Start, Table, Write
from bandup.core.settings import BucketName, FunctionSettings
from bandup.jobs.kinds import Kind, ResultTable
from bandup.jobs.model import SCHEMA_VERSION, Job
from bandup.storage.versions import erase

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

OWNER_INDEX = "user_id-created_at-index"

MAX_INLINE_BYTES = 300_000
"""Bodies up to this many bytes of JSON stay in the item. DynamoDB's limit is 400 KB (409,600 bytes) for all attributes;
the rest is room for keys, for the attributes that lists show, and for numbers, which DynamoDB stores longer."""


@dataclass(frozen=True)
class Result:
    """What a worker's own code returns.

    Attributes:
        fields: small JSON-like values that lists show, such as bands.
        body: JSON-like values that are read one result at a time, stored in S3 if they are large.
    """

    fields: Mapping[str, Any]
    body: Mapping[str, Any] = field(default_factory=dict)


SUBJECT = "subject"
"""The name of the write that demands that what a job is about is still there."""


class ResultSink(Protocol):
    """Where the results of one kind of job go."""

    def prepare_put(self, job: Job, result: Result) -> Mapping[str, Write]:
        """The writes that store the result of a completed job, for the transaction that completes it.

        Args:
            job: the completed job.
            result: what its worker returned.
        """
        ...


class ResultSettings(FunctionSettings):
    """Base of the settings of a function that stores or reads results. It adds a variable for each of their tables.

    Attributes:
        s3_bucket_documents: where large bodies go.
    """

    s3_bucket_documents: BucketName


class ResultStore:
    """Results of one table.

    All methods raise the classified errors of `bandup.core.errors` for what AWS refuses.

    Args:
        dynamodb: a DynamoDB client.
        s3: an S3 client.
        table: the table's name in AWS.
        key: its partition key; the sort key is always `user_id`.
        bucket: where large bodies go, under `results/`.
    """

    def __init__(
        self,
        dynamodb: "DynamoDBClient",
        s3: "S3Client",
        *,
        table: str,
        key: str,
        bucket: str,
    ) -> None:
        self._s3 = s3
        self._table = Table(dynamodb, table)
        self._key = key
        self._bucket = bucket

    @classmethod
    def build(cls, kept: ResultTable, settings: ResultSettings, clients: Clients) -> Self:
        return cls(
            clients.get("dynamodb"),
            clients.get("s3"),
            table=kept.table_in(settings),
            key=kept.key,
            bucket=settings.s3_bucket_documents,
        )

    def prepare_put(self, job: Job, result: Result) -> Mapping[str, Write]:
        """The write that stores the result of a completed job, see `ResultSink`.

        A large body is written to S3 first, under a name that only this attempt uses. If the transaction fails, no item
        names it.
        """
        body = json.dumps(result.body, default=_number, ensure_ascii=False).encode()
        place: dict[str, Any] = dict(result.body)
        if len(body) > MAX_INLINE_BYTES:
            location = f"results/{job.kind}/{job.job_id}/{job.attempts}.json"
            with classify_aws_errors("results"):
                self._s3.put_object(Bucket=self._bucket, Key=location, Body=body, ContentType="application/json")
            place = {"body_key": location}
        item = {
            **result.fields,
            **place,
            self._key: job.job_id,
            "user_id": job.user_id,
            "status": "COMPLETED",
            "created_at": job.updated_at,
            "schema_version": SCHEMA_VERSION,
            "correlation_id": job.correlation_id,
        }
        return {"result": self._table.prepare_put(item, f"attribute_not_exists(#{self._key})")}

    def get_owned(self, result_id: str, user_id: str) -> dict[str, Any] | None:
        """The owner's result with its body, or None if there is none or it belongs to another user."""
        item = self._table.get({self._key: result_id, "user_id": user_id})
        return self._with_body(item) if item else None

    def list_owned(
        self,
        user_id: str,
        *,
        limit: int,
        start: Start | None = None,
        only: Mapping[str, str] | None = None,
        fields: tuple[str, ...],
    ) -> tuple[list[dict[str, Any]], Start | None]:
        """One page of the owner's results, newest first.

        Args:
            user_id: the owner.
            limit: items read per page; with `only`, a page may hold fewer.
            start: what the page before returned as its second value.
            only: attributes that a result must have exactly.
            fields: the attributes to return.

        Returns:
            The results, and where the next page starts or None.
        """
        only = only or {}
        return self._table.query(
            "#user_id = :user",
            {"user": user_id, **only},
            index=OWNER_INDEX,
            limit=limit,
            start=start,
            newest_first=True,
            only=" AND ".join(f"#{name} = :{name}" for name in only) or None,
            attributes=fields,
        )

    def all_owned(self, user_id: str) -> Iterator[dict[str, Any]]:
        """Every result of one owner with its body, oldest first."""
        owned = self._table.query_all("#user_id = :user", {"user": user_id}, index=OWNER_INDEX)
        return map(self._with_body, owned)

    def prepare_delete(self, result_id: str, user_id: str) -> Write:
        """The write that deletes a result, for a transaction. `erase_bodies` deletes its body before."""
        return self._table.prepare_delete({self._key: result_id, "user_id": user_id})

    def erase_bodies(self, kind: Kind, job_id: str) -> None:
        """Delete what any attempt at a job wrote to S3, whether or not a result names it."""
        erase(self._s3, self._bucket, f"results/{kind}/{job_id}/")

    def erase_owned(self, user_id: str) -> None:
        """Delete every result of one owner. Their bodies are deleted with their jobs."""
        keys = (self._key, "user_id")
        for item in self._table.query_all("#user_id = :user", {"user": user_id}, index=OWNER_INDEX, attributes=keys):
            self._table.execute(self._table.prepare_delete(item))

    def describe(self) -> None:
        self._table.describe()

    def _with_body(self, item: dict[str, Any]) -> dict[str, Any]:
        item.pop("correlation_id", None)  # for operators, who follow a request by it
        location = item.pop("body_key", None)
        return item | self._body(location) if location else item

    def _body(self, location: str) -> dict[str, Any]:
        with classify_aws_errors("results"):
            answer = self._s3.get_object(Bucket=self._bucket, Key=location)
            body = answer["Body"].read()
        return dict(json.loads(body, parse_float=Decimal))


def _number(value: Any) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} is not JSON-like")
