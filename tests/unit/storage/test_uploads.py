"""Uploads in moto's S3: found by their owner only, and read by the version that was recorded."""

import json
import uuid
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.dynamo import from_attributes, to_attributes
from bandup.core.errors import ConfigurationError, RetryLaterError, TerminalError, WorkError
from bandup.storage.exceptions import UploadNotFoundError
from bandup.storage.uploads import (
    StoredUpload,
    Uploads,
    UploadType,
    filename_metadata,
    read_filename,
    upload_key,
)

AUDIO, DOCUMENTS = "uploads-audio", "uploads-documents"
BUCKETS = dict.fromkeys(UploadType, DOCUMENTS) | {UploadType.SPEAKING_AUDIO: AUDIO}


AN_ID = "0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"


class Failing:
    """An S3 client whose every call fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, _: str) -> Any:
        def fail(*_: Any, **__: Any) -> None:
            raise self._error

        return fail


UNASKED = Uploads(Failing(AssertionError("S3 was asked")), BUCKETS)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def s3(moto: boto3.Session) -> Any:
    client = moto.client("s3")
    for bucket in (AUDIO, DOCUMENTS):
        client.create_bucket(Bucket=bucket)
        client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return client


@pytest.fixture
def uploads(s3: Any) -> Uploads:
    return Uploads(s3, BUCKETS)


def send(s3: Any, user_id: str, upload_id: str, content: bytes, **changes: Any) -> None:
    key = upload_key(UploadType.SPEAKING_AUDIO, user_id, upload_id)
    s3.put_object(**{"Bucket": AUDIO, "Key": key, "Body": content, "ContentType": "audio/webm"} | changes)


def new_id() -> str:
    return str(uuid.uuid4())


def test_only_the_first_version_is_ever_found(s3: Any, uploads: Uploads) -> None:
    user, upload_id = new_id(), new_id()
    send(s3, user, upload_id, b"first")
    first = uploads.find(upload_id, UploadType.SPEAKING_AUDIO, user)
    for _ in range(3):
        send(s3, user, upload_id, b"a later one", ContentType="audio/ogg")
    assert uploads.find(upload_id, UploadType.SPEAKING_AUDIO, user) == first
    assert (first.size, first.content_type) == (5, "audio/webm")
    assert uploads.read(first, 5) == b"first"


def test_what_was_sent_later_is_deleted_and_the_first_stays(s3: Any, uploads: Uploads) -> None:
    user, upload_id, other = new_id(), new_id(), new_id()
    for each in (upload_id, other):
        send(s3, user, each, b"first")
        send(s3, user, each, b"second")
    key = upload_key(UploadType.SPEAKING_AUDIO, user, upload_id)
    assert uploads.keep_first(AUDIO, key) == (user, 1)
    assert uploads.keep_first(AUDIO, key) == (user, 0)
    found = s3.list_object_versions(Bucket=AUDIO, Prefix=f"uploads/speaking_audio/{user}/")["Versions"]
    assert [each["Key"].rpartition("/")[2] for each in found].count(other) == 2
    assert uploads.read(uploads.find(upload_id, UploadType.SPEAKING_AUDIO, user), 5) == b"first"


def test_what_has_expired_is_not_there(s3: Any, uploads: Uploads) -> None:
    user, upload_id = new_id(), new_id()
    send(s3, user, upload_id, b"first")
    s3.delete_object(Bucket=AUDIO, Key=upload_key(UploadType.SPEAKING_AUDIO, user, upload_id))
    with pytest.raises(UploadNotFoundError):
        uploads.find(upload_id, UploadType.SPEAKING_AUDIO, user)


@pytest.mark.parametrize(
    ("bucket", "key"),
    [
        (DOCUMENTS, f"uploads/speaking_audio/user/{AN_ID}"),
        (AUDIO, f"results/speaking_audio/user/{AN_ID}"),
        (AUDIO, f"uploads/idempotency/user/{AN_ID}"),
        (AUDIO, "uploads/speaking_audio/user/"),
        (AUDIO, "uploads/speaking_audio/"),
    ],
)
def test_nothing_else_is_cleared_away(bucket: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"place|values to unpack|UploadType"):
        UNASKED.keep_first(bucket, key)


def test_a_version_that_was_deleted_ends_its_job_and_no_other(s3: Any, uploads: Uploads) -> None:
    user, upload_id, other_id = new_id(), new_id(), new_id()
    send(s3, user, upload_id, b"first")
    send(s3, user, other_id, b"second")
    first = uploads.find(upload_id, UploadType.SPEAKING_AUDIO, user)
    second = uploads.find(other_id, UploadType.SPEAKING_AUDIO, user)
    s3.delete_object(Bucket=AUDIO, Key=first.key, VersionId=first.version_id)
    with pytest.raises(TerminalError) as caught:
        uploads.read(first, 100)
    assert caught.value.code == "upload_missing"
    assert uploads.read(second, 100) == b"second"


def test_a_file_under_a_delete_marker_is_still_read_by_its_version(s3: Any, uploads: Uploads) -> None:
    user, upload_id = new_id(), new_id()
    send(s3, user, upload_id, b"first")
    upload = uploads.find(upload_id, UploadType.SPEAKING_AUDIO, user)
    s3.delete_object(Bucket=AUDIO, Key=upload.key)
    with pytest.raises(UploadNotFoundError):
        uploads.find(upload_id, UploadType.SPEAKING_AUDIO, user)
    assert uploads.read(upload, 100) == b"first"


def test_what_is_too_large_is_not_read() -> None:
    upload = StoredUpload(UploadType.SPEAKING_AUDIO, AUDIO, "key", "version", 101, "audio/webm")
    with pytest.raises(TerminalError) as caught:
        UNASKED.read(upload, 100)
    assert caught.value.code == "upload_too_large"


def test_nobody_finds_what_is_not_theirs_or_of_another_type(s3: Any, uploads: Uploads) -> None:
    owner, stranger, upload_id = new_id(), new_id(), new_id()
    send(s3, owner, upload_id, b"recorded")
    for user, upload_type in ((stranger, UploadType.SPEAKING_AUDIO), (owner, UploadType.WRITING_IMAGE)):
        with pytest.raises(UploadNotFoundError):
            uploads.find(upload_id, upload_type, user)


@pytest.mark.parametrize("written", ["../{}", "x/../{}", "/{}", "{}/x", "{}\n", "{}\x00", "{}?versionId=1", "", ".."])
def test_only_ids_are_asked_for(written: str) -> None:
    with pytest.raises(UploadNotFoundError):
        UNASKED.find(written.format(new_id()), UploadType.SPEAKING_AUDIO, "owner")


def test_a_file_url_is_as_good_as_its_id(s3: Any, uploads: Uploads) -> None:
    owner, upload_id = new_id(), new_id()
    send(s3, owner, upload_id, b"recorded")
    url = uploads.file_url(upload_id, UploadType.SPEAKING_AUDIO, owner)
    assert url == f"s3://{AUDIO}/uploads/speaking_audio/{owner}/{upload_id}"
    found = uploads.find_url(url, UploadType.SPEAKING_AUDIO, owner)
    assert found == uploads.find(upload_id, UploadType.SPEAKING_AUDIO, owner)


def test_no_other_url_is_asked_for() -> None:
    owner, stranger, upload_id = new_id(), new_id(), new_id()
    path = f"uploads/speaking_audio/{owner}/{upload_id}"
    for url in (
        f"s3://elsewhere/{path}",
        f"s3://{DOCUMENTS}/{path}",
        f"s3://{AUDIO}/uploads/speaking_audio/{stranger}/{upload_id}",
        f"s3://{AUDIO}/uploads/writing_image/{owner}/{upload_id}",
        f"s3://{AUDIO}/uploads/speaking_audio/{stranger}/../{owner}/{upload_id}",
        f"s3://s3://{AUDIO}/{path}",
        f"S3://{AUDIO}/{path}",
        f"https://{AUDIO}.s3.amazonaws.com/{path}",
        f"https://elsewhere.example.org/s3.amazonaws.com/{path}",
        f"s3://{AUDIO}/{path}/",
        f"s3://{AUDIO}/{path}?x=1",
        f"/{path}",
        upload_id,
        "s3://",
        "",
    ):
        with pytest.raises(UploadNotFoundError):
            UNASKED.find_url(url, UploadType.SPEAKING_AUDIO, owner)


def test_it_survives_the_job_item() -> None:
    upload = StoredUpload(UploadType.WRITING_IMAGE, DOCUMENTS, "uploads/key", "version", 12, "image/png")
    request = upload.as_request()
    assert request == {
        "upload_type": "writing_image",
        "bucket": DOCUMENTS,
        "key": "uploads/key",
        "version_id": "version",
        "size": 12,
        "content_type": "image/png",
    }
    assert StoredUpload.from_request(json.loads(json.dumps(request))) == upload
    assert StoredUpload.from_request(from_attributes(to_attributes(request))) == upload
    assert type(StoredUpload.from_request(request).upload_type) is UploadType


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "canary"}}, "S3")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (refusal("SlowDown"), RetryLaterError),
        (refusal("503"), RetryLaterError),
        (refusal("403"), ConfigurationError),
        (refusal("AccessDenied"), ConfigurationError),
        (refusal("NoSuchBucket"), ConfigurationError),
        (ReadTimeoutError(endpoint_url="http://127.0.0.1"), RetryLaterError),
    ],
)
def test_faults_of_s3_have_their_class(error: Exception, expected: type[WorkError]) -> None:
    failing = Uploads(Failing(error), BUCKETS)  # type: ignore[arg-type]
    upload = StoredUpload(UploadType.SPEAKING_AUDIO, AUDIO, "key", "version", 1, "audio/webm")
    for call in (
        lambda: failing.find(new_id(), UploadType.SPEAKING_AUDIO, "owner"),
        lambda: failing.read(upload, 100),
        lambda: failing.filename(upload),
        failing.describe,
    ):
        with pytest.raises(expected) as caught:
            call()
        assert "canary" not in str(caught.value)


# The API refuses halves of surrogate pairs.
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=255))
def test_any_file_name_survives_its_metadata(name: str) -> None:
    written = filename_metadata(name)
    assert read_filename(written) == name
    assert all(value.isascii() for value in written.values())
    assert sum(len(key) + len(value) for key, value in written.items()) <= 2048


def test_a_file_without_a_name_has_none(s3: Any, uploads: Uploads) -> None:
    owner, upload_id = new_id(), new_id()
    send(s3, owner, upload_id, b"recorded")
    assert uploads.filename(uploads.find(upload_id, UploadType.SPEAKING_AUDIO, owner)) == ""
