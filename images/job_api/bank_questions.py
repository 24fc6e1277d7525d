"""Questions of the bank, which a submission names instead of saying what was asked."""

from typing import TypeVar

from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.questions.bank import read_bank
from bandup.questions.model import Question, SpeakingQuestion, WritingQuestion

Asked = TypeVar("Asked", WritingQuestion, SpeakingQuestion)


def find_question(question_id: str, model: type[Asked], field: str | None, pointer: str) -> Asked:
    """A question of the bank.

    Args:
        question_id: its id.
        model: what it must be.
        field: the task type or the part that the submission says it is, if it says so.
        pointer: to the task or part in the submission.

    Raises:
        InvalidFieldsError: the bank has no such question, or it is another one than is said.
    """
    question = read_bank().get(question_id)
    if question is None:
        raise _refuse(pointer, "unknown_question", "There is no such question.")
    if not isinstance(question, model):
        raise refuse_kind(pointer)
    if field not in {None, _name(question)}:
        raise refuse_kind(pointer)
    return question


def refuse_kind(pointer: str) -> InvalidFieldsError:
    """The refusal of a question that does not fit what is submitted."""
    return _refuse(pointer, "other_kind", "This question is of another kind than what is submitted.")


def _name(question: Question) -> str:
    return question.task_type if isinstance(question, WritingQuestion) else question.type


def _refuse(pointer: str, code: str, message: str) -> InvalidFieldsError:
    return InvalidFieldsError([FieldError(f"{pointer}/question_id", code, message)])
