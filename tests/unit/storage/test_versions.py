from collections.abc import Iterator
from typing import Any, cast

import boto3
import pytest

from bandup.core.errors import RetryLaterError
from bandup.storage.versions import erase

BUCKET = "versions-files"


@pytest.fixture
def s3(moto: boto3.Session) -> Iterator[Any]:
    client = moto.client("s3")
    client.create_bucket(Bucket=BUCKET)
    client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    yield client
    erase(client, BUCKET, "")


def left(s3: Any) -> set[str]:
    answer = s3.list_object_versions(Bucket=BUCKET)
    return {each["Key"] for name in ("Versions", "DeleteMarkers") for each in answer.get(name, [])}


def test_versions_and_markers_under_the_prefix_go_and_nothing_else(s3: Any) -> None:
    for key in ("a/1/x", "a/1/x", "a/1/y", "a/10/x", "a/1"):
        s3.put_object(Bucket=BUCKET, Key=key, Body=b"x")
    s3.delete_object(Bucket=BUCKET, Key="a/1/y")
    erase(s3, BUCKET, "a/1/")
    assert left(s3) == {"a/10/x", "a/1"}
    erase(s3, BUCKET, "a/1/")


def test_more_than_one_call_can_delete(s3: Any) -> None:
    for number in range(1001):
        s3.put_object(Bucket=BUCKET, Key=f"a/{number}", Body=b"")
    erase(s3, BUCKET, "a/")
    assert left(s3) == set()


class Refusing:
    """S3 that lists a version and does not delete it."""

    def list_object_versions(self, **_: Any) -> dict[str, Any]:
        return {"Versions": [{"Key": "a/1", "VersionId": "v"}]}

    def delete_objects(self, **_: Any) -> dict[str, Any]:
        return {"Errors": [{"Key": "a/1", "Code": "InternalError"}]}


def test_what_is_not_deleted_is_not_taken_for_deleted() -> None:
    with pytest.raises(RetryLaterError):
        erase(cast("Any", Refusing()), BUCKET, "a/")
