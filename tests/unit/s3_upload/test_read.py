"""Getting one's own file back."""

import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bandup.storage.uploads import UploadType

from .conftest import OWNER, STRANGER, UploadFunction


def parameters(link: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}


def test_a_link_saves_the_file_under_its_own_name(function: UploadFunction) -> None:
    form = function.create(filename='\u6c49 "a";b=c\'.webm')
    function.send(form, b"recorded")
    answer = function.ask("GET", f"/uploads/{form['upload_id']}")
    assert answer.status == 200
    assert answer.json.keys() == {"get_url", "expires_in"}
    link, query = urlsplit(answer.json["get_url"]), parameters(answer.json["get_url"])
    assert (link.scheme, link.hostname) == ("https", f"{function.audio}.s3.amazonaws.com")
    assert link.path == f"/uploads/speaking_audio/{OWNER}/{form['upload_id']}"
    assert query["response-content-disposition"] == "attachment; filename*=UTF-8''%E6%B1%89%20%22a%22%3Bb%3Dc%27.webm"
    assert query["response-content-type"] == "application/octet-stream"
    assert query["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"
    assert int(query["X-Amz-Expires"]) == answer.json["expires_in"] == 300


def test_a_link_is_for_the_first_version(function: UploadFunction) -> None:
    form = function.create()
    versions = []
    for content in (b"first", b"second"):
        function.send(form, content)
        answer = function.ask("GET", f"/uploads/{form['upload_id']}")
        versions.append(parameters(answer.json["get_url"])["versionId"])
    contents = [
        function.s3.get_object(Bucket=function.audio, Key=form["fields"]["key"], VersionId=version)["Body"].read()
        for version in versions
    ]
    assert contents == [b"first", b"first"]


TYPES = {
    UploadType.SPEAKING_AUDIO: "audio/webm",
    UploadType.FLASHCARD_PDF: "application/pdf",
    UploadType.FLASHCARD_DOCUMENT: "application/epub+zip",
    UploadType.WRITING_IMAGE: "image/png",
    UploadType.WRITING_ESSAY: "text/plain",
    UploadType.RESUME: "application/pdf",
    UploadType.JOB_DESCRIPTION: "application/pdf",
}


@pytest.mark.parametrize(("upload_type", "content_type"), TYPES.items())
def test_every_type_is_found_by_its_id_alone(
    upload_type: UploadType, content_type: str, function: UploadFunction
) -> None:
    form = function.create(upload_type=upload_type.value, content_type=content_type)
    function.send(form, b"x" * 1000)
    assert function.ask("GET", f"/uploads/{form['upload_id']}").status == 200


def test_foreign_unknown_and_not_yet_sent_are_answered_alike(function: UploadFunction) -> None:
    foreign, unsent, claimed = function.create(user=STRANGER), function.create(), function.create(key="3f1c")
    function.send(foreign, b"recorded")

    def refused(upload_id: str) -> Any:
        answer = function.ask("GET", f"/uploads/{upload_id}")
        return answer.status, {name: value for name, value in answer.json.items() if name != "request_id"}

    answers = [refused(form["upload_id"]) for form in (foreign, unsent, claimed)]
    assert [*answers, refused(str(uuid.uuid4()))] == [answers[0]] * 4
    assert answers[0][0] == 404


def test_a_deleted_file_is_not_there_any_more(function: UploadFunction) -> None:
    form = function.create()
    function.send(form, b"recorded")
    function.s3.delete_object(Bucket=function.audio, Key=form["fields"]["key"])
    assert function.ask("GET", f"/uploads/{form['upload_id']}").status == 404
