"""Files go straight to S3 by a form that S3 itself enforces, and come back to their owner only."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bandup.core.errors import TerminalError
from bandup.storage.exceptions import UploadNotFoundError
from bandup.storage.uploads import IDEMPOTENCY, PREFIX, Uploads, UploadType
from integration.conftest import Stage, User
from ops.client.api import expect
from ops.client.uploads import follow, send, upload

pytestmark = pytest.mark.integration

KEYS = f"{PREFIX}/{IDEMPOTENCY}/"
CONTENT = b"\x1aE\xdf\xa3 what a recorder writes \x00\r\n--boundary--" * 20
RECORDING = {
    "upload_type": "speaking_audio",
    "filename": "Réponse 2 \U0001f3a4.webm",
    "content_type": "audio/webm;codecs=opus",
    "size": len(CONTENT),
}
TYPES = {
    UploadType.SPEAKING_AUDIO: "audio/webm",
    UploadType.FLASHCARD_PDF: "application/pdf",
    UploadType.FLASHCARD_DOCUMENT: "text/markdown",
    UploadType.WRITING_IMAGE: "image/png",
    UploadType.WRITING_ESSAY: "text/plain",
}


def form_of(user: User, **changes: Any) -> Any:
    return expect(user.api.post("/uploads", RECORDING | changes), HTTPStatus.CREATED)


def sent(user: User, **changes: Any) -> Any:
    """A form that was sent with its file."""
    form = form_of(user, **changes)
    answer = send(form, CONTENT)
    assert answer.status_code == 204, answer.text
    return form


@pytest.fixture(scope="module")
def uploads(stage: Stage) -> Uploads:
    buckets = stage.deployed.description["buckets"]
    of_type = dict.fromkeys(UploadType, buckets["documents"]) | {UploadType.SPEAKING_AUDIO: buckets["audio"]}
    return Uploads(stage.deployed.client("s3"), of_type)


@pytest.mark.parametrize(("upload_type", "content_type"), TYPES.items())
def test_a_file_goes_in_by_its_form_and_comes_back_as_an_attachment(
    user: User, upload_type: UploadType, content_type: str
) -> None:
    form = sent(user, upload_type=upload_type.value, content_type=content_type)
    link = user.get(f"/uploads/{form['upload_id']}")
    answer = follow(link["get_url"])
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''R%C3%A9ponse%202%20%F0%9F%8E%A4.webm"


def test_a_file_of_ones_own_is_sent_by_its_suffix(user: User, tmp_path: Path) -> None:
    file = tmp_path / "Part 2.WEBM"
    file.write_bytes(CONTENT)
    upload_id = upload(user.api, "speaking_audio", file)
    assert follow(user.get(f"/uploads/{upload_id}")["get_url"]).content == CONTENT


def test_the_key_holds_the_owner_and_nothing_that_the_caller_wrote(stage: Stage, user: User) -> None:
    form = sent(user, filename="../../results/x\\..\\canary.webm")
    key = f"uploads/speaking_audio/{user.sub}/{form['upload_id']}"
    bucket = stage.deployed.description["buckets"]["audio"]
    assert form["file_url"] == f"s3://{bucket}/{key}"
    listed = stage.deployed.client("s3").list_objects_v2(Bucket=bucket, Prefix=f"uploads/speaking_audio/{user.sub}/")
    assert [item["Key"] for item in listed["Contents"]] == [key]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (CONTENT + b"x", "EntityTooLarge"),
        (CONTENT * 100, "EntityTooLarge"),
        (CONTENT[:-1], "EntityTooSmall"),
        (b"", "EntityTooSmall"),
    ],
)
def test_s3_refuses_another_size(stage: Stage, user: User, content: bytes, code: str) -> None:
    form = form_of(user)
    answer = send(form, content)
    assert answer.status_code == 400
    assert f"<Code>{code}</Code>" in answer.text
    assert_nothing_arrived(stage, user, form)


@pytest.mark.parametrize(
    "changes",
    [
        {"Content-Type": "text/html"},
        {"key": "uploads/speaking_audio/someone/else"},
        {"key": "results/writing/1.json"},
        {"key": "uploads/speaking_audio/${filename}"},
        {"x-amz-meta-filename": "b3RoZXI="},
        {"x-amz-algorithm": "AWS4-HMAC-SHA1"},
    ],
    ids=lambda changes: " ".join(map(str, next(iter(changes.items())))),
)
def test_s3_refuses_other_fields(stage: Stage, user: User, changes: dict[str, str]) -> None:
    form = form_of(user)
    answer = send({**form, "fields": form["fields"] | changes}, CONTENT)
    assert answer.status_code == 403
    assert_nothing_arrived(stage, user, form)


def test_a_form_does_not_send_into_another_bucket(stage: Stage, user: User) -> None:
    form = form_of(user)
    buckets = stage.deployed.description["buckets"]
    other = {**form, "upload_url": form["upload_url"].replace(buckets["audio"], buckets["documents"])}
    assert other["upload_url"] != form["upload_url"]
    assert send(other, CONTENT).status_code == 403
    assert_nothing_arrived(stage, user, form)


def assert_nothing_arrived(stage: Stage, user: User, form: Any) -> None:
    assert user.api.get(f"/uploads/{form['upload_id']}").status == 404
    pages = stage.deployed.client("s3").get_paginator("list_objects_v2")
    for bucket in stage.deployed.description["buckets"].values():
        keys = [found["Key"] for page in pages.paginate(Bucket=bucket) for found in page.get("Contents", [])]
        named = [key for key in keys if form["upload_id"] in key]
        assert [key for key in named if not key.startswith(KEYS)] == [], "but the hash of its Idempotency-Key"


def test_of_a_form_only_the_first_file_counts(stage: Stage, user: User, uploads: Uploads) -> None:
    form = sent(user)
    first = uploads.find(form["upload_id"], UploadType.SPEAKING_AUDIO, user.sub)
    for _ in range(3):
        assert send(form, CONTENT[::-1]).status_code == 204
    assert uploads.find(form["upload_id"], UploadType.SPEAKING_AUDIO, user.sub) == first
    assert follow(user.get(f"/uploads/{form['upload_id']}")["get_url"]).content == CONTENT

    # In AWS, EventBridge sends it for each file.
    detail = {"bucket": {"name": first.bucket}, "object": {"key": first.key}}
    told = {"source": "aws.s3", "detail-type": "Object Created", "detail": detail}
    assert stage.invoke("s3_upload", told) == {"deleted": 3}
    assert stage.invoke("s3_upload", told) == {"deleted": 0}
    listed = stage.deployed.client("s3").list_object_versions(Bucket=first.bucket, Prefix=first.key)
    assert [version["VersionId"] for version in listed["Versions"]] == [first.version_id]
    assert uploads.read(first, len(CONTENT)) == CONTENT


def test_a_repeated_key_gives_the_same_bytes(user: User) -> None:
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first, second = (user.once.post("/uploads", RECORDING, **key) for _ in range(2))
    assert (first.status, second.status) == (201, 201)
    assert first.body == second.body


def test_a_version_that_is_gone_is_a_terminal_error(stage: Stage, user: User, uploads: Uploads) -> None:
    form = sent(user)
    stored = uploads.find(form["upload_id"], UploadType.SPEAKING_AUDIO, user.sub)
    stage.deployed.client("s3").delete_object(Bucket=stored.bucket, Key=stored.key, VersionId=stored.version_id)
    with pytest.raises(TerminalError) as caught:
        uploads.read(stored, len(CONTENT))
    assert caught.value.code == "upload_missing"


def test_two_users_never_meet(stage: Stage, user: User, uploads: Uploads) -> None:
    other = stage.new_user()
    unknown = user.missing(f"/uploads/{uuid.uuid4()}")
    for upload_type, content_type in TYPES.items():
        form = sent(other, upload_type=upload_type.value, content_type=content_type)
        assert user.missing(f"/uploads/{form['upload_id']}") == unknown
        with pytest.raises(UploadNotFoundError):
            uploads.find(form["upload_id"], upload_type, user.sub)
        with pytest.raises(UploadNotFoundError):
            uploads.find_url(form["file_url"], upload_type, user.sub)
        assert uploads.find_url(form["file_url"], upload_type, other.sub).size == len(CONTENT)
    assert user.missing(f"/uploads/{form_of(user)['upload_id']}") == unknown, "one's own, not yet sent"


def test_a_link_ends_and_cannot_be_forged(stage: Stage, user: User, uploads: Uploads) -> None:
    form = sent(user)
    link = user.get(f"/uploads/{form['upload_id']}")
    url, query = link["get_url"], parse_qs(urlsplit(link["get_url"]).query)
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert query["X-Amz-Expires"] == [str(link["expires_in"])] == ["300"]
    signature = query["X-Amz-Signature"][0]
    foreign = sent(stage.new_user())
    for forged in (
        url.replace(signature, signature[::-1]),
        url.replace(form["upload_id"], foreign["upload_id"]),
        url.replace("X-Amz-Expires=300", "X-Amz-Expires=3000"),
        url.replace("attachment", "inline"),
        url.replace("octet-stream", "xhtml%2Bxml"),
    ):
        assert forged != url
        assert follow(forged).status_code == 403, forged
    stored = uploads.find(form["upload_id"], UploadType.SPEAKING_AUDIO, user.sub)
    short = stage.deployed.client("s3").generate_presigned_url(
        "get_object", Params={"Bucket": stored.bucket, "Key": stored.key}, ExpiresIn=1
    )
    stage.until(lambda: follow(short).status_code == 403, "the end of a link")


def test_an_idempotency_key_names_one_upload(user: User) -> None:
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first = expect(user.api.post("/uploads", RECORDING, **key), HTTPStatus.CREATED)
    again = expect(user.api.post("/uploads", RECORDING, **key), HTTPStatus.CREATED)
    assert first["upload_id"] == again["upload_id"]
    for form in (first, again):
        assert send(form, CONTENT).status_code == 204
    assert user.api.post("/uploads", RECORDING | {"size": 7}, **key).status == 409
    assert user.api.post("/uploads", RECORDING | {"filename": "other.webm"}, **key).status == 409


def test_of_requests_that_race_for_a_key_one_wins(user: User) -> None:
    key = {"Idempotency-Key": str(uuid.uuid4())}

    def ask(size: int) -> Any:
        return user.api.post("/uploads", RECORDING | {"size": size}, **key)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, [1, 2, 3, 4] * 4))
    assert {answer.status for answer in answers} == {201, 409}
    accepted = [answer.body for answer in answers if answer.status == 201]
    assert len({form["upload_id"] for form in accepted}) == 1


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"filename": "a\r\nb"}, "/filename"),
        ({"filename": "a\x00b"}, "/filename"),
        ({"filename": "a" * 3000}, "/filename"),
        ({"filename": ""}, "/filename"),
        ({"content_type": "text/html"}, "/content_type"),
        ({"size": 0}, "/size"),
        ({"size": 64 * 1024 * 1024 + 1}, "/size"),
        ({"size": True}, "/size"),
        ({"upload_type": "general"}, "/upload_type"),
        ({"user_id": "someone"}, "/user_id"),
    ],
)
def test_a_bad_field_is_pointed_at(user: User, changes: dict[str, Any], pointer: str) -> None:
    answer = user.api.post("/uploads", RECORDING | changes)
    assert answer.status == 422, answer.body
    assert [error["pointer"] for error in answer.body["errors"]] == [pointer]


def test_a_page_of_an_allowed_origin_may_send_and_read_the_answer(stage: Stage, user: User) -> None:
    origin, form = stage.local.ports.console_origin, form_of(user)
    answer = send(form, CONTENT, headers={"Origin": origin})
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    other = send(form_of(user), CONTENT, headers={"Origin": "http://localhost:3001"})
    assert "Access-Control-Allow-Origin" not in other.headers
    link = user.get(f"/uploads/{form['upload_id']}")["get_url"]
    assert follow(link, Origin=origin).headers["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Origin" not in follow(link, Origin="http://localhost:3001").headers
