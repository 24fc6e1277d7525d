"""What an Idempotency-Key was first used for, kept beside the uploads themselves.

An upload leaves no item in a table, so its first request leaves a small object: S3's conditional write lets exactly
one of any number of requests with the same key be the first. It holds a hash, and expires with the uploads.
"""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from bandup.core.aws import classify_aws_errors, error_code
from bandup.core.idempotency import IdempotencyConflictError
from bandup.storage.uploads import IDEMPOTENCY, PREFIX

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class UploadIdempotency:
    """Remembers requests by the id that was derived from their Idempotency-Key.

    Args:
        s3: an S3 client.
        bucket: where the claims are kept.
    """

    def __init__(self, s3: "S3Client", bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket

    def register(self, user_id: str, upload_id: str, request_hash: str) -> None:
        """Take an id for a request, or find that this very request took it before.

        Raises:
            IdempotencyConflictError: another request took it.
            RetryLaterError: S3 could not be asked, or another request takes it in this moment.
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
