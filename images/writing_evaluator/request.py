"""What a writing job asks for."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError

from bandup.core.errors import TerminalError
from bandup.ielts.drafts import RevisesDraft
from bandup.ielts.exams import DEFAULT_EXAM, Exam
from bandup.ielts.languages import DEFAULT_LANGUAGE, FeedbackLanguage
from bandup.questions.reference import QuestionReference
from bandup.storage.uploads import StoredUpload

TaskType = Literal["TASK_1", "TASK_2"]


def _parse_upload(value: Any) -> StoredUpload:
    try:
        return StoredUpload.from_request(value)
    except (KeyError, TypeError):
        raise ValueError("is not an upload") from None


Upload = Annotated[StoredUpload, PlainValidator(_parse_upload)]


class _RequestPart(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class WritingTask(_RequestPart, QuestionReference):
    """One Writing task and where the answer to it is.

    Attributes:
        task_type: Task 1 (report or letter) or Task 2 (essay).
        question: the task as it was set.
        essay_content: the text to be graded, exactly as written, unless it was uploaded.
        essay_upload: the uploaded text to be graded.
        image_upload: the chart of a Task 1, or None.
    """

    task_type: TaskType
    question: str
    essay_content: str | None = None
    essay_upload: Upload | None = None
    image_upload: Upload | None = None


class WritingRequest(_RequestPart, RevisesDraft):
    """A job's stored request.

    Attributes:
        tasks: one task, or Task 1 and Task 2 of a whole test in this order.
        session_id: the caller's own name for the practice session, or None.
        exam: which exam they are of. Requests of before it could be chosen have none.
        feedback_language: BCP 47 tag of the language that the candidate is told in; likewise.
        regrade: whether work that was judged before is judged again.
    """

    tasks: list[WritingTask] = Field(min_length=1, max_length=2)
    session_id: str | None = None
    exam: Exam = DEFAULT_EXAM
    feedback_language: FeedbackLanguage = DEFAULT_LANGUAGE
    regrade: bool = False

    @classmethod
    def parse(cls, request: Mapping[str, Any]) -> "WritingRequest":
        """The request that a job holds.

        Raises:
            TerminalError: this version cannot read it.
        """
        try:
            parsed = cls.model_validate(dict(request))
        except ValidationError:
            raise _unreadable() from None
        if len(parsed.tasks) == 2 and [task.task_type for task in parsed.tasks] != ["TASK_1", "TASK_2"]:
            raise _unreadable()
        return parsed


def _unreadable() -> TerminalError:
    return TerminalError("invalid_request", "The stored request holds no Writing task.")
