"""The document says what the function does, and the function does what the document says."""

import re
from typing import Any

from bandup.storage.upload_forms import FORM_SECONDS
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadType
from support.events import Answer
from support.openapi import SCHEMAS, as_documented, operations, routes_of

from .conftest import RECORDING, STRANGER, UploadFunction


def check(function: UploadFunction, method: str, path: str, status: int, identifier: str = "", **event: Any) -> Answer:
    answer = function.ask(method, re.sub(r"{\w+}", identifier, path), **event)
    assert answer.status == status, answer.raw
    as_documented(answer, method, path)
    return answer


def test_routes_are_the_same_both_ways(function: UploadFunction) -> None:
    documented = {(method, path) for method, path, _ in operations("s3_upload")}
    assert documented == routes_of(function.api)


def test_limits_are_the_same_both_ways() -> None:
    properties = SCHEMAS["UploadRequest"]["properties"]
    assert set(properties["upload_type"]["enum"]) == set(UploadType)
    said = re.findall(r"([\d,]+) for (\w+)", properties["size"]["description"])
    assert {name: int(size.replace(",", "")) for size, name in said} == {
        upload_type.value: rule.max_bytes for upload_type, rule in RULES.items()
    }
    description = properties["content_type"]["description"]
    words = set(re.findall(r"[\w./+-]+[\w]", description))
    for rule in RULES.values():
        for content_type in rule.content_types:
            kind, _, name = content_type.partition("/")
            assert content_type in words or (f"{kind}/" in description and name in words), content_type
    assert SCHEMAS["UploadForm"]["properties"]["expires_in"]["maximum"] == FORM_SECONDS


def test_answers_are_as_documented(function: UploadFunction) -> None:
    form = check(function, "POST", "/uploads", 201, body=RECORDING).json
    check(function, "GET", "/uploads/{upload_id}", 404, form["upload_id"])
    function.send(form, b"recorded")
    check(function, "GET", "/uploads/{upload_id}", 200, form["upload_id"])


def test_problems_are_as_documented(function: UploadFunction) -> None:
    form = function.create(key="3f1c")
    for method, path, _ in operations("s3_upload"):
        check(function, method, path, 401, form["upload_id"], user=None)
    check(function, "GET", "/uploads/{upload_id}", 404, form["upload_id"], user=STRANGER)
    bad_events: dict[int, dict[str, Any]] = {
        400: {"body": "["},
        409: {"body": RECORDING | {"size": 7}, "headers": {"Idempotency-Key": "3f1c"}},
        413: {"body": "x" * 1_000_000},
        415: {"body": RECORDING, "headers": {"Content-Type": "text/plain"}},
        422: {"body": {"a/b": 1}},
    }
    for status, event in bad_events.items():
        check(function, "POST", "/uploads", status, **event)


def test_faults_of_ours_are_as_documented(function: UploadFunction) -> None:
    function.s3.delete_bucket(Bucket=function.documents)
    check(function, "POST", "/uploads", 500, body=RECORDING, headers={"Idempotency-Key": "3f1c"})
