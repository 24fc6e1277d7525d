"""What can be submitted for Writing: one task, or a whole test."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.http.fields import VISIBLE
from bandup.http.validation import RequestModel, refuse
from bandup.ielts.exams import Exam
from bandup.ielts.length import MAX_ESSAY_CHARACTERS
from bandup.storage.uploads import UploadType

from .fields import AboutJob, UploadId, describe_items, describe_one_of, require_one_of

MAX_QUESTION_LENGTH = 4_000

Find = Callable[[str, UploadType, str], dict[str, Any]]
"""From an upload's id, its type and the name of the field to what a stored request keeps of the upload."""


_IMAGE = {"type": "string"}
_TASK_RULES: list[dict[str, Any]] = [
    *describe_one_of("upload_id", "essay_content"),
    {"required": ["image_upload_id"], "properties": {"task_type": {"enum": ["TASK_2"]}, "image_upload_id": _IMAGE}},
]
_LETTER_WITH_IMAGE = {
    "required": ["exam", "image_upload_id"],
    "properties": {"exam": {"enum": ["GENERAL_TRAINING"]}, "image_upload_id": _IMAGE},
}
"""Of what no task may be; the validators below refuse the same."""


class WritingTask(RequestModel):
    """One Writing task and what was written for it.

    Attributes:
        task_type: Task 1 (report or letter) or Task 2 (essay).
        question: the task as it was set; blanks around it are dropped.
        image_upload_id: the chart of a Task 1, an upload.
        upload_id: the text to be graded, an upload.
        essay_content: the text to be graded, kept exactly as written, since quotes are found in it by position. It is
            here or in an upload.
    """

    model_config = refuse(_TASK_RULES)

    task_type: Literal["TASK_1", "TASK_2"]
    question: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION_LENGTH), VISIBLE
    ]
    image_upload_id: UploadId | None = None
    upload_id: UploadId | None = None
    essay_content: Annotated[str, StringConstraints(min_length=1, max_length=MAX_ESSAY_CHARACTERS), VISIBLE] | None = (
        Field(default=None, validate_default=True)
    )

    @field_validator("image_upload_id")
    @classmethod
    def _only_task_1_has_a_chart(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("task_type") == "TASK_2":
            raise PydanticCustomError("task_1_only", "Only a TASK_1 has an image.")
        return value

    @field_validator("essay_content")
    @classmethod
    def _text_or_upload(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "upload_id" in info.data:  # else it is at fault itself
            require_one_of(value is not None, "upload_id", other_given=info.data["upload_id"] is not None)
        return value

    def build_task(self, find: Find, exam: Exam, pointer: str = "") -> dict[str, Any]:
        """The task as a job's stored request holds it.

        Args:
            find: looks uploads up.
            exam: which exam it is of.
            pointer: pointer to this task in the request.

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
        """The job's stored request."""
        return {"tasks": [self.build_task(find, self.exam)], **self.describe_job()}


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
        if {task.task_type for task in tasks} != {"TASK_1", "TASK_2"}:
            raise PydanticCustomError("one_of_each", "One TASK_1 and one TASK_2 are expected.")
        return tasks

    def build_request(self, find: Find) -> dict[str, Any]:
        """The job's stored request, with Task 1 first."""
        tasks = sorted(
            (
                (task.task_type, task.build_task(find, self.exam, f"/tasks/{index}"))
                for index, task in enumerate(self.tasks)
            ),
            key=lambda pair: pair[0],
        )
        return {"tasks": [task for _, task in tasks], **self.describe_job()}
