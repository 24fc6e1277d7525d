"""Idempotency-Keys of uploads: which request each was first used for, and what that was answered with.

Uploads have no table, so the first request with a key stores a small object beside the uploads. S3's conditional write
lets exactly one of several requests be the first. The object expires with the uploads.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from bandup.core.aws import classify_aws_errors, error_code
from bandup.core.clock import Clock, now_ms
from bandup.core.idempotency import IdempotencyConflictError
from bandup.storage.uploads import IDEMPOTENCY, PREFIX

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SCHEMA_VERSION = 1
"""Of the stored object. Those of before there was one hold the hash alone, and no answer."""


@dataclass(frozen=True)
class FirstAnswer:
    """What the first request with a key was answered with.

    Attributes:
        request_hash: of that request.
        answer: JSON-like; None in an object of before answers were stored.
        good_until: when the answer's form expires, in epoch milliseconds.
    """

    request_hash: str
    answer: Mapping[str, Any] | None
    good_until: int


class UploadIdempotency:
    """The first request of each upload, by the id that is derived from its Idempotency-Key.

    Args:
        s3: an S3 client.
        bucket: where they are stored.
        clock: epoch milliseconds.
    """

    def __init__(self, s3: "S3Client", bucket: str, clock: Clock = now_ms) -> None:
        self._s3 = s3
        self._bucket = bucket
        self.now = clock

    def find(self, user_id: str, upload_id: str, request_hash: str) -> Mapping[str, Any] | None:
        """The first answer as long as its form is good; None if there is none, or the form has expired.

        Raises:
            IdempotencyConflictError: the first request was another one.
            RetryLaterError, ConfigurationError: the bucket could not be read.
        """
        first = self._load(_name(user_id, upload_id))
        if first is None:
            return None
        if first.request_hash != request_hash:
            raise IdempotencyConflictError(upload_id)
        return first.answer if first.good_until > self.now() else None

    def register(
        self, user_id: str, upload_id: str, request_hash: str, answer: Mapping[str, Any], good_until: int
    ) -> Mapping[str, Any]:
        """Store what a request is answered with, if `find` found nothing.

        Returns:
            What is stored: of requests at the same time all get the answer of one.

        Raises:
            IdempotencyConflictError: the first request was another one.
            RetryLaterError: S3 did not answer, or is storing another request at this moment.
            ConfigurationError: the bucket may not be used.
        """
        key = _name(user_id, upload_id)
        body = {
            "schema_version": SCHEMA_VERSION,
            "request_hash": request_hash,
            "answer": answer,
            "good_until": good_until,
        }
        try:
            self._put(key, body, IfNoneMatch="*")
        except _ExistsError:
            if (stored := self.find(user_id, upload_id, request_hash)) is not None:
                return stored
            self._put(key, body)  # in place of an answer whose form has expired
        return answer

    def _put(self, key: str, body: Mapping[str, Any], **condition: str) -> None:
        with classify_aws_errors("uploads"):
            try:
                self._s3.put_object(
                    Bucket=self._bucket,
                    Key=key,
                    Body=json.dumps(body).encode(),
                    ContentType="application/json",
                    **condition,  # type: ignore[arg-type]  # the stubs want the name spelled out
                )
            except ClientError as error:
                if error_code(error) != "PreconditionFailed":
                    raise
                raise _ExistsError from error

    def _load(self, key: str) -> FirstAnswer | None:
        with classify_aws_errors("uploads"):
            try:
                text = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read().decode()
            except ClientError as error:
                if error_code(error) != "NoSuchKey":
                    raise
                return None
        if not text.startswith("{"):
            return FirstAnswer(text, None, 0)
        stored = json.loads(text)
        return FirstAnswer(stored["request_hash"], stored["answer"], stored["good_until"])


class _ExistsError(Exception):
    """Another request was the first."""


def _name(user_id: str, upload_id: str) -> str:
    return f"{PREFIX}/{IDEMPOTENCY}/{user_id}/{upload_id}"
