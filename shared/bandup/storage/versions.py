"""Deleting objects with all their versions."""

from typing import TYPE_CHECKING, Any

from bandup.core.aws import classify_aws_errors
from bandup.core.errors import RetryLaterError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


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
        with classify_aws_errors("files"):
            answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": found, "Quiet": True})
        if answer.get("Errors"):
            raise RetryLaterError("files_unavailable", "Some files could not be deleted.")


def _page(s3: "S3Client", bucket: str, prefix: str) -> list[Any]:
    """At most 1,000 versions, which is as many as one call deletes."""
    with classify_aws_errors("files"):
        answer = s3.list_object_versions(Bucket=bucket, Prefix=prefix, MaxKeys=1000)
    found = [*answer.get("Versions", []), *answer.get("DeleteMarkers", [])]
    return [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in found]
