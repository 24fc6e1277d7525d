"""What can be submitted for Writing: one task, or a whole test."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.http.fields import VISIBLE, describe_none_of
from bandup.http.validation import RequestModel, refuse
from bandup.ielts.exams import Exam
from bandup.ielts.length import MAX_ESSAY_CHARACTERS
from bandup.questions.model import WritingQuestion
from bandup.questions.reference import QuestionId
from bandup.storage.uploads import UploadType

from .bank_questions import find_question, refuse_kind
from .fields import AboutJob, UploadId, describe_items, describe_one_of, require_one_of

MAX_QUESTION_LENGTH = 4_000

Find = Callable[[str, UploadType, str], dict[str, Any]]
"""From an upload's id, its type and the name of the field to what a stored request keeps of the upload."""


_GIVEN = {"type": "string"}
_TASK_RULES: list[dict[str, Any]] = [
    *describe_one_of("upload_id", "essay_content"),
    *describe_one_of("question_id", "question"),
    describe_none_of("question_id", "task_type"),
    {"required": ["question_id", "image_upload_id"], "properties": {"question_id": _GIVEN, "image_upload_id": _GIVEN}},
    {"required": ["image_upload_id"], "properties": {"task_type": {"enum": ["TASK_2"]}, "image_upload_id": _GIVEN}},
]
_LETTER_WITH_IMAGE = {
    "required": ["exam", "image_upload_id"],
    "properties": {"exam": {"enum": ["GENERAL_TRAINING"]}, "image_upload_id": _GIVEN},
}
"""Of what no task may be; the validators below refuse the same."""


