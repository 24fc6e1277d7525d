"""Presigned forms and links: a browser sends a file straight to S3, or gets one from there.

The function signs them itself. So they allow no more than the function's role does, and they expire early if the role's
session does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bandup.core.aws import classify_aws_errors
from bandup.storage.uploads import StoredUpload, UploadType, filename_metadata, upload_key

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

FORM_SECONDS = 900
"""How long a form is valid. 15 minutes are enough to try a large recording more than once over a slow line."""

LINK_SECONDS = 300
"""How long a link is valid. A browser follows it at once, and S3 checks the time only when the download begins."""


@dataclass(frozen=True)
class NewUpload:
    """A file that its owner is about to send.

    Attributes:
        upload_id: the server's id of it.
        upload_type: what it is for.
        user_id: the owner.
        filename: its name on the owner's machine, at most 255 characters; for people only.
        content_type: what it must be sent as.
        size: bytes that it must have, exactly.
    """

    upload_id: str
    upload_type: UploadType
    user_id: str
    filename: str
    content_type: str
    size: int


@dataclass(frozen=True)
class UploadForm:
    """Where to send a file, as an HTTP POST of multipart/form-data: first the fields, last the part `file`."""

    url: str
    fields: Mapping[str, str]


class UploadForms:
    """Makes forms and links.

    Args:
        s3: an S3 client made by `bandup.core.aws.Clients`, which signs with version 4.
        buckets: the bucket of each type.
    """

    def __init__(self, s3: "S3Client", buckets: Mapping[UploadType, str]) -> None:
        self._s3 = s3
        self._buckets = buckets

    def form(self, upload: NewUpload) -> UploadForm:
        """The form for one file. S3 refuses any other key, content type, file name or size.

        Raises:
            RetryLaterError: the function has no credentials to sign with at the moment.
        """
        metadata = {f"x-amz-meta-{name}": value for name, value in filename_metadata(upload.filename).items()}
        fixed = {"Content-Type": upload.content_type, **metadata}
        conditions: list[Any] = [{name: value} for name, value in fixed.items()]
        with classify_aws_errors("uploads"):
            # boto3 adds its own conditions to the list that it is given, and its own fields to the map.
            made = self._s3.generate_presigned_post(
                Bucket=self._buckets[upload.upload_type],
                Key=upload_key(upload.upload_type, upload.user_id, upload.upload_id),
                Fields=fixed,
                Conditions=[*conditions, ["content-length-range", upload.size, upload.size]],
                ExpiresIn=FORM_SECONDS,
            )
        return UploadForm(made["url"], made["fields"])

    def link(self, upload: StoredUpload, filename: str) -> str:
        """A link to this version with which a browser saves a file. No browser shows or runs it, whatever it holds.

        Raises:
            RetryLaterError: the function has no credentials to sign with at the moment.
        """
        with classify_aws_errors("uploads"):
            return self._s3.generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": upload.bucket,
                    "Key": upload.key,
                    "VersionId": upload.version_id,
                    "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(filename, safe='')}",
                    "ResponseContentType": "application/octet-stream",
                },
                ExpiresIn=LINK_SECONDS,
            )
