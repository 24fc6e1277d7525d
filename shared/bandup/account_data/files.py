"""Everything of a user in S3: uploads of all types, and exports."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bandup.core.aws import classify_aws_errors
from bandup.storage.uploads import IDEMPOTENCY, PREFIX, UploadType
from bandup.storage.versions import erase

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

EXPORTS = "exports"


class UserFiles:
    """The files of all users.

    Args:
        s3: an S3 client.
        buckets: the bucket of each type of upload.
        documents: the bucket of exports, and of the Idempotency-Keys of uploads.
    """

    def __init__(self, s3: "S3Client", buckets: Mapping[UploadType, str], documents: str) -> None:
        self._s3 = s3
        self._buckets = buckets
        self._documents = documents

    def uploads(self, user_id: str) -> Iterator[dict[str, Any]]:
        """The newest version of each upload: its id, type, size in bytes and time in epoch milliseconds."""
        for upload_type, bucket in self._buckets.items():
            pages = self._s3.get_paginator("list_objects_v2").paginate(
                Bucket=bucket, Prefix=f"{PREFIX}/{upload_type}/{user_id}/"
            )
            with classify_aws_errors("files"):
                for found in (found for page in pages for found in page.get("Contents", [])):
                    yield {
                        "upload_id": found["Key"].rpartition("/")[2],
                        "upload_type": upload_type,
                        "size": found["Size"],
                        "uploaded_at": round(found["LastModified"].timestamp() * 1000),
                    }

    def erase(self, user_id: str) -> None:
        """Delete all versions of all files of a user."""
        for upload_type, bucket in self._buckets.items():
            erase(self._s3, bucket, f"{PREFIX}/{upload_type}/{user_id}/")
        for folder in (f"{PREFIX}/{IDEMPOTENCY}", EXPORTS):
            erase(self._s3, self._documents, f"{folder}/{user_id}/")
