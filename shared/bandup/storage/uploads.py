"""Files that users upload: where each is, and reading exactly the version that a job was given.

The server makes every key, `uploads/<type>/<owner>/<id>`. So an upload is found by its type, its owner and its id
alone, no table is needed, and no user can name another user's file. S3 cannot limit a form to one use: who sends it
again while it is valid makes another version of the same key. Only the first version is ever read.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, Self

from botocore.exceptions import ClientError

from bandup.core.aws import classify_aws_errors, error_code
from bandup.core.call_limits import read_body
from bandup.core.errors import TerminalError
from bandup.core.ids import UUID_PATTERN
from bandup.core.settings import BucketName, FunctionSettings
from bandup.storage.exceptions import UploadNotFoundError
from bandup.storage.versions import erase_later_versions, list_versions

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import HeadObjectOutputTypeDef

PREFIX = "uploads"

IDEMPOTENCY = "idempotency"
"""Takes the place of the type in the keys of what is stored for Idempotency-Keys of uploads."""

_FILENAME = "filename"

_ID = re.compile(UUID_PATTERN)
_NOTHING_THERE = frozenset({"404", "NoSuchKey"})
_VERSION_GONE = frozenset({"NoSuchKey", "NoSuchVersion"})


class UploadType(StrEnum):
    """What a file is for, and the second part of its key."""

    SPEAKING_AUDIO = "speaking_audio"
    FLASHCARD_PDF = "flashcard_pdf"
    FLASHCARD_DOCUMENT = "flashcard_document"
    WRITING_IMAGE = "writing_image"
    WRITING_ESSAY = "writing_essay"
    RESUME = "resume"
    JOB_DESCRIPTION = "job_description"


class UploadSettings(FunctionSettings):
    """Base of the settings of a function that deals with uploads of all types."""

    s3_bucket_audio: BucketName
    s3_bucket_documents: BucketName

    @property
    def buckets(self) -> Mapping[UploadType, str]:
        """The bucket of each type of upload."""
        documents = dict.fromkeys(UploadType, self.s3_bucket_documents)
        return documents | {UploadType.SPEAKING_AUDIO: self.s3_bucket_audio}


@dataclass(frozen=True)
class StoredUpload:
    """One version of an uploaded file.

    Attributes:
        upload_type: what it is for.
        bucket: its bucket.
        key: its key in the bucket.
        version_id: S3's name of this version.
        size: bytes.
        content_type: what the uploader says that it is. Only the bytes show what it is.
    """

    upload_type: UploadType
    bucket: str
    key: str
    version_id: str
    size: int
    content_type: str

    def as_request(self) -> dict[str, Any]:
        """What a job's stored request holds of it."""
        return {**asdict(self), "upload_type": str(self.upload_type)}

    @classmethod
    def from_request(cls, request: Mapping[str, Any]) -> Self:
        """The upload of which a stored request holds `as_request`."""
        return cls(**{**request, "upload_type": UploadType(request["upload_type"])})


class UploadReader(Protocol):
    """Reads uploads, as `Uploads` does."""

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        """See `Uploads.read`."""
        ...


