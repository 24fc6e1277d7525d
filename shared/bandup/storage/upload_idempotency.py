"""Idempotency-Keys of uploads: which request each was first used for.

Uploads have no table, so the first request with a key stores a small object beside the uploads. S3's conditional write
lets exactly one of several requests be the first. The object holds a hash and expires with the uploads.
"""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from bandup.core.aws import classify_aws_errors, error_code
from bandup.core.idempotency import IdempotencyConflictError
from bandup.storage.uploads import IDEMPOTENCY, PREFIX

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class UploadIdempotency:
    """The first request of each upload, by the id that is derived from its Idempotency-Key.

    Args:
        s3: an S3 client.
        bucket: where they are stored.
    """

    def __init__(self, s3: "S3Client", bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket

    def register(self, user_id: str, upload_id: str, request_hash: str) -> None:
        """Store a request as the first of an upload, or find that the first request was the same.

        Raises:
            IdempotencyConflictError: the first request was another one.
            RetryLaterError: S3 did not answer, or is storing another request at this moment.
            ConfigurationError: the bucket may not be used.
        """
        key = f"{PREFIX}/{IDEMPOTENCY}/{user_id}/{upload_id}"
        with classify_aws_errors("uploads"):
            try:
                self._s3.put_object(
                    Bucket=self._bucket, Key=key, Body=request_hash.encode(), ContentType="text/plain", IfNoneMatch="*"
                )
            except ClientError as error:
                if error_code(error) != "PreconditionFailed":
                    raise
                first = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read().decode()
                if first != request_hash:
                    raise IdempotencyConflictError(upload_id) from error
