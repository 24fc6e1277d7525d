"""What a worker returns of a job, and what stores it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

from bandup.core.dynamo import Write
from bandup.jobs.model import Job
from bandup.jobs.seals import Seal

KEPT_VERSION = 2
"""Of the form of a kept part. One that was kept in an unknown form is made again. The first form is from before there
were seals, and its parts from before there were ranges."""


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