class Uploads:
    """The uploads of all users.

    Args:
        s3: an S3 client. Its role needs s3:GetObjectVersion on `uploads/<type>/*`, s3:ListBucketVersions on the bucket
            to find uploads, and s3:ListBucket: without it S3 answers 403 instead of 404 where there is no object.
        buckets: the bucket of each type that this function deals with; all keep versions.
    """

    def __init__(self, s3: "S3Client", buckets: Mapping[UploadType, str]) -> None:
        self._s3 = s3
        self._buckets = buckets

    def find(self, upload_id: str, upload_type: UploadType, user_id: str) -> StoredUpload:
        """The first version of one of the user's uploads, the file that their form was made for.

        Args:
            upload_id: as the upload's creation answered it, or anything else that a caller sent.
            upload_type: what it must be for.
            user_id: the owner.

        Raises:
            UploadNotFoundError: there is no such upload of this type and user, or no file was sent yet.
            RetryLaterError, ConfigurationError: S3 refused the call or did not answer.
        """
        if not _ID.fullmatch(upload_id):
            raise UploadNotFoundError
        bucket, key = self._buckets[upload_type], upload_key(upload_type, user_id, upload_id)
        first = next(iter(list_versions(self._s3, bucket, key)), None)
        if first is None:
            raise UploadNotFoundError
        head = self._head(Bucket=bucket, Key=key, VersionId=first.version_id)
        return StoredUpload(
            upload_type=upload_type,
            bucket=bucket,
            key=key,
            version_id=first.version_id,
            size=first.size,
            content_type=head["ContentType"],
        )

    def find_url(self, file_url: str, upload_type: UploadType, user_id: str) -> StoredUpload:
        """As `find`, by the `file_url` that the upload's creation answered.

        Only the id is taken from the URL. The rest must be as the server writes it, so S3 is never asked for a bucket,
        a type or an owner of the caller's choice.
        """
        upload_id = file_url.rpartition("/")[2]
        if file_url != self.file_url(upload_id, upload_type, user_id):
            raise UploadNotFoundError
        return self.find(upload_id, upload_type, user_id)

    def keep_first(self, bucket: str, key: str) -> tuple[str, int]:
        """Delete what was sent by a form after its first use.

        Args:
            bucket: where something arrived.
            key: of an upload.

        Returns:
            The upload's owner, and how many versions were deleted.

        Raises:
            ValueError: this is no place of an upload.
            RetryLaterError, ConfigurationError: not all could be deleted; another call continues.
        """
        folder, upload_type, user_id, upload_id = key.split("/")
        if folder != PREFIX or self._buckets.get(UploadType(upload_type)) != bucket or not _ID.fullmatch(upload_id):
            raise ValueError("this is no place of an upload")
        return user_id, erase_later_versions(self._s3, bucket, key)

    def file_url(self, upload_id: str, upload_type: UploadType, user_id: str) -> str:
        """The upload's address as the seed documents write it: `s3://<bucket>/<key>`."""
        return f"s3://{self._buckets[upload_type]}/{upload_key(upload_type, user_id, upload_id)}"

    def filename(self, upload: StoredUpload) -> str:
        """The name that the file had on its owner's machine.

        Raises:
            UploadNotFoundError: this version was deleted.
            RetryLaterError, ConfigurationError: S3 refused the call or did not answer.
        """
        head = self._head(Bucket=upload.bucket, Key=upload.key, VersionId=upload.version_id)
        return read_filename(head["Metadata"])

    def describe(self) -> None:
        """Ask for the buckets, to find out whether they exist and may be used."""
        with classify_aws_errors("uploads"):
            for bucket in sorted(set(self._buckets.values())):
                self._s3.head_bucket(Bucket=bucket)

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        """The bytes of this version.

        Raises:
            TerminalError: `upload_missing` if this version was deleted, `upload_too_large` if it has more than
                `max_bytes` bytes; nothing is read then.
            RetryLaterError, ConfigurationError: S3 could not be read.
        """
        if upload.size > max_bytes:
            raise TerminalError("upload_too_large", f"The uploaded file is larger than {max_bytes} bytes.")
        with classify_aws_errors("uploads"):
            try:
                answer = self._s3.get_object(Bucket=upload.bucket, Key=upload.key, VersionId=upload.version_id)
                return read_body(answer["Body"])
            except ClientError as error:
                if error_code(error) in _VERSION_GONE:
                    raise TerminalError("upload_missing", "The uploaded file was deleted.") from error
                raise

    def _head(self, **place: str) -> "HeadObjectOutputTypeDef":
        with classify_aws_errors("uploads"):
            try:
                return self._s3.head_object(**place)  # type: ignore[arg-type]  # the stubs want the names spelled out
            except ClientError as error:
                if error_code(error) in _NOTHING_THERE:
                    raise UploadNotFoundError from error
                raise


def upload_key(upload_type: UploadType, user_id: str, upload_id: str) -> str:
    """The key of an upload. It holds nothing that a caller wrote."""
    return f"{PREFIX}/{upload_type}/{user_id}/{upload_id}"


def filename_metadata(filename: str) -> dict[str, str]:
    """A file name as metadata of its object.

    Metadata travels in headers, which are ASCII, and S3 takes 2 KB of it. Base64 of 255 characters fits; with the more
    common percent-encoding they might need 3 KB.
    """
    return {_FILENAME: base64.urlsafe_b64encode(filename.encode()).decode()}


def read_filename(metadata: Mapping[str, str]) -> str:
    """The file name in an object's metadata, see `filename_metadata`; '' if there is none."""
    return base64.urlsafe_b64decode(metadata.get(_FILENAME, "")).decode()
