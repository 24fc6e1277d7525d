"""How a job and its result name the question that was answered."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, StringConstraints

ID_PATTERN = r"^[a-z0-9-]{1,60}$"

QuestionId = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""What a question keeps for ever, while its version counts its changes."""


class QuestionReference(BaseModel):
    """What a stored task or part says of the bank; a part of models, and none by itself.

    Attributes:
        question_id: the question, or None if the caller set the task.
        question_version: which version of it was answered; stored as a decimal number.
    """

    question_id: QuestionId | None = None
    question_version: Annotated[int, BeforeValidator(int)] | None = None

    def describe_question(self) -> dict[str, Any]:
        """The same as a job and its result store it, where there is a question."""
        return {"question_id": self.question_id, "question_version": self.question_version}


def name_picture(question_id: str, version: int) -> str:
    """What a picture's files are called, without their ending: another version of a question has another picture."""
    return f"{question_id}-{version}"
