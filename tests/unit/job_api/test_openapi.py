"""The document says what the function does, and the function does what the document says."""

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

from openapi_spec_validator import validate

from bandup.core.ids import UUID_PATTERN
from bandup.flashcards.options import CardType, Difficulty
from bandup.http import exceptions as problems
from bandup.http import paging, parameters
from bandup.ielts.error_types import ErrorType
from bandup.ielts.exams import Exam
from bandup.ielts.languages import FEEDBACK_LANGUAGES
from bandup.jobs.kinds import RESULT_TABLES, Kind
from bandup.jobs.model import Status
from bandup.storage.uploads import UploadType
from job_api import evaluations, flashcard_sets
from job_api.app import build_api
from ops.images.functions import functions
from ops.local_stage.ports import Ports
from ops.paths import ROOT
from ops.terraform.stages import find_aws_stages, region_of
from support.events import Answer
from support.openapi import DOCUMENT, SCHEMAS, as_documented, faults, operations, problem_kinds, routes_of

from .account import interviewed
from .cards import large_set, two_cards
from .conftest import CARDS, ESSAY, LIMIT, STRANGER, JobApiHarness
from .grading import graded, revising, too_short
from .spoken import MADE


def test_the_document_is_valid_openapi_3_0() -> None:
    validate(DOCUMENT)
    assert DOCUMENT["openapi"].startswith("3.0.")


def read_terraform(path: str, name: str) -> str:
    """What a file of Terraform gives a name in plain text."""
    (value,) = re.findall(rf'^ *{name} *= "([^"]+)"$', (ROOT / "terraform" / path).read_text(), flags=re.MULTILINE)
    return str(value)


def test_servers_are_where_stages_answer() -> None:
    """In AWS by the rule of API Gateway for the addresses of its stages, else as LocalStack serves them."""
    gateway_stage = read_terraform("modules/rest_api/main.tf", "stage_name")
    in_aws, local = DOCUMENT["servers"]
    assert in_aws["url"] == f"https://{{api_id}}.execute-api.{{region}}.amazonaws.com/{gateway_stage}"
    for stage in find_aws_stages():
        assert in_aws["variables"]["region"]["default"] == region_of(ROOT / "terraform/stages" / stage)
    port = local["variables"]["port"]["default"]
    assert local["url"].replace("{port}", port) == (
        f"{Ports().url('localstack')}/_aws/execute-api/{{api_id}}/{gateway_stage}"
    )


def test_each_operation_names_its_function_and_needs_a_token() -> None:
    assert DOCUMENT["security"] == [{"accessToken": []}]
    for _, _, operation in operations():
        assert operation["x-bandup-function"] in functions()
        assert "security" not in operation
        assert {"401", "500", "503"} <= operation["responses"].keys()


def test_routes_are_the_same_both_ways(harness: JobApiHarness) -> None:
    documented = {(method, path) for method, path, _ in operations("job_api")}
    assert documented == routes_of(build_api(harness.services))


def test_each_type_of_card_is_the_same_everywhere() -> None:
    assert SCHEMAS["CardType"]["enum"] == list(CardType)
    assert SCHEMAS["FlashcardSubmission"]["properties"]["question_types"]["maxItems"] == len(CardType)
    assert SCHEMAS["Difficulty"]["enum"] == list(Difficulty)


def test_exams_languages_and_kinds_of_error_are_the_same_everywhere() -> None:
    assert SCHEMAS["Exam"]["enum"] == list(get_args(Exam))
    assert SCHEMAS["FeedbackLanguage"]["enum"] == list(FEEDBACK_LANGUAGES)
    assert SCHEMAS["ErrorType"]["enum"] == [*ErrorType, None]


