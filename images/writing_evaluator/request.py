"""What a writing job asks for."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bandup.errors import TerminalError

TaskType = Literal["TASK_1", "TASK_2"]


class WritingTask(BaseModel):
    """One Writing task and what was written for it.

    Attributes:
        task_type: Task 1 (report or letter) or Task 2 (essay).
        question: the task as it was set.
        essay_content: the text to be graded, exactly as written.
        session_id: the caller's own name for the practice session, or None.
    """

    model_config = ConfigDict(strict=True, frozen=True)

    task_type: TaskType
    question: str
    essay_content: str
    session_id: str | None = None

    @classmethod
    def of(cls, request: Mapping[str, Any]) -> "WritingTask":
        """The task in a job's stored request.

        Raises:
            TerminalError: the request is not one that this version can read.
        """
        try:
            return cls.model_validate(dict(request))
        except ValidationError:
            raise TerminalError("invalid_request", "The stored request is not a Writing task.") from None
