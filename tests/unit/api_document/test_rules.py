"""Rules between fields stand in the document too: what fits it is taken, and what does not is refused."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandup.http.exceptions import InvalidFieldsError
from bandup.http.validation import RequestModel, validate
from bandup.storage.upload_rules import RULES
from generate_interview_question.request import InterviewRequest
from job_api.flashcards import FlashcardSubmission
from job_api.speaking import SpeakingSubmission, SpeakingTestSubmission
from job_api.writing import WritingSubmission, WritingTestSubmission
from s3_upload.request import UploadRequest
from support.openapi import SCHEMAS, faults

AN_ID = "0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"
ABSENT = "absent"


def same(model: type[RequestModel], body: dict[str, Any]) -> bool:
    """Whether a body is taken, which document and model must say alike."""
    documented = faults(SCHEMAS[model.__name__], body) == []
    try:
        validate(model, body)
    except InvalidFieldsError:
        taken = False
    else:
        taken = True
    assert documented == taken, body
    return taken


def given_as(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value != ABSENT}


ONE_OF_TWO: dict[type[RequestModel], tuple[dict[str, Any], str]] = {
    WritingSubmission: ({"task_type": "TASK_2", "question": "Why?"}, "essay_content"),
    SpeakingSubmission: ({"part": "PART_1", "questions": ["Why?"]}, "audio_url"),
    FlashcardSubmission: ({"num_cards": 3, "difficulty": "EASY", "question_types": ["FACT"]}, "pdf_url"),
}


@pytest.mark.parametrize("model", ONE_OF_TWO, ids=lambda model: model.__name__)
def test_exactly_one_of_two(model: type[RequestModel]) -> None:
    base, other = ONE_OF_TWO[model]
    taken = [
        (upload_id, text)
        for upload_id, text in product((AN_ID, None, ABSENT), ("s3://bucket/key", None, ABSENT))
        if same(model, base | given_as(upload_id=upload_id, **{other: text}))
    ]
    assert taken == [
        (AN_ID, None), (AN_ID, ABSENT), (None, "s3://bucket/key"), (ABSENT, "s3://bucket/key"),
    ]  # fmt: skip


def test_only_a_task_1_has_an_image() -> None:
    taken = [
        (task, image)
        for task, image in product(("TASK_1", "TASK_2"), (AN_ID, None, ABSENT))
        if same(
            WritingSubmission,
            given_as(task_type=task, question="Why?", essay_content="So.", image_upload_id=image),
        )
    ]
    assert taken == [*product(["TASK_1"], (AN_ID, None, ABSENT)), ("TASK_2", None), ("TASK_2", ABSENT)]


def test_a_letter_has_no_image() -> None:
    letter = {"task_type": "TASK_1", "question": "Why?", "essay_content": "So.", "exam": "GENERAL_TRAINING"}
    assert faults(SCHEMAS["WritingSubmission"], letter) == []
    assert faults(SCHEMAS["WritingSubmission"], letter | {"image_upload_id": AN_ID}) != []


def test_a_whole_test_has_each_task_and_part_once() -> None:
    tasks = {name: {"task_type": name, "question": "Why?", "essay_content": "So."} for name in ("TASK_1", "TASK_2")}
    both = [
        pair for pair in product(tasks, repeat=2) if same(WritingTestSubmission, {"tasks": [tasks[it] for it in pair]})
    ]
    assert both == [("TASK_1", "TASK_2"), ("TASK_2", "TASK_1")]
    names = ("PART_1", "PART_2", "PART_3")
    parts = {name: {"part": name, "questions": ["Why?"], "upload_id": AN_ID} for name in names}
    taken = [
        trio for trio in product(names, repeat=3) if same(SpeakingTestSubmission, {"parts": [parts[it] for it in trio]})
    ]
    assert len(taken) == 6
    assert all(set(trio) == set(names) for trio in taken)


@pytest.mark.parametrize("upload_type", RULES)
def test_each_type_of_upload_has_its_limit_and_its_content_types(upload_type: Any) -> None:
    rule = RULES[upload_type]
    everything = sorted({name for each in RULES.values() for name in each.content_types} | {"text/html", "audio/wavy"})
    base = {"upload_type": str(upload_type), "filename": "a", "content_type": min(rule.content_types), "size": 1}
    assert [size for size in (rule.max_bytes, rule.max_bytes + 1) if same(UploadRequest, base | {"size": size})] == [
        rule.max_bytes
    ]
    taken = {name for name in everything if same(UploadRequest, base | {"content_type": name})}
    assert taken == rule.content_types
    for wrapped in ("{} ;codecs=opus", " {}", "{}; a=b; c", "{}x", "{} x", "x{}"):
        same(UploadRequest, base | {"content_type": wrapped.format(base["content_type"])})


@given(
    upload_type=st.sampled_from(sorted(RULES)),
    content_type=st.sampled_from(sorted({name for rule in RULES.values() for name in rule.content_types})),
    size=st.integers(1, 80_000_000),
    filename=st.text(st.characters(min_codepoint=33, max_codepoint=591, exclude_characters="\x7f\xad/\\"), min_size=1),
)
@settings(max_examples=300, deadline=None)
def test_generated_files_are_taken_as_the_document_says(**body: Any) -> None:
    body["upload_type"] = str(body["upload_type"])
    same(UploadRequest, body)


@given(
    session_id=st.sampled_from((AN_ID, None, ABSENT)),
    retake=st.sampled_from(({"session_id": AN_ID, "turn": 3}, None, ABSENT)),
    category=st.sampled_from(("technical", None, ABSENT)),
    difficulty=st.sampled_from(("EASY", ABSENT)),
    questions=st.sampled_from((5, None, ABSENT)),
    minutes=st.sampled_from((15, None, ABSENT)),
    message=st.sampled_from(("I would use a queue.", None, ABSENT)),
    company=st.sampled_from(("Kite", None, ABSENT)),
)
@settings(max_examples=200)
def test_an_interview_begins_goes_on_or_is_a_retake(**fields: Any) -> None:
    same(InterviewRequest, given_as(**fields))
