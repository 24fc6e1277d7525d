"""Flashcards: from a PDF's submission to a set that is read, exported and deleted."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bandup.jobs.kinds import FLASHCARD_SETS, Kind
from bandup.jobs.model import Job
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadType
from support.anki_import import Anki

from .cards import (
    AS_MADE,
    DOCUMENT,
    GAP,
    NAME,
    PICTURE,
    card,
    large_set,
    made,
    old_set,
    pageless_set,
    pictured_set,
    two_cards,
)
from .conftest import BUCKET, CARDS, LIMIT, OWNER, STRANGER, JobApiHarness
from .test_settings import ENVIRONMENT, ROOT

FORMATS = ("apkg", "csv", "json")


def stored(harness: JobApiHarness, job_id: str) -> Job:
    job = harness.jobs.get(job_id)
    assert job is not None
    return job


def ready(harness: JobApiHarness, work: Any = two_cards, **changes: Any) -> str:
    """A set that is made."""
    set_id = harness.submit_pdf(**changes)
    harness.work_off(work, Kind.FLASHCARD)
    return set_id


def exported(harness: JobApiHarness, set_id: str, kind: str, user: str = OWNER) -> bytes:
    """The file behind the link that an export answers."""
    answer = harness.ask("GET", f"/flashcard-sets/{set_id}/export", user=user, query={"format": kind})
    assert answer.status == 200, answer.raw
    url = urlsplit(answer.json["get_url"])
    query = parse_qs(url.query)
    assert int(query["X-Amz-Expires"][0]) == answer.json["expires_in"] <= 900
    assert query["response-content-disposition"] == [f'attachment; filename="flashcards-{set_id[:8]}.{kind}"']
    key = url.path.removeprefix("/").removeprefix(f"{BUCKET}/")
    assert key.startswith(f"exports/{user}/")
    return bytes(harness.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())


# --- submission


@pytest.mark.parametrize("by", ["upload_id", "pdf_url"])
def test_a_pdf_by_id_or_url(by: str, harness: JobApiHarness) -> None:
    pdf = harness.upload(UploadType.FLASHCARD_PDF, b"%PDF-1.7")
    names = {"upload_id": pdf.key.rpartition("/")[2], "pdf_url": f"s3://{pdf.bucket}/{pdf.key}"}
    answer = harness.ask("POST", "/flashcards", body=CARDS | {by: names[by]})
    assert answer.status == 202
    assert answer.headers["location"] == f"jobs/{answer.json['job_id']}"
    job = stored(harness, answer.json["job_id"])
    assert job.kind is Kind.FLASHCARD
    assert job.request == CARDS | {"upload": pdf.as_request()}
    assert [json.loads(message.body)["job_id"] for message in harness.queues[Kind.FLASHCARD].messages] == [job.job_id]


def test_a_document_by_its_id(harness: JobApiHarness) -> None:
    document = harness.upload(UploadType.FLASHCARD_DOCUMENT, b"# Plants")
    answer = harness.ask("POST", "/flashcards", body=CARDS | {"upload_id": document.key.rpartition("/")[2]})
    assert answer.status == 202
    assert stored(harness, answer.json["job_id"]).request == CARDS | {"upload": document.as_request()}


def test_an_essay_is_no_document(harness: JobApiHarness) -> None:
    essay = harness.upload(UploadType.WRITING_ESSAY, b"An essay.")
    answer = harness.ask("POST", "/flashcards", body=CARDS | {"upload_id": essay.key.rpartition("/")[2]})
    assert (answer.status, answer.pointers) == (422, [("body", "/upload_id")])


def test_a_set_without_pages_is_read_and_exported(harness: JobApiHarness) -> None:
    set_id = ready(harness, made(card(1) | {"page": None}))
    assert harness.ask("GET", f"/flashcard-sets/{set_id}").json["flashcards"][0]["page"] is None
    [_, row] = csv.reader(io.StringIO(exported(harness, set_id, "csv").decode("utf-8-sig")))
    assert row[4] == ""
    assert json.loads(exported(harness, set_id, "json"))["flashcards"][0]["page"] is None


def test_pictures_are_made_only_for_who_asks(harness: JobApiHarness) -> None:
    pdf = harness.upload(UploadType.FLASHCARD_PDF, b"%PDF-1.7")
    body, key = CARDS | {"upload_id": pdf.key.rpartition("/")[2]}, {"Idempotency-Key": "3f1c"}
    without = harness.ask("POST", "/flashcards", body=body, headers=key).json
    assert harness.ask("POST", "/flashcards", body=body | {"page_images": False}, headers=key).json == without
    assert harness.ask("POST", "/flashcards", body=body | {"page_images": True}, headers=key).status == 409
    assert "page_images" not in stored(harness, without["job_id"]).request
    assert stored(harness, harness.submit_pdf(page_images=True)).request["page_images"] is True
    for wrong in ("true", 1, None):
        assert harness.ask("POST", "/flashcards", body=body | {"page_images": wrong}).pointers == [
            ("body", "/page_images")
        ]


def test_a_replaced_set_gives_its_document(harness: JobApiHarness) -> None:
    other = "0" * 64
    set_id = ready(harness, made(card(1)))
    harness.dynamodb.update_item(
        TableName=FLASHCARD_SETS.table_in(harness.settings),
        Key={"set_id": {"S": set_id}, "user_id": {"S": OWNER}},
        UpdateExpression="SET document_id = :other",
        ExpressionAttributeValues={":other": {"S": other}},
    )
    again = stored(harness, harness.submit_pdf(replaces=set_id))
    assert (again.request["replaces"], again.request["document_id"]) == (set_id, other)
    harness.ask("DELETE", f"/flashcard-sets/{set_id}")
    harness.work_off(two_cards, Kind.FLASHCARD)
    found = harness.ask("GET", f"/flashcard-sets/{again.job_id}").json
    assert (found["replaces"], found["document_id"]) == (set_id, other)


def test_a_strangers_set_is_not_replaced(harness: JobApiHarness) -> None:
    set_id = ready(harness, user=STRANGER)
    upload_id = harness.upload(UploadType.FLASHCARD_PDF, b"%PDF-1.7").key.rpartition("/")[2]
    answer = harness.ask("POST", "/flashcards", body=CARDS | {"upload_id": upload_id, "replaces": set_id})
    assert (answer.status, answer.pointers) == (422, [("body", "/replaces")])
    unknown = harness.ask("POST", "/flashcards", body=CARDS | {"upload_id": upload_id, "replaces": upload_id})
    assert unknown.json["errors"] == answer.json["errors"]


@pytest.mark.parametrize("by", ["upload_id", "pdf_url"])
def test_a_strangers_pdf_is_not_read(by: str, harness: JobApiHarness) -> None:
    pdf = harness.upload(UploadType.FLASHCARD_PDF, b"%PDF-1.7", STRANGER)
    names = {"upload_id": pdf.key.rpartition("/")[2], "pdf_url": f"s3://{pdf.bucket}/{pdf.key}"}
    answer = harness.ask("POST", "/flashcards", body=CARDS | {by: names[by]})
    assert (answer.status, answer.pointers) == (422, [("body", f"/{by}")])


def test_another_type_of_upload_is_no_pdf(harness: JobApiHarness) -> None:
    essay = harness.upload(UploadType.WRITING_ESSAY, b"An essay.")
    answer = harness.ask("POST", "/flashcards", body=CARDS | {"upload_id": essay.key.rpartition("/")[2]})
    assert (answer.status, answer.pointers) == (422, [("body", "/upload_id")])


def test_an_empty_or_too_large_pdf_is_refused(harness: JobApiHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = RULES[UploadType.FLASHCARD_PDF]
    monkeypatch.setitem(RULES, UploadType.FLASHCARD_PDF, replace(rule, max_bytes=4))
    for content, code in ((b"", "empty_upload"), (b"%PDF-1.7", "upload_too_large")):
        upload = harness.upload(UploadType.FLASHCARD_PDF, content)
        answer = harness.ask("POST", "/flashcards", body=CARDS | {"upload_id": upload.key.rpartition("/")[2]})
        assert (answer.status, answer.json["errors"][0]["code"]) == (422, code)


def test_a_repetition_is_the_same_job_though_the_pdf_is_gone(harness: JobApiHarness) -> None:
    pdf = harness.upload(UploadType.FLASHCARD_PDF, b"%PDF-1.7")
    body, key = CARDS | {"upload_id": pdf.key.rpartition("/")[2]}, {"Idempotency-Key": "3f1c"}
    first = harness.ask("POST", "/flashcards", body=body, headers=key)
    harness.s3.delete_object(Bucket=pdf.bucket, Key=pdf.key)
    assert harness.ask("POST", "/flashcards", body=body, headers=key).json == first.json
    assert harness.ask("POST", "/flashcards", body=body | {"num_cards": 7}, headers=key).status == 409


def test_flashcards_have_a_quota_of_their_own(harness: JobApiHarness) -> None:
    for _ in range(LIMIT):
        harness.submit_pdf()
    pdf = harness.upload(UploadType.FLASHCARD_PDF, b"%PDF-1.7")
    body = CARDS | {"upload_id": pdf.key.rpartition("/")[2]}
    assert harness.ask("POST", "/flashcards", body=body).status == 429
    harness.submit()


# --- sets


@pytest.mark.parametrize(
    ("work", "name", "chapters"), [(two_cards, NAME, ["Chapter 1", "Chapter 7"]), (old_set, None, [None, None])]
)
def test_an_older_set_has_no_name_and_no_chapters(
    work: Any, name: str | None, chapters: list[str | None], harness: JobApiHarness
) -> None:
    set_id = ready(harness, work)
    for found in (harness.ask("GET", f"/flashcard-sets/{set_id}").json, json.loads(exported(harness, set_id, "json"))):
        assert found["document_name"] == name
        for field in ("chapter", "hint", "context"):
            assert [each[field] is None for each in found["flashcards"]] == [each is None for each in chapters]
        assert [each["chapter"] for each in found["flashcards"]] == chapters
        assert {each["page_image"] for each in found["flashcards"]} == {None}
    [listed] = harness.ask("GET", "/flashcard-sets").json["items"]
    assert listed["document_name"] == name
    rows = list(csv.DictReader(io.StringIO(exported(harness, set_id, "csv").decode("utf-8-sig"))))
    assert [row["chapter"] for row in rows] == [each or "" for each in chapters]
    assert exported(harness, set_id, "apkg")


def test_a_set_of_a_document_without_pages_says_so_everywhere(harness: JobApiHarness) -> None:
    set_id = ready(harness, pageless_set)
    [listed] = harness.ask("GET", "/flashcard-sets").json["items"]
    found = harness.ask("GET", f"/flashcard-sets/{set_id}").json
    for each in (listed, found, found["document"], json.loads(exported(harness, set_id, "json"))):
        assert each["page_count"] is None


@pytest.mark.parametrize("work", [two_cards, large_set])
def test_a_job_is_followed_to_its_set(work: Any, harness: JobApiHarness) -> None:
    set_id = ready(harness, work)
    job = harness.ask("GET", f"/jobs/{set_id}").json
    assert (job["kind"], job["status"], job["result_url"]) == ("flashcard", "COMPLETED", f"/flashcard-sets/{set_id}")
    found = harness.ask("GET", job["result_url"])
    assert found.status == 200
    assert found.json["flashcards"] == [card(1) | AS_MADE, GAP | AS_MADE]
    assert found.json["retrieval"]["coverage"]["share"] == 0.62
    assert found.json["user_id"] == OWNER
    assert "body_key" not in found.json


def test_cards_of_before_the_second_look_had_none(harness: JobApiHarness) -> None:
    old = {name: value for name, value in card(1).items() if name != "verified_by"}
    set_id = ready(harness, made(old, GAP))
    first, second = harness.ask("GET", f"/flashcard-sets/{set_id}").json["flashcards"]
    assert (first["verified_by"], second["verified_by"]) == (None, "model")


def test_lists_page_newest_first_without_cards(harness: JobApiHarness) -> None:
    ids = [ready(harness) for _ in range(3)]
    ready(harness, user=STRANGER)
    first = harness.ask("GET", "/flashcard-sets", query={"limit": "2"}).json
    second = harness.ask("GET", "/flashcard-sets", query={"limit": "2", "next_token": first["next_token"]}).json
    assert [each["set_id"] for each in first["items"] + second["items"]] == ids[::-1]
    assert "next_token" not in second
    assert first["items"][0]["total_cards"] == 2
    assert not {"flashcards", "user_id"} & first["items"][0].keys()
    for path in ("/jobs", "/evaluations"):
        answer = harness.ask("GET", path, query={"next_token": first["next_token"]})
        assert answer.status == 422, "a token is good for its own list"


def test_a_set_is_no_evaluation(harness: JobApiHarness) -> None:
    set_id = ready(harness)
    assert harness.ask("GET", f"/evaluations/{set_id}").status == 404
    assert harness.ask("GET", "/evaluations").json == {"items": []}


@pytest.mark.parametrize("work", [two_cards, large_set])
def test_a_deleted_set_is_gone_with_what_was_submitted(work: Any, harness: JobApiHarness) -> None:
    set_id, kept = ready(harness, work), ready(harness)
    assert harness.ask("DELETE", f"/flashcard-sets/{set_id}", user=STRANGER).status == 404
    assert harness.ask("DELETE", f"/flashcard-sets/{set_id}").status == 204
    for method, path in (("GET", ""), ("DELETE", ""), ("GET", "/export")):
        assert harness.ask(method, f"/flashcard-sets/{set_id}{path}", query={"format": "csv"}).status == 404
    assert harness.versions(set_id) == []
    assert [each["set_id"] for each in harness.ask("GET", "/flashcard-sets").json["items"]] == [kept]
    assert stored(harness, set_id).request == {}
    left = harness.ask("GET", f"/jobs/{set_id}").json
    assert (left["status"], left["cost"]["usd"]) == ("COMPLETED", 0.0031)
    assert "result_url" not in left


# --- export of one set


@pytest.mark.parametrize("kind", FORMATS)
def test_a_strangers_set_is_not_exported(kind: str, harness: JobApiHarness) -> None:
    set_id = ready(harness)
    before = harness.versions("exports/")
    for path in (set_id, "0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"):
        answer = harness.ask("GET", f"/flashcard-sets/{path}/export", user=STRANGER, query={"format": kind})
        assert answer.status == 404
    assert harness.versions("exports/") == before


def test_the_package_opens_in_anki(harness: JobApiHarness, tmp_path: Any) -> None:
    set_id = ready(harness)
    anki = Anki(tmp_path)
    assert anki.load(exported(harness, set_id, "apkg")).new == 2
    again = ready(harness, made(card(1, question="Asked otherwise?"), card(2), GAP), replaces=set_id)
    loaded = anki.load(exported(harness, again, "apkg"))
    # Anki counts in seconds, and the clock of these tests moves by milliseconds: what is not newer is left.
    assert (loaded.new, loaded.updated + loaded.unchanged, loaded.refused) == (1, 2, 0)
    assert anki.collection.note_count() == 3
    anki.close()


def test_pictures_are_in_the_package_and_go_with_the_set(harness: JobApiHarness, tmp_path: Any) -> None:
    set_id = ready(harness, pictured_set)
    found = harness.ask("GET", f"/flashcard-sets/{set_id}").json
    assert [each["page_image"] for each in found["flashcards"]] == [PICTURE, None]
    assert not {"attachment_key", "body_key"} & found.keys()
    assert len(harness.versions(f"results/flashcard/{set_id}/")) == 2
    anki = Anki(tmp_path)
    assert anki.load(exported(harness, set_id, "apkg")).new == 2
    assert anki.media() == {PICTURE: b"\xff\xd8 of the first card"}
    anki.close()
    assert harness.ask("DELETE", f"/flashcard-sets/{set_id}").status == 204
    assert harness.versions(f"results/flashcard/{set_id}/") == []


@pytest.mark.parametrize("work", [two_cards, large_set])
def test_the_table_and_the_json_hold_the_cards(work: Any, harness: JobApiHarness) -> None:
    set_id = ready(harness, work)
    rows = list(csv.DictReader(io.StringIO(exported(harness, set_id, "csv").decode("utf-8-sig"), newline="")))
    assert [row["question"] for row in rows] == [card(1)["question"], GAP["question"]]
    assert rows[1]["example"] == GAP["example"]
    assert [row["hint"] for row in rows] == ["fact 1", "fact 7"]
    assert rows[0]["context"] == card(1)["context"]
    file = json.loads(exported(harness, set_id, "json"))
    assert file == harness.ask("GET", f"/flashcard-sets/{set_id}").json
    assert (file["document_id"], file["total_cards"]) == (DOCUMENT, 2)


def test_a_deleted_account_exports_nothing(harness: JobApiHarness) -> None:
    set_id = ready(harness)
    before = harness.versions(f"exports/{OWNER}/")
    harness.ask("DELETE", "/me")
    answer = harness.ask("GET", f"/flashcard-sets/{set_id}/export", query={"format": "apkg"})
    assert (answer.status, answer.json["type"]) == (403, "urn:bandup:problem:account-deleted")
    assert harness.versions(f"exports/{OWNER}/") == before


@pytest.mark.slow
def test_only_who_exports_to_anki_waits_for_its_library() -> None:
    """People wait for a cold start of this function at every route; most never export a deck."""
    code = "import sys; from job_api.handler import handler; print('genanki' in sys.modules)"
    environment = ENVIRONMENT | {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT / 'images'}:{ROOT / 'shared'}",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    start = subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert start.stdout == "False\n"
