"""Submissions that name a question of the bank instead of saying what was asked."""

from decimal import Decimal
from typing import Any

import pytest

from bandup.questions.bank import read_bank
from bandup.questions.model import SpeakingQuestion, WritingQuestion
from bandup.storage.uploads import UploadType

from .cases import UNKNOWN
from .conftest import JobApiHarness

WRITING, SPEAKING = "/writing/evaluations", "/speaking/evaluations"
TEXT = {"essay_content": "The chart shows what people borrow."}
OWN_1 = {"task_type": "TASK_1", "question": "Describe the chart.", **TEXT}
OWN_2 = {"task_type": "TASK_2", "question": "Discuss.", **TEXT}
CHART = {"question_id": "bar-library-loans", **TEXT}
LETTER = {"question_id": "letter-cousin-dog", **TEXT}
TOPIC = {"question_id": "opinion-cash-right", **TEXT}


def writing(name: str) -> WritingQuestion:
    question = read_bank()[name]
    assert isinstance(question, WritingQuestion)
    return question


def stored(harness: JobApiHarness, path: str, body: Any) -> Any:
    answer = harness.ask("POST", path, body=body)
    assert answer.status == 202, answer.raw
    job = harness.jobs.get(answer.json["job_id"])
    assert job is not None
    return job.request


def refused(harness: JobApiHarness, path: str, body: Any) -> list[tuple[str, str]]:
    answer = harness.ask("POST", path, body=body)
    assert answer.status == 422, answer.raw
    assert harness.stored() == []
    return [(error["pointer"], error["code"]) for error in answer.json["errors"]]


@pytest.mark.parametrize(
    ("body", "exam"),
    [
        (CHART, "ACADEMIC"),
        (CHART | {"exam": "ACADEMIC", "task_type": "TASK_1"}, "ACADEMIC"),
        (LETTER, "GENERAL_TRAINING"),
        (TOPIC, "ACADEMIC"),
        (TOPIC | {"exam": "GENERAL_TRAINING"}, "GENERAL_TRAINING"),
    ],
)
def test_a_task_is_taken_from_the_bank(body: Any, exam: str, harness: JobApiHarness) -> None:
    question = writing(body["question_id"])
    request = stored(harness, WRITING, body)
    assert request["tasks"] == [
        {
            "task_type": question.task_type,
            "question": f"{question.text}\n\n{question.instructions}",
            "question_id": question.id,
            "question_version": question.version,
            **TEXT,
        }
    ]
    assert request["exam"] == exam


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
@pytest.mark.parametrize(
    ("tasks", "exam"),
    [
        ([CHART, TOPIC], "ACADEMIC"),
        ([LETTER, TOPIC], "GENERAL_TRAINING"),
        ([LETTER, OWN_2], "GENERAL_TRAINING"),
        ([OWN_1, TOPIC], "ACADEMIC"),
    ],
)
def test_a_whole_test_of_the_bank(tasks: list[Any], exam: str, order: slice, harness: JobApiHarness) -> None:
    request = stored(harness, WRITING, {"tasks": tasks[order]})
    assert [task["task_type"] for task in request["tasks"]] == ["TASK_1", "TASK_2"]
    assert [task.get("question_id") for task in request["tasks"]] == [task.get("question_id") for task in tasks]
    assert request["exam"] == exam


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        (CHART | {"question_id": "bar-library-loan"}, [("/question_id", "unknown_question")]),
        (CHART | {"question_id": "../academic_task_1"}, [("/question_id", "string_pattern_mismatch")]),
        (CHART | {"question_id": "part-3-rules"}, [("/question_id", "other_kind")]),
        (CHART | {"question_id": "technical-slow-page"}, [("/question_id", "other_kind")]),
        (CHART | {"task_type": "TASK_2"}, [("/question_id", "other_kind")]),
        (CHART | {"exam": "GENERAL_TRAINING"}, [("/question_id", "other_kind")]),
        (LETTER | {"exam": "ACADEMIC"}, [("/question_id", "other_kind")]),
        (CHART | {"question": "Describe it."}, [("/question", "one_of_two")]),
        (CHART | {"image_upload_id": UNKNOWN}, [("/image_upload_id", "one_of_two")]),
        (CHART | {"question_id": None}, [("/question", "missing"), ("/task_type", "missing")]),
        (CHART | {"question_id": 7}, [("/question_id", "string_type")]),
        ({"tasks": [CHART, LETTER]}, [("/tasks/1/question_id", "other_kind")]),
        ({"tasks": [TOPIC, TOPIC]}, [("/tasks", "one_of_each")]),
        ({"tasks": [CHART, OWN_1]}, [("/tasks", "one_of_each")]),
        ({"tasks": [TOPIC, CHART], "exam": "GENERAL_TRAINING"}, [("/tasks/1/question_id", "other_kind")]),
        ({"tasks": [OWN_2, TOPIC | {"question_id": "none"}]}, [("/tasks/1/question_id", "unknown_question")]),
    ],
)
def test_what_does_not_fit_a_task(body: Any, errors: list[Any], harness: JobApiHarness) -> None:
    assert refused(harness, WRITING, body) == errors


