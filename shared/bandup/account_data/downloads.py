"""Files that one user may download, each by a link that soon expires."""

import uuid
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from bandup.account_data.files import EXPORTS
from bandup.core.aws import classify_aws_errors

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LINK_SECONDS = 900


@dataclass(frozen=True)
class Link:
    """A link to a file.

    Attributes:
        url: presigned. Anybody who has it may read the file.
        expires_in: seconds.
    """

    url: str
    expires_in: int


class Downloads:
    """Writes files and signs links to them.

    Args:
        s3: an S3 client that signs by Signature Version 4.
        bucket: where the files go; its lifecycle removes them after a day.
    """

    def __init__(self, s3: "S3Client", bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket

    def offer(self, user_id: str, file: IO[bytes] | bytes, *, name: str, content_type: str) -> Link:
        """Store a file, and sign a link with which a browser saves it.

        Args:
            user_id: whose it is; deleting the account deletes it too.
            file: its content.
            name: what a browser saves it as; ASCII, and nothing that a user wrote.
            content_type: its media type.

        Raises:
            RetryLaterError, ConfigurationError: it could not be stored.
        """
        key = f"{EXPORTS}/{user_id}/{uuid.uuid4()}"
        with classify_aws_errors("files"):
            self._s3.put_object(Bucket=self._bucket, Key=key, Body=file, ContentType=content_type)
        disposition = f'attachment; filename="{name}"'
        url = self._s3.generate_presigned_url(
            "get_object",
            Params={"Bucket": self._bucket, "Key": key, "ResponseContentDisposition": disposition},
            ExpiresIn=LINK_SECONDS,
        )
        return Link(url, LINK_SECONDS)
