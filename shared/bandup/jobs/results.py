"""Results of jobs: one item each, owned by one user. A body that is too large for an item is stored in S3."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol, Self

from bandup.core.aws import Clients, classify_aws_errors
from bandup.core.call_limits import read_body
from bandup.core.dynamo import Start, Table, Write
from bandup.core.settings import BucketName, FunctionSettings
from bandup.jobs.edits import Edits
from bandup.jobs.kinds import Kind, ResultTable
from bandup.jobs.model import SCHEMA_VERSION, Job
from bandup.jobs.seals import Seal, SealedWork, Seals
from bandup.storage.versions import erase

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

SEALED = "sealed"
"""Begins the names of the checks of a transaction that work which was judged before is still there."""

KEPT_VERSION = 2
"""Of the form of a kept part. One that was kept in an unknown form is made again. The first form is from before there
were seals, and its parts from before there were ranges."""

OWNER_INDEX = "user_id-created_at-outline"
"""Holds of each result what lists show of it, and its seals."""

MAX_INLINE_BYTES = 300_000
"""Bodies up to this many bytes of JSON stay in the item. DynamoDB's limit is 400 KB (409,600 bytes) for all attributes;
the rest is room for keys, for the attributes that lists show, and for numbers, which DynamoDB stores longer."""


@dataclass(frozen=True)
class Result:
    """What a worker's own code returns.

    Attributes:
        fields: small JSON-like values that lists show, such as bands.
        body: JSON-like values that are read one result at a time, stored in S3 if they are large.
        judged: digests of the work that was judged for it, each with the name of its task or part; see
            `bandup.jobs.seals`.
        sealed: seals of the work that was judged before and not for it.
        attachment: a file that few readers of the result want, such as pictures; None if there is none.
        edits: what it takes over of its owner's changes to an earlier result, see `bandup.jobs.edits`.
    """

    fields: Mapping[str, Any]
    body: Mapping[str, Any] = field(default_factory=dict)
    judged: Mapping[str, str] = field(default_factory=dict)
    sealed: tuple[Seal, ...] = ()
    attachment: bytes | None = field(default=None, repr=False)
    edits: Mapping[str, Any] = field(default_factory=dict)

    def as_kept(self) -> dict[str, Any]:
        """The result of a part of the work as its job keeps it."""
        return {
            "schema_version": KEPT_VERSION,
            "fields": dict(self.fields),
            "body": dict(self.body),
            "judged": dict(self.judged),
        }

    @classmethod
    def parse_kept(cls, kept: Mapping[str, Any] | None) -> Self | None:
        """The result that a job kept; None if there is none, or none that this version reads."""
        if not kept or kept.get("schema_version") not in {1, KEPT_VERSION}:
            return None
        return cls(kept["fields"], kept["body"], kept.get("judged", {}))


SUBJECT = "subject"
"""The name of the write that demands that what a job is about is still there."""

NEWEST = "newest"
"""The name of the write that demands that no result of later work is stored there."""


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
        has_edits: whether owners may change what they see of a result. One that has edits is read with them as `edits`.
    """

    def __init__(
        self,
        dynamodb: "DynamoDBClient",
        s3: "S3Client",
        *,
        table: str,
        key: str,
        bucket: str,
        has_edits: bool = False,
    ) -> None:
        self._s3 = s3
        self._table = Table(dynamodb, table)
        self._edits = Edits(self._table, key) if has_edits else None
        self._seals = Seals(self._table, key)
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
            has_edits=kept.has_edits,
        )

    def prepare_put(self, job: Job, result: Result) -> dict[str, Write]:
        """The writes that store the result of a completed job and its seals, see `ResultSink`.

        What was judged before must still be there. A large body and an attachment are written to S3 first, under names
        that only this attempt uses. If the transaction fails, no item names them.

        Returns:
            The result's write as `result`; what demands that seals are still there begins with `SEALED`.
        """
        body = json.dumps(result.body, default=_number, ensure_ascii=False).encode()
        place: dict[str, Any] = dict(result.body)
        folder = f"results/{job.kind}/{job.job_id}/{job.attempts}"
        if len(body) > MAX_INLINE_BYTES:
            place = {"body_key": self._put(f"{folder}.json", body, "application/json")}
        if result.attachment is not None:
            place["attachment_key"] = self._put(f"{folder}.attachment", result.attachment, "application/octet-stream")
        item = {
            **result.fields,
            **place,
            self._key: job.job_id,
            "user_id": job.user_id,
            "status": "COMPLETED",
            "created_at": job.updated_at,
            "schema_version": SCHEMA_VERSION,
            "correlation_id": job.correlation_id,
            "seals": list(result.judged) or None,
        }
        edits = self._edits if result.edits else None
        seals = [Seal(digest, job.job_id, part) for digest, part in result.judged.items()]
        return {
            "result": self._table.prepare_put(item, f"attribute_not_exists(#{self._key})"),
            **({"edits": edits.prepare_put(job.user_id, job.job_id, result.edits)} if edits else {}),
            **{f"seal {each.digest}": self._seals.prepare_put(job.user_id, each) for each in seals},
            **{f"{SEALED} {each.digest}": self._seals.prepare_check(job.user_id, each) for each in result.sealed},
        }

    def find_sealed(self, user_id: str, digest: str) -> SealedWork | None:
        """The owner's work with this digest that was judged before, or None."""
        seal = self._seals.find(user_id, digest)
        result = self.get_owned(seal.result_id, user_id) if seal else None
        return SealedWork(seal, result) if seal and result else None

    def get_owned(self, result_id: str, user_id: str) -> dict[str, Any] | None:
        """The owner's result with its body, or None if there is none or it belongs to another user."""
        # First the edits: they die with the result, and it is not to be seen without them while it is deleted. They may
        # come with the result too, so if there were none they are looked for again.
        edits = self.find_edits(result_id, user_id)
        item = self._table.get({self._key: result_id, "user_id": user_id})
        if item is None:
            return None
        edits = edits or self.find_edits(result_id, user_id)
        return self._with_body(item | {"edits": edits} if edits else item)

    def find_edits(self, result_id: str, user_id: str) -> dict[str, Any] | None:
        """What the owner changed of a result; None if that is nothing."""
        return self._edits.find(user_id, result_id) if self._edits else None

    def read_attachment(self, result_id: str, user_id: str) -> bytes | None:
        """The attachment of the owner's result; None if it has none, or there is no such result of this owner."""
        item = self._table.get({self._key: result_id, "user_id": user_id}) or {}
        location = item.get("attachment_key")
        return self._read(location) if location else None

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
            fields: the attributes to return; those of the index, which Terraform names.

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

    def list_drafts(
        self, first_draft: str, since: int, user_id: str, fields: tuple[str, ...]
    ) -> Iterator[dict[str, Any]]:
        """The owner's results that revise one first draft or a later one of it, oldest first.

        Args:
            first_draft: its id; it is not among them.
            since: when the first draft was stored, or any time before its revisions (epoch milliseconds).
            user_id: the owner.
            fields: the attributes to return, of those that the index has.
        """
        return self._table.query_all(
            "#user_id = :user AND #created_at >= :since",
            {"user": user_id, "since": since, "first_draft": first_draft},
            index=OWNER_INDEX,
            only="#first_draft = :first_draft",
            attributes=fields,
        )

    def list_since(self, user_id: str, since: int, *, limit: int) -> list[tuple[str, int]]:
        """Ids of the owner's results of later than `since`, and their times (both epoch milliseconds), earliest first.

        One that was stored within the last second may be missing.
        """
        found, _ = self._table.query(
            "#user_id = :user AND #created_at > :since",
            {"user": user_id, "since": since},
            index=OWNER_INDEX,
            limit=limit,
            attributes=(self._key, "created_at"),
        )
        return [(item[self._key], item["created_at"]) for item in found]

    def all_fields(self, user_id: str, fields: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        """These attributes of every result of one owner, oldest first. One of the last second may be missing.

        Args:
            user_id: the owner.
            fields: the attributes; those of the index, which Terraform names.
        """
        return self._table.query_all("#user_id = :user", {"user": user_id}, index=OWNER_INDEX, attributes=fields)

    def all_owned(self, user_id: str) -> Iterator[dict[str, Any]]:
        """Every result of one owner with its body, oldest first."""
        found = (self.get_owned(item[self._key], user_id) for item in self._list_keys(user_id))
        return (result for result in found if result is not None)

    def prepare_edits(
        self, result_id: str, user_id: str, edits: Mapping[str, Any], add: Mapping[str, int]
    ) -> dict[str, Write]:
        """The writes that store an owner's edits of a result, for a transaction.

        They demand that the result is there, and that the edits before have the version before.

        Args:
            result_id: the result's id.
            user_id: its owner.
            edits: all edits of the result, with their new `version`.
            add: what is added to numbers that lists show of the result.
        """
        if self._edits is None:
            raise TypeError("results of this table have no edits")
        place, is_there = {self._key: result_id, "user_id": user_id}, f"attribute_exists(#{self._key})"
        return {
            "edits": self._edits.prepare_put(user_id, result_id, edits),
            "result": self._table.prepare_update(place, {}, is_there, add=add)
            if add
            else self._table.prepare_check(place, is_there, {}),
        }

    def prepare_delete(self, result_id: str, user_id: str) -> list[Write]:
        """The writes that delete a result with its seals and edits, for a transaction.

        `erase_bodies` deletes its body and its attachment before.
        """
        place = {self._key: result_id, "user_id": user_id}
        item = self._table.get(place) or {}
        return [
            self._table.prepare_delete(place),
            *([self._edits.prepare_delete(user_id, result_id)] if self._edits else []),
            *self._seals.prepare_deletes(user_id, result_id, item.get("seals", ())),
        ]

    def erase_bodies(self, kind: Kind, job_id: str) -> None:
        """Delete what any attempt at a job wrote to S3, whether or not a result names it."""
        erase(self._s3, self._bucket, f"results/{kind}/{job_id}/")

    def erase_owned(self, user_id: str) -> None:
        """Delete every result of one owner with its seals and edits. Their bodies are deleted with their jobs."""
        for item in self._list_keys(user_id, "seals"):
            # First what only the result names.
            self._seals.erase(user_id, item.get("seals", ()))
            if self._edits:
                self._table.execute(self._edits.prepare_delete(user_id, item[self._key]))
            self._table.execute(self._table.prepare_delete({self._key: item[self._key], "user_id": user_id}))

    def describe(self) -> None:
        self._table.describe()

    def _list_keys(self, user_id: str, *further: str) -> Iterator[dict[str, Any]]:
        """The id of each result of one owner, with further attributes."""
        wanted = (self._key, *further)
        return self._table.query_all("#user_id = :user", {"user": user_id}, index=OWNER_INDEX, attributes=wanted)

    def _with_body(self, item: dict[str, Any]) -> dict[str, Any]:
        item.pop("correlation_id", None)  # for operators, who follow a request by it
        item.pop("seals", None)
        item.pop("attachment_key", None)
        location = item.pop("body_key", None)
        return item | dict(json.loads(self._read(location), parse_float=Decimal)) if location else item

    def _put(self, location: str, content: bytes, content_type: str) -> str:
        with classify_aws_errors("results"):
            self._s3.put_object(Bucket=self._bucket, Key=location, Body=content, ContentType=content_type)
        return location

    def _read(self, location: str) -> bytes:
        with classify_aws_errors("results"):
            return read_body(self._s3.get_object(Bucket=self._bucket, Key=location)["Body"])


def _number(value: Any) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} is not JSON-like")