def spoken(harness: JobApiHarness, name: str, **changes: Any) -> dict[str, Any]:
    audio = harness.upload(UploadType.SPEAKING_AUDIO, name.encode())
    return {"question_id": name, "upload_id": audio.key.rpartition("/")[2], **changes}


@pytest.mark.parametrize("name", ["part-1-waiting", "part-2-old-object", "part-3-things-that-last"])
def test_a_part_is_taken_from_the_bank(name: str, harness: JobApiHarness) -> None:
    question = read_bank()[name]
    assert isinstance(question, SpeakingQuestion)
    times = [10 * n + 0.5 for n in range(len(question.asked))]
    request = stored(harness, SPEAKING, spoken(harness, name, question_times=times))
    assert (request["part"], request["questions"]) == (question.part, question.asked)
    assert (request["question_id"], request["question_version"]) == (name, 1)
    assert request["question_times"] == [Decimal(str(time)) for time in times]


def test_a_whole_speaking_test_of_the_bank(harness: JobApiHarness) -> None:
    names = ["part-1-waiting", "part-2-old-object", "part-3-things-that-last"]
    request = stored(harness, SPEAKING, {"parts": [spoken(harness, name) for name in reversed(names)]})
    assert [part["part"] for part in request["parts"]] == ["PART_1", "PART_2", "PART_3"]
    assert [part["question_id"] for part in request["parts"]] == names


@pytest.mark.parametrize(
    ("name", "changes", "error"),
    [
        ("part-1-nothing", {}, ("/question_id", "unknown_question")),
        ("opinion-cash-right", {}, ("/question_id", "other_kind")),
        ("part-1-waiting", {"part": "PART_2"}, ("/question_id", "other_kind")),
        ("part-1-waiting", {"questions": ["Why?"]}, ("/questions", "one_of_two")),
        ("part-2-old-object", {"question_times": [1, 2]}, ("/question_times", "one_per_question")),
        ("part-1-waiting", {"question_times": [9, 8, 7, 6]}, ("/question_times", "out_of_order")),
    ],
)
def test_what_does_not_fit_a_part(name: str, changes: Any, error: Any, harness: JobApiHarness) -> None:
    assert refused(harness, SPEAKING, spoken(harness, name, **changes)) == [error]


def test_parts_of_the_bank_are_of_each_kind(harness: JobApiHarness) -> None:
    parts = [spoken(harness, name) for name in ("part-1-waiting", "part-1-weather", "part-3-rules")]
    assert refused(harness, SPEAKING, {"parts": parts}) == [("/parts", "one_of_each")]


def test_a_repeated_key_is_the_same_job(harness: JobApiHarness) -> None:
    key = {"Idempotency-Key": "3f1c"}
    first, again = (harness.ask("POST", WRITING, body=CHART, headers=key).json for _ in range(2))
    assert first == again
    assert harness.ask("POST", WRITING, body=TOPIC, headers=key).status == 409
