"""Requests that must not get through: each has its answer, and leaves nothing behind."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from support.tokens import UserPool

from .cases import (
    BODY_LIMIT,
    CHART,
    PDF,
    RECORDING,
    UNKNOWN,
    UPLOADED,
    Case,
    changed,
    document,
    raw,
    spoken,
    whole,
    with_essay,
    with_member,
    without,
)
from .conftest import AUDIO, BUCKET, ESSAY, OWNER, STRANGER, World

CASES: dict[str, Case] = {
    # The body as a whole
    "body null": Case(400),
    "body empty": raw(""),
    "body blank": raw(" \n"),
    "not JSON": raw("Dear examiner"),
    "form": raw("task_type=TASK_2&question=x"),
    "XML": raw("<essay/>"),
    "cut JSON": raw(json.dumps(ESSAY)[:-10]),
    "two JSON texts": raw(json.dumps(ESSAY) * 2),
    "JSON null": raw("null"),
    "JSON true": raw("true"),
    "JSON number": raw("7"),
    "JSON text": raw('"essay"'),
    "JSON array": raw("[]"),
    "JSON array around the object": raw(json.dumps([ESSAY])),
    "empty object": Case(422, ("/essay_content", "/question", "/task_type"), {}),
    "base64 flag without base64": Case(400, body=json.dumps(ESSAY), event={"isBase64Encoded": True}),
    "base64 of no UTF-8": Case(400, body=base64.b64encode(b"\xff\xfe").decode(), event={"isBase64Encoded": True}),
    "base64 of nothing": Case(400, body="====", event={"isBase64Encoded": True}),
    "base64 without the flag": raw(base64.b64encode(json.dumps(ESSAY).encode()).decode()),
    "byte order mark": raw("\ufeff" + json.dumps(ESSAY)),
    "lone surrogate in the raw body": raw(with_essay('"\ud800"')),
    "duplicate key": raw(with_member('"question": "Another?"')),
    "duplicate unknown key": raw(with_member('"user_id": "a", "user_id": "b"')),
    "NaN": raw(with_member('"x": NaN')),
    "NaN as the essay": raw(with_essay("NaN")),
    "Infinity": raw(with_member('"x": Infinity')),
    "-Infinity": raw(with_member('"x": -Infinity')),
    "1e999": raw(with_member('"x": 1e999')),
    "5,000-digit integer": raw(with_member('"x": ' + "7" * 5000)),
    "200,000 levels of arrays": raw("[" * 200_000),
    "200,000 levels in a member": raw(with_member('"x": ' + "[" * 120_000 + "]" * 120_000)),
    "40,000 levels of objects": raw('{"a":' * 40_000),
    "raw control character": raw(with_essay('"a\x00b"')),
    "1 MB essay": Case(413, body=ESSAY | {"essay_content": "x" * 1_000_000}),
    "10 MB of brackets": raw("[" * 10_000_000, 413),
    "body one byte too long": raw(json.dumps(ESSAY).ljust(BODY_LIMIT + 1), 413),
    "body too long in bytes only": raw(json.dumps(ESSAY) + "\u3000" * 100_000, 413),
    "base64 of a body too long": Case(
        413, body=base64.b64encode(b" " * (BODY_LIMIT + 1)).decode(), event={"isBase64Encoded": True}
    ),
    "text/plain": Case(415, body=ESSAY, headers={"Content-Type": "text/plain"}),
    "multipart": Case(415, body=ESSAY, headers={"Content-Type": "multipart/form-data; boundary=x"}),
    "empty content type parameter": Case(415, body=ESSAY, headers={"Content-Type": ";charset=utf-8"}),
    # task_type
    "no task type": without("task_type"),
    "TASK_3": changed("/task_type", task_type="TASK_3"),
    "task type in lower case": changed("/task_type", task_type="task_2"),
    "task type with a blank": changed("/task_type", task_type="TASK_2 "),
    "task type null": changed("/task_type", task_type=None),
    "task type number": changed("/task_type", task_type=2),
    "task type list": changed("/task_type", task_type=["TASK_2"]),
    "task type object": changed("/task_type", task_type={"$ne": "TASK_2"}),
    # question
    "no question": without("question"),
    "question empty": changed("/question", question=""),
    "question blank": changed("/question", question=" \t\r\n\u3000"),
    "question invisible": changed("/question", question="\u200b\u2060\ufeff"),
    "question null": changed("/question", question=None),
    "question number": changed("/question", question=7),
    "question true": changed("/question", question=True),
    "question list": changed("/question", question=["Why?"]),
    "question too long": changed("/question", question="x" * 4001),
    "question with an escape sequence": changed("/question", question="\x1b[2J"),
    # essay_content
    "no essay": without("essay_content"),
    "essay empty": changed("/essay_content", essay_content=""),
    "essay blank": changed("/essay_content", essay_content=" \n\t" * 100),
    "essay of zero-width characters": changed("/essay_content", essay_content="\u200b\u200d\u2060" * 100),
    "essay of tag characters": changed("/essay_content", essay_content="\U000e0041\U000e0042"),
    "essay null": changed("/essay_content", essay_content=None),
    "essay number": changed("/essay_content", essay_content=7),
    "essay list of lines": changed("/essay_content", essay_content=["one", "two"]),
    "essay object": changed("/essay_content", essay_content={"S": "x"}),
    "essay one character too long": changed("/essay_content", essay_content="x" * 20_001),
    "essay of 100,000 characters": changed("/essay_content", essay_content="x" * 100_000),
    "NUL": raw(with_essay('"a\\u0000b"'), 422, "/essay_content"),
    "backspace": raw(with_essay('"a\\bb"'), 422, "/essay_content"),
    "escape": raw(with_essay('"\\u001b[31m"'), 422, "/essay_content"),
    "lone high surrogate": raw(with_essay('"\\ud800"'), 422, "/essay_content"),
    "lone low surrogate": raw(with_essay('"x\\udfffx"'), 422, "/essay_content"),
    "surrogates the wrong way round": raw(with_essay('"\\udc00\\ud800"'), 422, "/essay_content"),
    # session_id
    "session empty": changed("/session_id", session_id=""),
    "session too long": changed("/session_id", session_id="x" * 129),
    "session with a blank": changed("/session_id", session_id="a b"),
    "session with a line end": changed("/session_id", session_id="abc\n"),
    "session with a path": changed("/session_id", session_id="../other"),
    "session not ASCII": changed("/session_id", session_id="\u0430bc"),
    "session number": changed("/session_id", session_id=7),
    # Fields that nobody asked for
    "user id of another": changed("/user_id", user_id="5b2c3d4e-stranger"),
    "job id": changed("/job_id", job_id="mine"),
    "word count": changed("/word_count", word_count=300),
    "__proto__": Case(422, ("/__proto__",), with_member('"__proto__": {"admin": true}')),
    "unknown field with a slash and a tilde": Case(422, ("/a~1b~0c",), ESSAY | {"a/b~c": 1}),
    "unknown field with an empty name": Case(422, ("/",), ESSAY | {"": 1}),
    "name in another case": Case(422, ("/Question",), ESSAY | {"Question": "x"}),
    "surrogate in an unknown name": raw(with_member('"\\ud800": 1'), 422, "/\ud800"),
    "200-character name": raw(with_member('"' + "n" * 200 + '": 1')),
    "several at once": Case(
        422, ("/essay_content", "/extra", "/question", "/task_type"), {"question": "", "essay_content": 7, "extra": 1}
    ),
    # Uploads in the place of text and chart
    "text and upload": changed("/essay_content", upload_id=UNKNOWN),
    "upload that is not there": Case(422, ("/upload_id",), UPLOADED),
    "upload id in upper case": Case(422, ("/upload_id",), UPLOADED | {"upload_id": UNKNOWN.upper()}),
    "upload id with a path": Case(422, ("/upload_id",), UPLOADED | {"upload_id": f"../{UNKNOWN}"}),
    "upload id number": Case(422, ("/upload_id",), UPLOADED | {"upload_id": 7}),
    "upload id empty": Case(422, ("/upload_id",), UPLOADED | {"upload_id": ""}),
    "upload by URL": Case(422, ("/audio_url", "/essay_content"), {**ESSAY, "essay_content": None, "audio_url": "x"}),
    "chart that is not there": Case(422, ("/image_upload_id",), CHART | {"image_upload_id": UNKNOWN}),
    "chart of a Task 2": changed("/image_upload_id", image_upload_id=UNKNOWN),
    "chart id list": Case(422, ("/image_upload_id",), CHART | {"image_upload_id": [UNKNOWN]}),
    # A whole test
    "tasks null": whole("/tasks", tasks=None),
    "tasks object": whole("/tasks", tasks={"0": CHART, "1": ESSAY}),
    "no tasks": whole("/tasks", tasks=[]),
    "one task": whole("/tasks", tasks=[ESSAY]),
    "three tasks": whole("/tasks", tasks=[CHART, ESSAY, ESSAY]),
    "Task 2 twice": whole("/tasks", tasks=[ESSAY, ESSAY]),
    "Task 1 twice": whole("/tasks", tasks=[CHART, CHART]),
    "tasks of texts": whole("/tasks/0", "/tasks/1", tasks=["TASK_1", "TASK_2"]),
    "fault in the second task": whole("/tasks/1/essay_content", tasks=[CHART, ESSAY | {"essay_content": " "}]),
    "upload missing in the first": whole("/tasks/0/upload_id", tasks=[UPLOADED, CHART]),
    "chart missing in the second": whole(
        "/tasks/1/image_upload_id", tasks=[ESSAY, CHART | {"image_upload_id": UNKNOWN}]
    ),
    "session inside a task": whole("/tasks/0/session_id", tasks=[CHART | {"session_id": "x"}, ESSAY]),
    "tasks beside a task": whole("/essay_content", "/question", "/task_type", tasks=[CHART, ESSAY], **ESSAY),
    "whole test with a bad session": whole("/session_id", tasks=[CHART, ESSAY], session_id=""),
    # Speaking
    "recording that is not there": spoken("/upload_id"),
    "no part": spoken("/part", part=None),
    "PART_4": spoken("/part", part="PART_4"),
    "part number": spoken("/part", part=1),
    "no questions": spoken("/questions", questions=None),
    "questions empty": spoken("/questions", questions=[]),
    "21 questions": spoken("/questions", questions=["Why?"] * 21),
    "questions text": spoken("/questions", questions="Why?"),
    "question blank in the list": spoken("/questions/1", questions=["Why?", " \u200b"]),
    "question too long in the list": spoken("/questions/0", questions=["x" * 501]),
    "question number in the list": spoken("/questions/0", questions=[7]),
    "no recording": spoken("/upload_id", upload_id=None),
    "recording null": Case(422, ("/upload_id",), RECORDING | {"upload_id": None}, path="/speaking/evaluations"),
    "recording by id and URL": spoken("/upload_id", audio_url="s3://audio/x"),
    "recording at a web address": spoken("/audio_url", upload_id=None, audio_url="https://example.org/x.mp3"),
    "recording in a bucket of the caller": spoken(
        "/audio_url", upload_id=None, audio_url=f"s3://bandup-mine/uploads/speaking_audio/{OWNER}/{UNKNOWN}"
    ),
    "recording of another user": spoken(
        "/audio_url", upload_id=None, audio_url=f"s3://{AUDIO}/uploads/speaking_audio/{STRANGER}/{UNKNOWN}"
    ),
    "recording by a path": spoken(
        "/audio_url", upload_id=None, audio_url=f"s3://{AUDIO}/uploads/speaking_audio/{OWNER}/../{STRANGER}/{UNKNOWN}"
    ),
    "recording by an empty URL": spoken("/audio_url", upload_id=None, audio_url=""),
    "recording by a long URL": spoken("/audio_url", upload_id=None, audio_url="s3://" + "x" * 600),
    "audio in the body": spoken("/audio", audio="UklGRg=="),
    "recording of another": spoken("/user_id", user_id=STRANGER),
    # Flashcards
    "PDF that is not there": document("/upload_id"),
    "no PDF": document("/upload_id", upload_id=None),
    "PDF null": Case(422, ("/upload_id",), PDF | {"upload_id": None}, path="/flashcards"),
    "PDF by id and URL": document("/upload_id", pdf_url="s3://documents/x"),
    "PDF id in upper case": document("/upload_id", upload_id=UNKNOWN.upper()),
    "PDF at a web address": document("/pdf_url", upload_id=None, pdf_url="https://example.org/x.pdf"),
    "PDF in a bucket of the caller": document(
        "/pdf_url", upload_id=None, pdf_url=f"s3://bandup-mine/uploads/flashcard_pdf/{OWNER}/{UNKNOWN}"
    ),
    "PDF of another user": document(
        "/pdf_url", upload_id=None, pdf_url=f"s3://{BUCKET}/uploads/flashcard_pdf/{STRANGER}/{UNKNOWN}"
    ),
    "PDF by the URL of an essay": document(
        "/pdf_url", upload_id=None, pdf_url=f"s3://{BUCKET}/uploads/writing_essay/{OWNER}/{UNKNOWN}"
    ),
    "PDF by a long URL": document("/pdf_url", upload_id=None, pdf_url="s3://" + "x" * 600),
    "PDF in the body": document("/pdf", pdf="JVBERi0="),
    "no number of cards": document("/num_cards", num_cards=None),
    "no cards": document("/num_cards", num_cards=0),
    "-1 cards": document("/num_cards", num_cards=-1),
    "51 cards": document("/num_cards", num_cards=51),
    "a trillion cards": document("/num_cards", num_cards=10**12),
    "half a card": document("/num_cards", num_cards=1.5),
    "cards as a fraction": document("/num_cards", num_cards=5.0),
    "cards as a text": document("/num_cards", num_cards="20"),
    "cards true": document("/num_cards", num_cards=True),
    "cards in a list": document("/num_cards", num_cards=[20]),
    "no difficulty": document("/difficulty", difficulty=None),
    "difficulty in lower case": document("/difficulty", difficulty="easy"),
    "difficulty unknown": document("/difficulty", difficulty="IMPOSSIBLE"),
    "difficulty number": document("/difficulty", difficulty=1),
    "no types": document("/question_types", question_types=None),
    "types empty": document("/question_types", question_types=[]),
    "types text": document("/question_types", question_types="CLOZE"),
    "type twice": document("/question_types", question_types=["CLOZE", "FACT", "CLOZE"]),
    "type unknown": document("/question_types/1", question_types=["CLOZE", "RIDDLE"]),
    "type null in the list": document("/question_types/0", question_types=[None]),
    "type number in the list": document("/question_types/0", question_types=[1]),
    "type list in the list": document("/question_types/0", question_types=[["CLOZE"]]),
    "more types than there are": document("/question_types", question_types=["CLOZE"] * 7),
    "replaced set that is not there": document("/replaces", replaces=UNKNOWN),
    "replaced set by a path": document("/replaces", replaces=f"../{UNKNOWN}"),
    "replaced set number": document("/replaces", replaces=7),
    "set id of the caller": document("/set_id", set_id=UNKNOWN),
    "document id of the caller": document("/document_id", document_id="0" * 64),
    "document of another": document("/user_id", user_id=STRANGER),
    # Idempotency-Key
    "key empty": Case(422, ("/Idempotency-Key",), ESSAY, {"Idempotency-Key": ""}),
    "key with a blank": Case(422, ("/Idempotency-Key",), ESSAY, {"Idempotency-Key": "a b"}),
    "key too long": Case(422, ("/Idempotency-Key",), ESSAY, {"Idempotency-Key": "k" * 256}),
    "key not ASCII": Case(422, ("/Idempotency-Key",), ESSAY, {"Idempotency-Key": "é"}),
    "key with a line end": Case(422, ("/Idempotency-Key",), ESSAY, {"Idempotency-Key": "a\r\nX: 1"}),
    "two keys": Case(
        422,
        ("/Idempotency-Key",),
        ESSAY,
        {"Idempotency-Key": "a", "idempotency-key": "b"},
        {"multiValueHeaders": None},
    ),
}

TITLES = {
    400: "malformed-request",
    413: "body-too-large",
    415: "unsupported-media-type",
    422: "invalid-fields",
}


@pytest.fixture(scope="module")
def world(clients: tuple[Any, Any], pool: UserPool) -> World:
    """One for all: nothing here may change anything in it."""
    return World(*clients, pool)


def untouched(world: World) -> bool:
    return world.stored() == [] and not any(queue.messages for queue in world.queues.values())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_refused(case: Case, world: World) -> None:
    headers = {"Authorization": world.pool.bearer(OWNER)} | case.headers
    answer = world.ask("POST", case.path, body=case.body, headers=headers, **case.event)
    assert answer.status == case.status, answer.raw
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["type"] == f"urn:bandup:problem:{TITLES[case.status]}"
    assert answer.json["status"] == case.status
    assert answer.json["request_id"] == answer.headers["x-request-id"]
    assert tuple(pointer for _, pointer in answer.pointers) == case.pointers
    assert len(answer.raw["body"]) < 2000
    assert untouched(world)


def test_no_answer_quotes_the_request(world: World) -> None:
    canary = "canary-of-the-essay"
    for body in (
        {"task_type": canary, "question": [canary], "essay_content": {canary: canary}, "session_id": f"{canary}!"},
        ESSAY | {"essay_content": f"{canary}\x00"},
        f'{{"question": "{canary}"',
        f'"{canary}"',
    ):
        answer = world.ask("POST", "/writing/evaluations", body=body, headers={"Idempotency-Key": f"{canary} "})
        assert 400 <= answer.status < 500
        assert canary not in json.dumps(answer.raw)


TOKENS: dict[str, Callable[[World], dict[str, Any]]] = {
    "none": lambda _: {},
    "empty": lambda _: {"Authorization": ""},
    "no scheme": lambda world: {"Authorization": world.pool.token(OWNER)},
    "other scheme": lambda world: {"Authorization": f"Basic {world.pool.token(OWNER)}"},
    "garbage": lambda _: {"Authorization": "Bearer a.b.c"},
    "expired": lambda world: {"Authorization": f"Bearer {world.pool.token(OWNER, exp=1)}"},
    "ID token": lambda world: {"Authorization": f"Bearer {world.pool.token(OWNER, token_use='id')}"},
    "foreign pool": lambda world: {
        "Authorization": f"Bearer {world.pool.token(OWNER, iss='https://cognito-idp.us-east-1.amazonaws.com/other')}"
    },
    "foreign client": lambda world: {"Authorization": f"Bearer {world.pool.token(OWNER, client_id='other')}"},
    "twice": lambda world: {
        "Authorization": f"{world.pool.bearer(OWNER)}, {world.pool.bearer(OWNER)}",
    },
    "user id header": lambda _: {"X-User-Id": OWNER},
}
ROUTES = [
    ("POST", "/writing/evaluations"),
    ("GET", "/jobs"),
    ("GET", "/jobs/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("DELETE", "/jobs/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("GET", "/evaluations"),
    ("GET", "/evaluations/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("DELETE", "/evaluations/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("POST", "/speaking/evaluations"),
    ("POST", "/flashcards"),
    ("GET", "/flashcard-sets"),
    ("GET", "/flashcard-sets/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("DELETE", "/flashcard-sets/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("GET", "/flashcard-sets/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4/export"),
    ("GET", "/usage"),
    ("GET", "/me/export"),
    ("DELETE", "/me"),
]


@pytest.mark.parametrize("headers", TOKENS.values(), ids=TOKENS.keys())
@pytest.mark.parametrize("body", [json.dumps(ESSAY), "[" * 1000, None])
def test_without_a_valid_token_nothing_is_looked_at(
    headers: Callable[[World], dict[str, Any]], body: str | None, world: World
) -> None:
    for method, path in ROUTES:
        answer = world.ask(method, path, user=None, body=body, headers=headers(world))
        assert (answer.status, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.json["type"] == "urn:bandup:problem:unauthenticated"
    assert untouched(world)


QUERIES: dict[str, tuple[str, dict[str, str], str]] = {
    "limit 0": ("/jobs", {"limit": "0"}, "/limit"),
    "limit -1": ("/jobs", {"limit": "-1"}, "/limit"),
    "limit 101": ("/evaluations", {"limit": "101"}, "/limit"),
    "limit 1e9": ("/jobs", {"limit": "1e9"}, "/limit"),
    "limit abc": ("/evaluations", {"limit": "abc"}, "/limit"),
    "limit empty": ("/jobs", {"limit": ""}, "/limit"),
    "type": ("/evaluations", {"type": "flashcards"}, "/type"),
    "type in upper case": ("/evaluations", {"type": "WRITING"}, "/type"),
    "type empty": ("/evaluations", {"type": ""}, "/type"),
    "token": ("/jobs", {"next_token": "forged"}, "/next_token"),
    "token empty": ("/evaluations", {"next_token": ""}, "/next_token"),
    "token of 10 KB": ("/jobs", {"next_token": "A" * 10_240}, "/next_token"),
    "limit of sets": ("/flashcard-sets", {"limit": "0"}, "/limit"),
    "token of sets": ("/flashcard-sets", {"next_token": "forged"}, "/next_token"),
    "no format": (f"/flashcard-sets/{UNKNOWN}/export", {}, "/format"),
    "format": (f"/flashcard-sets/{UNKNOWN}/export", {"format": "pdf"}, "/format"),
    "format in upper case": (f"/flashcard-sets/{UNKNOWN}/export", {"format": "CSV"}, "/format"),
    "format empty": (f"/flashcard-sets/{UNKNOWN}/export", {"format": ""}, "/format"),
    "token of surrogates": ("/jobs", {"next_token": "\ud800"}, "/next_token"),
}


@pytest.mark.parametrize(("path", "query", "pointer"), QUERIES.values(), ids=QUERIES.keys())
def test_refused_parameters(path: str, query: dict[str, str], pointer: str, world: World) -> None:
    answer = world.ask("GET", path, query=query)
    assert (answer.status, answer.pointers) == (422, [("query", pointer)])


def test_parameters_that_nobody_reads_are_ignored(world: World) -> None:
    assert world.ask("GET", "/jobs", query={"user_id": "5b2c3d4e-stranger", "Limit": "-1"}).json == {"items": []}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "HEAD", "TRACE"])
@pytest.mark.parametrize(
    "path",
    [
        "/writing/evaluations",
        "/speaking/evaluations",
        "/flashcards",
        "/jobs",
        "/evaluations",
        "/flashcard-sets",
        f"/flashcard-sets/{UNKNOWN}/export",
        "/usage",
        "/me",
        "/me/export",
    ],
)
def test_other_methods(method: str, path: str, world: World) -> None:
    answer = world.ask(method, path, body=ESSAY)
    assert answer.status == 405
    assert answer.headers["allow"] in {"DELETE", "GET", "POST"}
    assert untouched(world)


@pytest.mark.parametrize("path", ["/", "/writing", "/writing/evaluations/x", "/jobs/a/b", "/admin", "/../jobs"])
def test_other_paths(path: str, world: World) -> None:
    assert world.ask("POST", path, body=ESSAY).status == 404
    assert untouched(world)


def test_there_are_enough_cases() -> None:
    assert len(CASES) + len(QUERIES) + len(TOKENS) >= 100
