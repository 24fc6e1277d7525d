"""Requests that must not get a form: each has its answer, and leaves nothing behind."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadType

from .conftest import RECORDING, STRANGER, UploadFunction


@dataclass(frozen=True)
class Case:
    """A request that is wrong in one way."""

    status: int
    pointers: tuple[str, ...] = ()
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


def changed(pointer: str, **changes: Any) -> Case:
    return Case(422, (pointer,), RECORDING | changes)


def raw(text: str, status: int = 400) -> Case:
    return Case(status, (), text)


def literal(name: str, value: str) -> Case:
    """A field whose value is written into the JSON as it stands."""
    return Case(422, (f"/{name}",), json.dumps(RECORDING | {name: "HERE"}).replace('"HERE"', value))


def without(name: str) -> Case:
    return Case(422, (f"/{name}",), {key: value for key, value in RECORDING.items() if key != name})


LIMIT = {upload_type: rule.max_bytes for upload_type, rule in RULES.items()}

CASES: dict[str, Case] = {
    "body null": Case(400),
    "body empty": raw(""),
    "not JSON": raw("part 2.webm"),
    "an array": raw("[]"),
    "duplicate size": raw(json.dumps(RECORDING)[:-1] + ', "size": 1}'),
    "200,000 levels": raw("[" * 200_000),
    "1 MB": raw("x" * 1_000_000, 413),
    "a form": Case(415, (), RECORDING, {"Content-Type": "multipart/form-data"}),
    "an empty object": Case(422, ("/content_type", "/filename", "/size", "/upload_type"), {}),
    "no type": without("upload_type"),
    "no filename": without("filename"),
    **{
        f"only invisible: {name!a}": changed("/filename", filename=name)
        for name in (
            "\u200b",
            "\u3164\u2800",
            "\xad\ufeff",
            "folder/\u200b.",
            "\u0301",
            "\U000e0041",
            "\u00a0",
            "\U0001d173",
        )
    },
    "no content type": without("content_type"),
    "no size": without("size"),
    "user id": changed("/user_id", user_id=STRANGER),
    "bucket": changed("/bucket", bucket="elsewhere"),
    "key": changed("/key", key="results/writing/x"),
    "acl": changed("/acl", acl="public-read"),
    "dropped type of the seed": changed("/upload_type", upload_type="general"),
    "type in upper case": changed("/upload_type", upload_type="SPEAKING_AUDIO"),
    "type empty": changed("/upload_type", upload_type=""),
    "type null": changed("/upload_type", upload_type=None),
    "type as number": changed("/upload_type", upload_type=1),
    "type as list": changed("/upload_type", upload_type=["speaking_audio"]),
    "type with a path": changed("/upload_type", upload_type="speaking_audio/../results"),
    "type of idempotency": changed("/upload_type", upload_type="idempotency"),
    "filename empty": changed("/filename", filename=""),
    "filename blank": changed("/filename", filename="  "),
    "filename of 256 characters": changed("/filename", filename="a" * 256),
    "filename of 3,000 characters": changed("/filename", filename="a" * 3000),
    "filename is a folder": changed("/filename", filename="folder/"),
    "filename is a Windows folder": changed("/filename", filename="C:\\folder\\"),
    "filename dot": changed("/filename", filename="."),
    "filename dots": changed("/filename", filename="../.."),
    "filename CRLF": changed("/filename", filename="a.mp3\r\nSet-Cookie: a=b"),
    "filename LF": changed("/filename", filename="a\n.mp3"),
    "filename LF at the end": changed("/filename", filename="a.mp3\n"),
    "filename tab": changed("/filename", filename="a\t.mp3"),
    "filename NUL": changed("/filename", filename="a.mp3\x00.exe"),
    "filename DEL": changed("/filename", filename="a\x7f.mp3"),
    "filename half a surrogate pair": literal("filename", '"\\ud800.mp3"'),
    "filename null": changed("/filename", filename=None),
    "filename as number": changed("/filename", filename=7),
    "filename as list": changed("/filename", filename=["a.mp3"]),
    "page": changed("/content_type", content_type="text/html"),
    "script": changed("/content_type", content_type="application/javascript"),
    "SVG": changed("/content_type", upload_type="writing_image", content_type="image/svg+xml"),
    "any type": changed("/content_type", content_type="*/*"),
    "any audio": changed("/content_type", content_type="audio/*"),
    "unknown bytes": changed("/content_type", content_type="application/octet-stream"),
    "PDF as audio": changed("/content_type", content_type="application/pdf"),
    "audio as PDF": changed("/content_type", upload_type="flashcard_pdf"),
    "PNG as essay": changed("/content_type", upload_type="writing_essay", content_type="image/png"),
    "RTF as essay": changed("/content_type", upload_type="writing_essay", content_type="application/rtf"),
    "content type empty": changed("/content_type", content_type=""),
    "content type parameters only": changed("/content_type", content_type=";codecs=opus"),
    "content type CRLF": changed("/content_type", content_type="audio/webm\r\nX-Evil: 1"),
    "content type CRLF in a parameter": changed("/content_type", content_type="audio/webm;\r\nX-Evil: 1"),
    "content type of 300 characters": changed("/content_type", content_type="audio/webm;" + "a" * 300),
    "content types": changed("/content_type", content_type="audio/webm, text/html"),
    "content type null": changed("/content_type", content_type=None),
    "content type as list": changed("/content_type", content_type=["audio/webm"]),
    "size 0": changed("/size", size=0),
    "size -1": changed("/size", size=-1),
    "size as text": changed("/size", size="7"),
    "size true": changed("/size", size=True),
    "size null": changed("/size", size=None),
    "size 1e9": literal("size", "1e9"),
    "size 1.5": changed("/size", size=1.5),
    "size 1000.0": literal("size", "1000.0"),
    "size of 20 digits": changed("/size", size=10**20),
    "size 1,000,000,000": changed("/size", size=1_000_000_000),
    "audio one byte too large": changed("/size", size=LIMIT[UploadType.SPEAKING_AUDIO] + 1),
    "PDF one byte too large": changed(
        "/size",
        upload_type="flashcard_pdf",
        content_type="application/pdf",
        size=LIMIT[UploadType.FLASHCARD_PDF] + 1,
    ),
    "spreadsheet as document": changed(
        "/content_type",
        upload_type="flashcard_document",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "page as document": changed("/content_type", upload_type="flashcard_document", content_type="text/html"),
    "Word as PDF": changed(
        "/content_type",
        upload_type="flashcard_pdf",
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "document one byte too large": changed(
        "/size",
        upload_type="flashcard_document",
        content_type="text/markdown",
        size=LIMIT[UploadType.FLASHCARD_DOCUMENT] + 1,
    ),
    "image one byte too large": changed(
        "/size", upload_type="writing_image", content_type="image/png", size=LIMIT[UploadType.WRITING_IMAGE] + 1
    ),
    "essay one byte too large": changed(
        "/size", upload_type="writing_essay", content_type="text/plain", size=LIMIT[UploadType.WRITING_ESSAY] + 1
    ),
    "everything": Case(
        422,
        ("/content_type", "/filename", "/size"),
        RECORDING | {"filename": "", "content_type": "text/html", "size": 0},
    ),
    "Idempotency-Key empty": Case(422, ("/Idempotency-Key",), RECORDING, {"Idempotency-Key": ""}),
    "Idempotency-Key with blanks": Case(422, ("/Idempotency-Key",), RECORDING, {"Idempotency-Key": "a b"}),
    "Idempotency-Key of 256": Case(422, ("/Idempotency-Key",), RECORDING, {"Idempotency-Key": "a" * 256}),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_refused(case: Case, function: UploadFunction) -> None:
    answer = function.ask("POST", "/uploads", body=case.body, headers=case.headers)
    assert answer.status == case.status, answer.raw
    assert tuple(pointer for _, pointer in answer.pointers) == case.pointers
    assert answer.headers["content-type"] == "application/problem+json"
    assert function.stored() == []


@pytest.mark.parametrize("canary", ["canary\x00", "canary/" * 500, ".", "canary\r\n"])
def test_a_refusal_never_repeats_the_file_name(canary: str, function: UploadFunction) -> None:
    answer = function.ask("POST", "/uploads", body=RECORDING | {"filename": canary, "content_type": "x/canary"})
    assert answer.status == 422
    assert "canary" not in json.dumps(answer.raw)


IDS = ["x", "..", "%2e%2e", "a" * 3000, "\u00e9", "5D1F0C7A-33B0-4D5C-9C0E-6F3F6C1F7E52", "idempotency"]


@pytest.mark.parametrize("upload_id", IDS)
def test_an_id_that_cannot_be_one_is_unknown(upload_id: str, function: UploadFunction) -> None:
    assert function.ask("GET", f"/uploads/{upload_id}").status == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH", "HEAD", "DELETE", "GET"])
def test_other_methods(method: str, function: UploadFunction) -> None:
    answer = function.ask(method, "/uploads", body=RECORDING)
    assert (answer.status, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/uploads"), ("GET", "/uploads/5d1f0c7a-33b0-4d5c-9c0e-6f3f6c1f7e52")]
)
def test_without_a_token_nothing_is_looked_at(method: str, path: str, function: UploadFunction) -> None:
    for body in (RECORDING, "[" * 1000):
        answer = function.ask(method, path, user=None, body=body)
        assert (answer.status, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert function.stored() == []


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40
