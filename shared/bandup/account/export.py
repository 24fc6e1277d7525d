"""Everything that is stored of a user as one JSON file, behind a link that soon runs out."""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from bandup.account.files import EXPORTS
from bandup.aws import translated
from bandup.clock import Clock, now_ms
from bandup.deadline import Deadline
from bandup.errors import RetryLaterError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LINK_SECONDS = 900

Section = Callable[[str], Iterable[Mapping[str, Any]]]
"""From a user's id to what is stored of them in one place."""


@dataclass(frozen=True)
class Link:
    """Where a file can be had.

    Attributes:
        url: presigned; whoever knows it may read the file.
        expires_in: seconds.
    """

    url: str
    expires_in: int


class Exporter:
    """Writes exports. They are streamed through a temporary file, so their size is not bound by memory.

    Args:
        s3: an S3 client that signs by Signature Version 4.
        bucket: where exports go; its lifecycle removes them after a day.
        sections: what an export holds, by name.
        clock: epoch milliseconds.
    """

    def __init__(self, s3: "S3Client", bucket: str, sections: Mapping[str, Section], clock: Clock = now_ms) -> None:
        self._s3 = s3
        self._bucket = bucket
        self._sections = sections
        self._now = clock

    def export(self, user_id: str, deadline: Deadline) -> Link:
        """Write the user's export.

        Args:
            user_id: whose.
            deadline: when the invocation ends.

        Raises:
            RetryLaterError: there was not enough time, or a service did not answer.
        """
        key = f"{EXPORTS}/{user_id}/{uuid.uuid4()}.json"
        with TemporaryFile() as file:
            self._write(file, user_id, deadline)
            file.seek(0)
            with translated("files"):
                self._s3.put_object(Bucket=self._bucket, Key=key, Body=file, ContentType="application/json")
        url = self._s3.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentDisposition": 'attachment; filename="bandup-export.json"',
            },
            ExpiresIn=LINK_SECONDS,
        )
        return Link(url, LINK_SECONDS)

    def _write(self, file: IO[bytes], user_id: str, deadline: Deadline) -> None:
        file.write(f'{{"exported_at": {self._now()}, "user_id": {json.dumps(user_id)}'.encode())
        for name, section in self._sections.items():
            file.write(f', "{name}": ['.encode())
            for position, entry in enumerate(section(user_id)):
                if not deadline.budget():
                    raise RetryLaterError("export_too_slow", "There was not enough time to write the export.")
                file.write((",\n" if position else "\n").encode() + _json(entry))
            file.write(b"]")
        file.write(b"}\n")


def _json(entry: Mapping[str, Any]) -> bytes:
    return json.dumps(entry, default=_number, ensure_ascii=False).encode()


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} has no place in an export")
