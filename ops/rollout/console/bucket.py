"""The releases that a stage's bucket holds: `releases/<tag>/` each, and a record beside it of what it was made of."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from botocore.exceptions import ClientError

from ops.web_console.exceptions import ConsoleError
from ops.web_console.files import ASSETS, PAGE, cache_control, content_type

RELEASES = "releases/"

RECORDS = "records/"
"""Beside what is served: nobody but an operator reads them."""

_MISSING = frozenset({"404", "NoSuchKey"})
_TAKEN = frozenset({"PreconditionFailed", "ConditionalRequestConflict"})


@dataclass(frozen=True)
class Record:
    """What a release was made of.

    Attributes:
        revision: version of the sources.
        content: `sha256:…` over the files as they were built.
        files: their names.
    """

    revision: str
    content: str
    files: tuple[str, ...]


class ReleaseBucket:
    """The bucket of one stage's releases.

    Args:
        s3: a boto3 client.
        name: the bucket's name.
    """

    def __init__(self, s3: Any, name: str) -> None:
        self._s3 = s3
        self.name = name

    def find_record(self, tag: str) -> Record | None:
        """What a release was made of; None if nothing was released under the tag."""
        content = self._read(f"{RECORDS}{tag}.json")
        return _parse(content) if content is not None else None

    def claim(self, tag: str, record: Record) -> Record:
        """Write the record, unless there is one: what holds for the tag comes back, of whoever was first."""
        try:
            self._s3.put_object(
                Bucket=self.name,
                Key=f"{RECORDS}{tag}.json",
                Body=json.dumps(asdict(record), indent=1).encode(),
                ContentType="application/json",
                IfNoneMatch="*",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in _TAKEN:
                raise
            found = self.find_record(tag)
            if found is None:
                raise ConsoleError(f"somebody else is writing {tag} into {self.name}: run it again") from error
            return found
        return record

    def write(self, tag: str, files: Mapping[str, bytes]) -> None:
        """Write a release's files, its page last: without one a release is not whole."""
        for name in sorted(files, key=lambda name: (name == PAGE, name)):
            self._s3.put_object(
                Bucket=self.name,
                Key=f"{RELEASES}{tag}/{name}",
                Body=files[name],
                ContentType=content_type(name),
                CacheControl=cache_control(name),
            )

    def read_page(self, tag: str) -> bytes | None:
        """A release's page; None if the release is not whole."""
        return self._read(f"{RELEASES}{tag}/{PAGE}")

    def carry_assets(self, tag: str, into: str) -> None:
        """Copy a release's own assets into another, where they are not: a page that is open goes on asking for them."""
        record = self.find_record(tag)
        there = set(self._names(f"{RELEASES}{into}/"))
        for name in record.files if record else ():
            if name.startswith(ASSETS) and name not in there:
                source = {"Bucket": self.name, "Key": f"{RELEASES}{tag}/{name}"}
                self._s3.copy_object(Bucket=self.name, Key=f"{RELEASES}{into}/{name}", CopySource=source)

    def tags(self) -> list[str]:
        """The tags of whole releases."""
        named = {name.partition("/")[0] for name in self._names(RELEASES) if name.endswith(f"/{PAGE}")}
        return sorted(named)

    def _names(self, prefix: str) -> Iterator[str]:
        for page in self._s3.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=prefix):
            yield from (found["Key"].removeprefix(prefix) for found in page.get("Contents", []))

    def _read(self, key: str) -> bytes | None:
        try:
            content: bytes = self._s3.get_object(Bucket=self.name, Key=key)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in _MISSING:
                return None
            raise
        return content


def _parse(content: bytes) -> Record:
    read = json.loads(content)
    return Record(read["revision"], read["content"], tuple(read["files"]))