class WritingTask(RequestModel):
    """One Writing task and what was written for it.

    Attributes:
        question_id: the task as it stands in the bank, its picture included.
        question: the task as it was set, if it is not of the bank; blanks around it are dropped.
        task_type: Task 1 (report or letter) or Task 2 (essay); a question of the bank says so itself.
        image_upload_id: the chart of a Task 1 that is not of the bank, an upload.
        upload_id: the text to be graded, an upload.
        essay_content: the text to be graded, kept exactly as written, since quotes are found in it by position. It is
            here or in an upload.
    """

    model_config = refuse(_TASK_RULES)

    question_id: QuestionId | None = None
    question: (
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION_LENGTH), VISIBLE]
        | None
    ) = Field(default=None, validate_default=True)
    task_type: Literal["TASK_1", "TASK_2"] | None = Field(default=None, validate_default=True)
    image_upload_id: UploadId | None = None
    upload_id: UploadId | None = None
    essay_content: Annotated[str, StringConstraints(min_length=1, max_length=MAX_ESSAY_CHARACTERS), VISIBLE] | None = (
        Field(default=None, validate_default=True)
    )

    @field_validator("question")
    @classmethod
    def _text_or_bank(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "question_id" in info.data:  # else it is at fault itself
            require_one_of(value is not None, "question_id", other_given=info.data["question_id"] is not None)
        return value

    @field_validator("task_type")
    @classmethod
    def _own_task_says_its_type(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("question_id", "at fault itself") is None:
            raise PydanticCustomError("missing", "This field or question_id is required.")
        return value

    @field_validator("image_upload_id")
    @classmethod
    def _only_own_task_1_has_a_chart(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("question_id") is not None:
            raise PydanticCustomError("one_of_two", "Either this field or question_id is expected, not both.")
        if value is not None and info.data.get("task_type") == "TASK_2":
            raise PydanticCustomError("task_1_only", "Only a TASK_1 has an image.")
        return value

    @field_validator("essay_content")
    @classmethod
    def _text_or_upload(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "upload_id" in info.data:  # else it is at fault itself
            require_one_of(value is not None, "upload_id", other_given=info.data["upload_id"] is not None)
        return value

    def find_question(self, pointer: str = "") -> WritingQuestion | None:
        """The task of the bank, or None if the caller set it.

        Args:
            pointer: pointer to this task in the request.

        Raises:
            InvalidFieldsError: there is no such question, or it is no such task.
        """
        return find_question(self.question_id, WritingQuestion, self.task_type, pointer) if self.question_id else None

    def build_task(
        self, find: Find, exam: Exam, pointer: str = "", question: WritingQuestion | None = None
    ) -> dict[str, Any]:
        """The task as a job's stored request holds it.

        Args:
            find: looks uploads up.
            exam: which exam it is of.
            pointer: pointer to this task in the request.
            question: the task of the bank, if it is one.

        Raises:
            InvalidFieldsError: a letter has a picture. No task of General Training has one, so the exam or the picture
                is a mistake, and either way the bands would be wrong.
        """
        if self.image_upload_id is not None and exam == "GENERAL_TRAINING":
            fault = FieldError(
                f"{pointer}/image_upload_id", "academic_only", "A letter of General Training has no image."
            )
            raise InvalidFieldsError([fault])
        task: dict[str, Any] = {"task_type": self.task_type, "question": self.question}
        if question is not None:
            task = {
                "task_type": question.task_type,
                "question": question.full_text,
                **question.reference.describe_question(),
            }
        if self.essay_content is not None:
            task["essay_content"] = self.essay_content
        if self.upload_id is not None:
            task["essay_upload"] = find(self.upload_id, UploadType.WRITING_ESSAY, f"{pointer}/upload_id")
        if self.image_upload_id is not None:
            task["image_upload"] = find(self.image_upload_id, UploadType.WRITING_IMAGE, f"{pointer}/image_upload_id")
        return task


class WritingSubmission(WritingTask, AboutJob):
    """One task."""

    model_config = refuse([*_TASK_RULES, _LETTER_WITH_IMAGE])

    def build_request(self, find: Find) -> dict[str, Any]:
        """The job's stored request.

        Raises:
            InvalidFieldsError: an upload or the question does not fit.
        """
        question = self.find_question()
        exam = choose_exam(self, [question], [""])
        return {"tasks": [self.build_task(find, exam, question=question)], **self.describe_job(), "exam": exam}


class WritingTestSubmission(RequestModel, AboutJob):
    """A whole Writing test.

    Attributes:
        tasks: Task 1 and Task 2, in any order.
    """

    model_config = refuse([describe_items("tasks", "task_type", (each,)) for each in ("TASK_1", "TASK_2")])

    tasks: Annotated[list[WritingTask], Field(min_length=2, max_length=2)]

    @field_validator("tasks")
    @classmethod
    def _one_of_each(cls, tasks: list[WritingTask]) -> list[WritingTask]:
        said = [task.task_type for task in tasks if task.task_type is not None]
        if len(set(said)) < len(said):
            raise PydanticCustomError("one_of_each", _ONE_OF_EACH)
        return tasks

    def build_request(self, find: Find) -> dict[str, Any]:
        """The job's stored request, with Task 1 first.

        Raises:
            InvalidFieldsError: an upload or a question does not fit, or questions of the bank are of one type.
        """
        pointers = [f"/tasks/{index}" for index in range(len(self.tasks))]
        questions = [task.find_question(pointer) for task, pointer in zip(self.tasks, pointers, strict=True)]
        exam = choose_exam(self, questions, pointers)
        tasks = [
            task.build_task(find, exam, pointer, question)
            for task, pointer, question in zip(self.tasks, pointers, questions, strict=True)
        ]
        tasks.sort(key=lambda task: str(task["task_type"]))
        if tasks[0]["task_type"] == tasks[1]["task_type"]:
            raise InvalidFieldsError([FieldError("/tasks", "one_of_each", _ONE_OF_EACH)])
        return {"tasks": tasks, **self.describe_job(), "exam": exam}


_ONE_OF_EACH = "One TASK_1 and one TASK_2 are expected."


def choose_exam(about_job: AboutJob, questions: Sequence[WritingQuestion | None], pointers: Sequence[str]) -> Exam:
    """The exam that is practised: what the submission says, or else what its questions of the bank are of.

    Args:
        about_job: the submission.
        questions: of each task, the question of the bank or None.
        pointers: to each task.

    Raises:
        InvalidFieldsError: the submission names another exam than that of a question.
    """
    exams = {question.exam for question in questions if question and question.exam}
    if "exam" not in about_job.model_fields_set and len(exams) == 1:
        return exams.pop()
    for question, pointer in zip(questions, pointers, strict=True):
        if question and question.exam not in {None, about_job.exam}:
            raise refuse_kind(pointer)
    return about_job.exam
