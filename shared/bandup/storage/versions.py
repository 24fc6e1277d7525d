"""Versions of objects: the first one, and deleting others or all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bandup.core.aws import classify_aws_errors
from bandup.core.errors import RetryLaterError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


DELETED_AT_ONCE = 1000
"""As many as one call deletes, and as many as one lists."""


@dataclass(frozen=True)
class Version:
    """One version of an object.

    Attributes:
        version_id: S3's name of it.
        size: bytes.
    """

    version_id: str
    size: int


def list_versions(s3: "S3Client", bucket: str, key: str) -> list[Version]:
    """Every version of one object, oldest first; none if the object was deleted since.

    Args:
        s3: an S3 client. Its role needs s3:ListBucketVersions on the bucket.
        bucket: the bucket.
        key: the object's key, which no other key of the bucket begins with.

    Raises:
        RetryLaterError, ConfigurationError: S3 refused the call or did not answer.
    """
    found: list[Version] = []
    with classify_aws_errors("uploads"):
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=key):
            if any(each["IsLatest"] for each in page.get("DeleteMarkers", [])):
                return []
            # S3 lists the newest version of a key first.
            found += [Version(each["VersionId"], each["Size"]) for each in page.get("Versions", [])]
    return found[::-1]


def erase_later_versions(s3: "S3Client", bucket: str, key: str) -> int:
    """Delete all versions of one object but the first; see `list_versions`, and `erase` for the permissions.

    Returns:
        How many they were.

    Raises:
        RetryLaterError, ConfigurationError: not all could be deleted; another call continues.
    """
    later = [{"Key": key, "VersionId": each.version_id} for each in list_versions(s3, bucket, key)[1:]]
    for batch in _divide(later):
        _delete(s3, bucket, batch)
    return len(later)


def erase(s3: "S3Client", bucket: str, prefix: str) -> None:
    """Delete all versions and delete markers of all objects under a prefix.

    Args:
        s3: an S3 client. Its role needs s3:ListBucketVersions on the bucket and s3:DeleteObjectVersion on the objects.
        bucket: the bucket.
        prefix: ends in a slash, so that no other user's prefix begins with it.

    Raises:
        RetryLaterError, ConfigurationError: not all could be deleted; another call continues.
    """
    while found := _page(s3, bucket, prefix):
        _delete(s3, bucket, found)


def _divide(objects: list[Any]) -> Iterator[list[Any]]:
    """Parts of a list that one call deletes."""
    for start in range(0, len(objects), DELETED_AT_ONCE):
        yield objects[start : start + DELETED_AT_ONCE]


def _delete(s3: "S3Client", bucket: str, objects: list[Any]) -> None:
    with classify_aws_errors("files"):
        answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
    if answer.get("Errors"):
        raise RetryLaterError("files_unavailable", "Some files could not be deleted.")


def _page(s3: "S3Client", bucket: str, prefix: str) -> list[Any]:
    """At most 1,000 versions, which is as many as one call deletes."""
    with classify_aws_errors("files"):
        answer = s3.list_object_versions(Bucket=bucket, Prefix=prefix, MaxKeys=DELETED_AT_ONCE)
    found = [*answer.get("Versions", []), *answer.get("DeleteMarkers", [])]
    return [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in found]