def test_limits_are_the_same_both_ways() -> None:
    components = DOCUMENT["components"]["parameters"]
    limit, token = components["Limit"]["schema"], components["NextToken"]["schema"]
    assert (limit["minimum"], limit["maximum"]) == (1, parameters.MAX_LIMIT)
    assert limit["default"] == parameters.DEFAULT_LIMIT
    assert token["maxLength"] == paging.MAX_TOKEN_LENGTH
    assert set(SCHEMAS["EvaluationType"]["enum"]) == evaluations.TYPES
    assert set(SCHEMAS["EvaluationSummary"]["properties"]) == set(evaluations.SUMMARY)
    assert set(SCHEMAS["FlashcardSetSummary"]["properties"]) == set(flashcard_sets.SUMMARY)
    (chosen,) = DOCUMENT["paths"]["/flashcard-sets/{set_id}/export"]["get"]["parameters"]
    assert set(chosen["schema"]["enum"]) == set(flashcard_sets.FORMATS)
    assert SCHEMAS["Id"]["pattern"] == UUID_PATTERN
    assert set(SCHEMAS["Job"]["properties"]["status"]["enum"]) == set(Status)
    assert set(SCHEMAS["Job"]["properties"]["kind"]["enum"]) == set(Kind)
    assert SCHEMAS["Problem"]["properties"]["errors"]["maxItems"] == problems.MAX_FIELD_ERRORS


def test_every_problem_is_explained() -> None:
    listed = SCHEMAS["Problem"]["description"].partition("one of:")[2]
    assert set(re.findall(r"[a-z-]+", listed)) == problem_kinds()


