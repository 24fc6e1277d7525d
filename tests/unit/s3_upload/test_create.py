"""Forms: what their signed policy allows, and what becomes of Idempotency-Keys."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, NoCredentialsError
from hypothesis import given
from hypothesis import strategies as st

from bandup.account import tombstones
from bandup.core.aws import Clients
from bandup.core.dynamo import Table
from bandup.storage.upload_forms import FORM_SECONDS, NewUpload, UploadForms
from bandup.storage.upload_idempotency import UploadIdempotency
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadType, read_filename
from support.events import FakeContext
from support.logs import lines
from support.openapi import as_documented
from support.tokens import UserPool

from .conftest import JOBS, ORIGIN, OWNER, RECORDING, STRANGER, UploadFunction, policy_of


def conditions_of(form: Any) -> dict[str, Any]:
    """Each condition of a policy by the field that it is about; a field that has two fails."""
    found: dict[str, Any] = {}
    for condition in policy_of(form)["conditions"]:
        named = condition if isinstance(condition, dict) else {condition[0]: condition[1:]}
        assert not found.keys() & named.keys()
        found |= named
    return found


def test_the_policy_allows_one_key_one_type_one_size_and_nothing_else(function: UploadFunction) -> None:
    before = datetime.now(UTC)
    form = function.create()
    key = f"uploads/speaking_audio/{OWNER}/{form['upload_id']}"
    conditions = conditions_of(form)
    signed = {name: conditions.pop(name) for name in list(conditions) if name.startswith("x-amz-")}
    assert conditions == {
        "bucket": function.audio,
        "key": key,
        "Content-Type": "audio/webm",
        "content-length-range": [1000, 1000],
    }
    assert signed["x-amz-algorithm"] == form["fields"]["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert signed.keys() == {name for name in form["fields"] if name.startswith("x-amz-")} - {"x-amz-signature"}
    assert form["fields"].keys() == {"key", "Content-Type", "policy", "x-amz-signature", *signed}
    assert form["fields"]["key"] == key

    expiry = datetime.fromisoformat(policy_of(form)["expiration"])
    assert form["expires_in"] == 900
    assert before + timedelta(seconds=890) <= expiry <= datetime.now(UTC) + timedelta(seconds=900)


def test_the_answer(function: UploadFunction) -> None:
    answer = function.ask("POST", "/uploads", body=RECORDING, headers={"Origin": ORIGIN})
    form = answer.json
    assert form.keys() == {"upload_id", "upload_url", "fields", "file_url", "expires_in"}
    assert str(uuid.UUID(form["upload_id"])) == form["upload_id"]
    assert form["file_url"] == f"s3://{function.audio}/{form['fields']['key']}"
    assert answer.headers["location"] == f"uploads/{form['upload_id']}"
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert function.stored() == [], "a form alone stores nothing"


@pytest.mark.parametrize(("region", "host"), [("us-east-1", "s3"), ("eu-central-1", "s3.eu-central-1")])
def test_forms_and_links_go_to_the_buckets_own_region(
    region: str, host: str, clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clients, "moto keeps real credentials out"
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    forms = UploadForms(Clients().get("s3"), dict.fromkeys(UploadType, "bandup-dev-documents"))
    form = forms.form(NewUpload("id", UploadType.FLASHCARD_PDF, OWNER, "a.pdf", "application/pdf", 1))
    assert form.url == f"https://bandup-dev-documents.{host}.amazonaws.com/"
    assert f"/{region}/s3/aws4_request" in form.fields["x-amz-credential"]


@pytest.mark.parametrize("upload_type", UploadType)
def test_the_limits_themselves_are_allowed(upload_type: UploadType, function: UploadFunction) -> None:
    rule = RULES[upload_type]
    for content_type in sorted(rule.content_types):
        for size in (1, rule.max_bytes):
            form = function.create(upload_type=upload_type.value, content_type=content_type, size=size)
            conditions = conditions_of(form)
            assert conditions["content-length-range"] == [size, size]
            assert conditions["Content-Type"] == content_type
            expected = function.audio if upload_type is UploadType.SPEAKING_AUDIO else function.documents
            assert conditions["bucket"] == expected


@pytest.mark.parametrize(
    "content_type", ["audio/webm;codecs=opus", "Audio/WebM; codecs=opus", " audio/webm ", 'audio/webm; codecs="opus"']
)
def test_a_recorders_own_spelling_is_understood(content_type: str, function: UploadFunction) -> None:
    form = function.create(content_type=content_type)
    assert form["fields"]["Content-Type"] == conditions_of(form)["Content-Type"] == "audio/webm"


FILENAMES = {
    "../../x": "x",
    "/etc/passwd": "passwd",
    "C:\\fakepath\\part 2.webm": "part 2.webm",
    ".pdf.exe": ".pdf.exe",
    "..webm": "..webm",
    "${filename}": "${filename}",
    "a?b#c&d=e%2F.mp3": "a?b#c&d=e%2F.mp3",
    '"; filename=evil.html': '"; filename=evil.html',
    "\U0001f3a4 \u6c49\u5b57 \u0627\u0644.mp3": "\U0001f3a4 \u6c49\u5b57 \u0627\u0644.mp3",
    "\U0001f3a4" * 255: "\U0001f3a4" * 255,
    "a" * 255: "a" * 255,
}


@pytest.mark.parametrize(("sent", "kept"), FILENAMES.items())
def test_a_file_name_is_metadata_and_never_part_of_the_key(sent: str, kept: str, function: UploadFunction) -> None:
    form = function.create(filename=sent)
    assert form["fields"]["key"] == f"uploads/speaking_audio/{OWNER}/{form['upload_id']}"
    written = form["fields"]["x-amz-meta-filename"]
    assert conditions_of(form)["x-amz-meta-filename"] == written
    assert read_filename({"filename": written}) == kept
    assert written.isascii()
    assert len("filename") + len(written) <= 2048, "S3's limit"


@pytest.fixture(scope="module")
def shared_function(clients: Clients, pool: UserPool, keys_url: str) -> UploadFunction:
    """One for all examples: what is stored does not matter to them."""
    return UploadFunction(clients, pool, keys_url)


@given(filename=st.text(max_size=300), content_type=st.text(max_size=20), size=st.integers() | st.text())
def test_no_request_is_a_fault_of_ours(
    shared_function: UploadFunction, filename: str, content_type: str, size: object
) -> None:
    for changes in ({"filename": filename}, {"content_type": content_type}, {"size": size}):
        answer = shared_function.ask("POST", "/uploads", body=RECORDING | changes)
        assert answer.status in {201, 400, 422}
        if answer.status == 201:
            assert answer.json["fields"]["key"] == f"uploads/speaking_audio/{OWNER}/{answer.json['upload_id']}"


def test_without_a_key_every_request_is_an_upload(function: UploadFunction) -> None:
    assert function.create()["upload_id"] != function.create()["upload_id"]


def test_the_same_key_and_request_gives_the_same_bytes(function: UploadFunction) -> None:
    user = f"{OWNER}-{uuid.uuid4()}"
    key = {"Idempotency-Key": "3f1c"}
    answers = [function.ask("POST", "/uploads", user=user, body=RECORDING, headers=key) for _ in range(3)]
    assert {answer.status for answer in answers} == {201}
    assert len({answer.raw["body"] for answer in answers}) == 1
    assert function.charged(user) == 1, "a repetition is no further file"
    function.clock.advance(FORM_SECONDS)
    later = function.create(user=user, key="3f1c")
    assert later["upload_id"] == answers[0].json["upload_id"], "the form has expired, the upload is the same"
    assert function.create(user=user, key="3f1c") == later


def test_of_requests_at_the_same_time_all_get_the_answer_of_one(function: UploadFunction) -> None:
    first = function.create(key="3f1c")
    idempotency = UploadIdempotency(function.s3, function.documents, function.clock)
    (name,) = function.stored()
    stored = json.loads(function.s3.get_object(Bucket=function.documents, Key=name)["Body"].read())
    late = idempotency.register(OWNER, first["upload_id"], stored["request_hash"], {"other": 1}, stored["good_until"])
    assert late == first


def test_a_key_of_before_answers_were_stored_names_the_same_upload(function: UploadFunction) -> None:
    first = function.create(key="3f1c")
    (name,) = function.stored()
    stored = json.loads(function.s3.get_object(Bucket=function.documents, Key=name)["Body"].read())
    function.s3.put_object(Bucket=function.documents, Key=name, Body=stored["request_hash"].encode())
    assert function.create(key="3f1c")["upload_id"] == first["upload_id"]
    answer = function.ask("POST", "/uploads", body=RECORDING | {"size": 7}, headers={"Idempotency-Key": "3f1c"})
    assert answer.status == 409


def test_the_same_key_and_request_is_the_same_upload(function: UploadFunction) -> None:
    first, second = function.create(key="3f1c"), function.create(key="3f1c")
    assert (first["upload_id"], first["file_url"]) == (second["upload_id"], second["file_url"])
    (claim,) = function.stored()
    assert claim == f"uploads/idempotency/{OWNER}/{first['upload_id']}"


@pytest.mark.parametrize(
    "changes",
    [
        {"size": 1001},
        {"filename": "another.webm"},
        {"content_type": "audio/ogg"},
        {"upload_type": "writing_image", "content_type": "image/png"},
    ],
)
def test_the_same_key_with_another_request_is_a_conflict(changes: dict[str, Any], function: UploadFunction) -> None:
    function.create(key="3f1c")
    answer = function.ask("POST", "/uploads", body=RECORDING | changes, headers={"Idempotency-Key": "3f1c"})
    assert (answer.status, answer.json["type"]) == (409, "urn:bandup:problem:conflict")
    assert len(function.stored()) == 1


def test_a_key_is_the_users_own(function: UploadFunction) -> None:
    assert function.create(key="3f1c")["upload_id"] != function.create(key="3f1c", user=STRANGER, size=7)["upload_id"]


def test_a_deleted_account_gets_no_form(function: UploadFunction) -> None:
    user = f"deleted-{uuid.uuid4()}"
    function.create(user=user)
    jobs = Table(function.dynamodb, JOBS)
    jobs.execute(tombstones.place(jobs, user, function.clock.now, "job"))
    for key in ({}, {"Idempotency-Key": "3f1c"}):
        answer = function.ask("POST", "/uploads", user=user, body=RECORDING, headers=key)
        assert (answer.status, answer.json["type"]) == (403, "urn:bandup:problem:account-deleted")
        as_documented(answer, "POST", "/uploads")
    assert function.stored() == []


class Refusing:
    """An S3 client that answers one call with an error."""

    def __init__(self, client: Any, refused: str, code: str) -> None:
        self._client, self._refused, self._code = client, refused, code

    def __getattr__(self, name: str) -> Any:
        if name != self._refused:
            return getattr(self._client, name)

        def refuse(**_: Any) -> None:
            raise ClientError({"Error": {"Code": self._code, "Message": "canary"}}, name)

        return refuse


@pytest.mark.parametrize(
    ("code", "status"), [("SlowDown", 503), ("ConditionalRequestConflict", 503), ("AccessDenied", 500)]
)
def test_a_claim_that_cannot_be_written_gives_no_form(
    code: str, status: int, clients: Clients, pool: UserPool, keys_url: str
) -> None:
    function = UploadFunction(clients, pool, keys_url, s3=Refusing(clients.get("s3"), "put_object", code))
    answer = function.ask("POST", "/uploads", body=RECORDING, headers={"Idempotency-Key": "3f1c"})
    assert answer.status == status
    assert "canary" not in json.dumps(answer.raw)


def test_without_credentials_there_is_no_form(clients: Clients, pool: UserPool, keys_url: str) -> None:
    class Unsigned:
        def generate_presigned_post(self, **_: Any) -> None:
            raise NoCredentialsError

    function = UploadFunction(clients, pool, keys_url, s3=Unsigned())
    assert function.ask("POST", "/uploads", body=RECORDING).status == 503


def test_nothing_of_a_person_is_logged(function: UploadFunction, caplog: pytest.LogCaptureFixture) -> None:
    canary = {"filename": "canary.webm"}
    form = function.create(user="canary-user", key="canary-key", **canary)
    function.send(form, b"canary")
    function.ask("POST", "/uploads", user="canary-user", body=RECORDING, headers={"Idempotency-Key": "canary-key"})
    function.ask("POST", "/uploads", body=RECORDING | {"filename": "canary/"})
    function.ask("GET", f"/uploads/{form['upload_id']}", user="canary-user")
    function.ask("GET", "/uploads/canary")
    written = lines(caplog.records)
    assert len(written) == 5
    for line in written:
        assert "canary" not in line
        assert form["fields"]["x-amz-signature"] not in line


def test_a_preflight_is_answered(function: UploadFunction) -> None:
    answer = function.ask("OPTIONS", "/uploads", user=None, headers={"Origin": ORIGIN})
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == ORIGIN


def test_health(function: UploadFunction) -> None:
    usable = {"jobs": "ok", "quotas": "ok", "buckets": "ok", "public_keys": "ok"}
    assert function.handler({"health": True}, FakeContext()) == {"ok": True, "checks": usable}
    function.s3.delete_bucket(Bucket=function.audio)
    assert function.handler({"health": True}, FakeContext()) == {
        "ok": False,
        "checks": usable | {"buckets": "uploads_unavailable"},
    }
