"""Tasks of the bank: their pictures are here without an upload, and results name them."""

import hashlib
from decimal import Decimal
from typing import Any

import pytest

from bandup.core.errors import RetryLaterError
from bandup.questions.bank import read_bank
from bandup.questions.model import WritingQuestion
from unit.writing_evaluator.fakes import FakeLease, FakeModel, FakeUploads, evaluator, graded, task
from unit.writing_evaluator.samples import TASK_1_ESSAY
from writing_evaluator.essay import read_essay
from writing_evaluator.picture import detect_media_type
from writing_evaluator.request import WritingTask

BANK = {name: each for name, each in read_bank().items() if isinstance(each, WritingQuestion)}
CHARTS = [name for name, question in BANK.items() if question.picture is not None]


def of_bank(name: str, **changes: Any) -> dict[str, Any]:
    """A task as jobs store it, its version as DynamoDB gives it back."""
    question = BANK[name]
    asked = {"task_type": question.task_type, "question": question.full_text, "essay_content": TASK_1_ESSAY}
    return task(**asked, question_id=name, question_version=Decimal(question.version)) | changes


@pytest.mark.parametrize("name", CHARTS)
def test_each_academic_task_1_has_a_picture(name: str) -> None:
    essay = read_essay(WritingTask.model_validate(of_bank(name)), FakeUploads())
    assert essay.chart is not None
    assert (essay.chart.mime_type, detect_media_type(essay.chart.data)) == ("image/png", "image/png")


def test_each_has_its_own_picture() -> None:
    essays = [read_essay(WritingTask.model_validate(of_bank(name)), FakeUploads()) for name in CHARTS]
    assert len({hashlib.sha256(each.chart.data).digest() for each in essays if each.chart}) == len(CHARTS)


def test_the_model_is_shown_the_picture_and_the_result_names_the_question() -> None:
    model = FakeModel()
    result = graded(model, **of_bank("pie-household-money"))
    [prompt] = model.asked
    assert [part.mime_type for part in prompt.parts if not isinstance(part, str)] == ["image/png"]
    assert result.fields["chart_shown"] is True
    assert (result.fields["question_id"], result.fields["question_version"]) == ("pie-household-money", 1)
    assert result.body["question"] == BANK["pie-household-money"].full_text


@pytest.mark.parametrize(
    ("name", "exam"), [("letter-cousin-dog", "GENERAL_TRAINING"), ("two-part-first-job", "ACADEMIC")]
)
def test_other_tasks_have_no_picture(name: str, exam: str) -> None:
    result = evaluator(FakeModel())(FakeLease({"tasks": [of_bank(name)], "exam": exam}).run())
    assert (result.fields["chart_shown"], result.fields["question_id"]) == (False, name)


def test_what_the_caller_set_names_no_question() -> None:
    assert not {"question_id", "question_version"} & graded(FakeModel()).fields.keys()


def test_a_picture_of_another_release_is_waited_for() -> None:
    model = FakeModel()
    with pytest.raises(RetryLaterError) as caught:
        graded(model, **of_bank("pie-household-money", question_version=Decimal(2)))
    assert caught.value.code == "picture_missing"
    assert model.asked == []


@pytest.mark.parametrize("name", ["../../../etc/passwd", "pie/household"])
def test_no_path_is_taken_for_an_id(name: str) -> None:
    with pytest.raises(ValueError, match="question_id"):
        WritingTask.model_validate(of_bank("pie-household-money", question_id=name))


def test_of_a_test_each_task_names_its_own_also_where_it_was_judged_before() -> None:
    own = task(essay_content="People hold different views about this. " * 9)
    lease = FakeLease({"tasks": [of_bank("bar-library-loans"), own]})
    first = evaluator(FakeModel())(lease.run()).body["tasks"]
    again = evaluator(FakeModel([]))(lease.run()).body["tasks"]  # both are kept, so no model is asked
    for tasks in (first, again):
        assert [each.get("question_id") for each in tasks] == ["bar-library-loans", None]
        assert tasks[0]["question_version"] == 1