def examples(node: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Every example in the document with its schema."""
    if isinstance(node, dict):
        if "schema" in node:
            yield from ((node["schema"], node[name]) for name in ("example",) if name in node)
            yield from ((node["schema"], example["value"]) for example in node.get("examples", {}).values())
        for child in node.values():
            yield from examples(child)
    elif isinstance(node, list):
        for child in node:
            yield from examples(child)


def test_every_example_is_valid() -> None:
    found = list(examples(DOCUMENT))
    assert len(found) > 10
    for schema, example in found:
        assert faults(schema, example) == []


def test_every_reference_is_used() -> None:
    text = json.dumps(DOCUMENT)
    for kind in ("schemas", "responses", "parameters", "headers"):
        for name in DOCUMENT["components"][kind]:
            assert f'"#/components/{kind}/{name}"' in text, name


CARD = "c1"
"""A card of each set of flashcards here."""

CARDS_OF, CARD_OF = "/flashcard-sets/{set_id}/cards", "/flashcard-sets/{set_id}/cards/{card_id}"


def check(harness: JobApiHarness, method: str, path: str, status: int, identifier: str = "", **event: Any) -> Answer:
    harness.compared.add((method, path, status))
    answer = harness.ask(method, re.sub(r"{\w+}", identifier, path.replace("{card_id}", CARD)), **event)
    assert answer.status == status, answer.raw
    as_documented(answer, method, path)
    return answer


def test_answers_are_as_documented(harness: JobApiHarness) -> None:
    job_id = check(harness, "POST", "/writing/evaluations", 202, body=ESSAY).json["job_id"]
    check(harness, "GET", "/jobs/{job_id}", 200, job_id)
    harness.work_off(graded)
    check(harness, "GET", "/jobs/{job_id}", 200, job_id)
    check(harness, "GET", "/evaluations/{evaluation_id}", 200, job_id)
    check(harness, "DELETE", "/jobs/{job_id}", 409, job_id)
    revised = check(harness, "POST", "/writing/evaluations", 202, body=ESSAY | {"revises": job_id}).json["job_id"]
    harness.work_off(revising)
    assert check(harness, "GET", "/evaluations/{evaluation_id}", 200, revised).json["revision"]["findings"]
    check(harness, "GET", "/evaluations/{evaluation_id}/drafts", 200, revised, query={"limit": "1"})
    check(harness, "GET", "/evaluations/{evaluation_id}/drafts", 200, revised)
    harness.submit(body=ESSAY | {"session_id": "monday", "task_type": "TASK_1"})
    harness.work_off(too_short)
    (summary,) = check(harness, "GET", "/evaluations", 200, query={"limit": "1"}).json["items"]
    check(harness, "GET", "/evaluations/{evaluation_id}", 200, summary["evaluation_id"])
    check(harness, "GET", "/jobs", 200, query={"limit": "1"})
    check(harness, "GET", "/jobs", 200)
    check(harness, "DELETE", "/jobs/{job_id}", 200, harness.submit())
    check(harness, "POST", "/speaking/evaluations", 202, body=recording(harness))
    set_id = harness.submit_pdf()
    harness.work_off(two_cards, Kind.FLASHCARD)
    check(harness, "GET", "/jobs/{job_id}", 200, set_id)
    check(harness, "GET", "/flashcard-sets/{set_id}", 200, set_id)
    harness.submit_pdf(replaces=set_id)
    harness.work_off(large_set, Kind.FLASHCARD)
    check(harness, "GET", "/flashcard-sets", 200, query={"limit": "1"})
    check(harness, "GET", "/flashcard-sets", 200)
    check(harness, "GET", CARDS_OF, 200, set_id)
    check(harness, "GET", CARDS_OF, 200, set_id, query={"limit": "1"})
    check(harness, "PATCH", CARD_OF, 200, set_id, body={"version": 1, "answer": "Mine.", "suspended": True})
    check(harness, "DELETE", CARD_OF, 204, set_id)
    check(harness, "GET", "/flashcard-sets/{set_id}", 200, set_id)
    for name in flashcard_sets.FORMATS:
        check(harness, "GET", "/flashcard-sets/{set_id}/export", 200, set_id, query={"format": name})
    check(harness, "DELETE", "/flashcard-sets/{set_id}", 204, set_id)
    check(harness, "POST", "/flashcards", 202, body=document(harness))
    for kind, (path, one, key) in MATERIAL.items():
        made = check(harness, "POST", path, 202, body=material(harness, kind)).json["job_id"]
        harness.work_off(MADE[kind], kind)
        check(harness, "GET", "/jobs/{job_id}", 200, made)
        assert check(harness, "GET", one, 200, made).json[key] == made
        assert check(harness, "GET", path, 200).json["items"][0][key] == made
        check(harness, "DELETE", one, 204, made)
    check(harness, "DELETE", "/evaluations/{evaluation_id}", 204, job_id)
    check(harness, "GET", "/jobs/{job_id}", 200, job_id)
    talk = interviewed(harness, "It was slow.").session_id
    check(harness, "GET", "/sessions/{session_id}/report", 200, talk)
    check(harness, "DELETE", "/sessions/{session_id}", 204, talk)
    check(harness, "GET", "/usage", 200)
    check(harness, "GET", "/me/export", 200)
    deletion = check(harness, "DELETE", "/me", 202).json["job_id"]
    check(harness, "GET", "/jobs/{job_id}", 200, deletion)
    assert {
        (method, path, int(status))
        for method, path, operation in operations("job_api")
        for status in operation["responses"]
        if status.startswith("2")
    } <= harness.compared


def recording(harness: JobApiHarness) -> dict[str, Any]:
    upload = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF")
    return {"part": "PART_1", "questions": ["Where do you live?"], "upload_id": upload.key.rpartition("/")[2]}


MATERIAL = {
    Kind.TRANSCRIPT: ("/transcripts", "/transcripts/{transcript_id}", "transcript_id"),
    Kind.TEXT: ("/texts", "/texts/{text_id}", "text_id"),
}


def material(harness: JobApiHarness, kind: Kind) -> dict[str, Any]:
    """What is submitted to be written down, or to be read."""
    upload_type = UploadType.SPEAKING_AUDIO if kind is Kind.TRANSCRIPT else UploadType.JOB_DESCRIPTION
    return {"upload_id": harness.upload(upload_type, b"of this type").key.rpartition("/")[2]}


def document(harness: JobApiHarness) -> dict[str, Any]:
    upload = harness.upload(UploadType.FLASHCARD_PDF, b"%PDF-1.7")
    return CARDS | {"upload_id": upload.key.rpartition("/")[2]}


def test_problems_are_as_documented(harness: JobApiHarness) -> None:
    job_id, talk = harness.submit(headers={"Idempotency-Key": "3f1c"}), interviewed(harness, "It was slow.").session_id
    for method, path, _ in operations("job_api"):
        check(harness, method, path, 401, job_id, user=None)
    for method, path in (("GET", "/sessions/{session_id}/report"), ("DELETE", "/sessions/{session_id}")):
        check(harness, method, path, 404, talk, user=STRANGER)
    for method, path in (
        ("GET", "/jobs/{job_id}"),
        ("DELETE", "/jobs/{job_id}"),
        ("GET", "/evaluations/{evaluation_id}"),
        ("DELETE", "/evaluations/{evaluation_id}"),
        ("GET", "/evaluations/{evaluation_id}/drafts"),
        ("GET", "/flashcard-sets/{set_id}"),
        ("DELETE", "/flashcard-sets/{set_id}"),
        ("GET", "/flashcard-sets/{set_id}/export"),
        ("GET", "/transcripts/{transcript_id}"),
        ("DELETE", "/transcripts/{transcript_id}"),
        ("GET", "/texts/{text_id}"),
        ("DELETE", "/texts/{text_id}"),
        ("GET", CARDS_OF),
        ("PATCH", CARD_OF),
        ("DELETE", CARD_OF),
    ):
        event: dict[str, Any] = {"body": {"version": 1, "answer": "Theirs."}} if method == "PATCH" else {}
        check(harness, method, path, 404, job_id, user=STRANGER, query={"format": "apkg"}, **event)
    check(harness, "GET", "/flashcard-sets/{set_id}/export", 422, job_id)
    for path in ("/jobs", "/evaluations", "/flashcard-sets", "/transcripts", "/texts"):
        check(harness, "GET", path, 422, query={"limit": "0"})
    bad_events: dict[int, dict[str, Any]] = {
        400: {"body": "["},
        409: {"body": ESSAY | {"question": "Why?"}, "headers": {"Idempotency-Key": "3f1c"}},
        413: {"body": "x" * 1_000_000},
        415: {"body": ESSAY, "headers": {"Content-Type": "text/plain"}},
        422: {"body": {"a/b": 1}},
    }
    for status, event in bad_events.items():
        check(harness, "POST", "/writing/evaluations", status, **event)
        if status != 409:
            check(harness, "POST", "/speaking/evaluations", status, **event)
            for path in ("/flashcards", "/transcripts", "/texts"):
                check(harness, "POST", path, status, **event)
            check(harness, "PATCH", CARD_OF, status, job_id, **event)
    for _ in range(LIMIT - 1):
        harness.submit()
    check(harness, "POST", "/writing/evaluations", 429, body=ESSAY)
    spoken, written, set_id = recording(harness), document(harness), harness.submit_pdf()
    harness.work_off(two_cards, Kind.FLASHCARD)
    check(harness, "GET", CARDS_OF, 422, set_id, query={"limit": "0"})
    check(harness, "PATCH", CARD_OF, 409, set_id, body={"version": 2, "answer": "Mine."})
    given = {path: material(harness, kind) for kind, (path, _, _) in MATERIAL.items()}
    harness.ask("DELETE", "/me")
    for path, body in given.items():
        check(harness, "POST", path, 403, body=body)
    check(harness, "PATCH", CARD_OF, 403, set_id, body={"version": 1, "answer": "Mine."})
    check(harness, "DELETE", CARD_OF, 403, set_id)
    check(harness, "POST", "/flashcards", 403, body=written)
    check(harness, "GET", "/flashcard-sets/{set_id}/export", 403, set_id, query={"format": "csv"})
    check(harness, "POST", "/writing/evaluations", 403, body=ESSAY)
    check(harness, "POST", "/speaking/evaluations", 403, body=spoken)
    check(harness, "GET", "/me/export", 403)
    check(harness, "GET", "/sessions/{session_id}/report", 403, talk)


def test_faults_of_ours_are_as_documented(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    bodies = {
        "/writing/evaluations": ESSAY,
        "/speaking/evaluations": recording(harness),
        "/flashcards": document(harness),
        **{path: material(harness, kind) for kind, (path, _, _) in MATERIAL.items()},
        CARD_OF: {"version": 1, "answer": "Mine."},
    }
    harness.dynamodb.delete_table(TableName=harness.settings.dynamodb_jobs)
    harness.dynamodb.delete_table(TableName=harness.settings.dynamodb_interview_sessions)
    for table in RESULT_TABLES:
        harness.dynamodb.delete_table(TableName=table.table_in(harness.settings))
    for method, path, _ in operations("job_api"):
        check(harness, method, path, 500, job_id, body=bodies.get(path), query={"format": "json"})
