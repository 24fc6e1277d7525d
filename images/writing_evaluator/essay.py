"""An essay as it is graded: the text and what it answers, its uploads read and checked."""

from dataclasses import dataclass
from pathlib import Path

from bandup.core.errors import RetryLaterError, TerminalError
from bandup.ielts.exams import DEFAULT_EXAM, Exam
from bandup.ielts.length import MAX_ESSAY_CHARACTERS
from bandup.models.port import Media
from bandup.questions.reference import name_picture
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import StoredUpload, UploadReader

from .picture import detect_media_type
from .request import TaskType, WritingTask
from .text_file import decode_text

_BANK_PICTURES = Path(__file__).with_name("question_pictures")


@dataclass(frozen=True)
class Essay:
    """One task's answer, ready to be graded.

    Attributes:
        task_type: which task it answers.
        question: the task as it was set.
        text: what the candidate wrote; positions in a result count its code points.
        chart: the picture that the question is about, or None.
        exam: whether a Task 1 is a report or a letter.
    """

    task_type: TaskType
    question: str
    text: str
    chart: Media | None = None
    exam: Exam = DEFAULT_EXAM


def read_essay(task: WritingTask, uploads: UploadReader, exam: Exam = DEFAULT_EXAM) -> Essay:
    """Read the uploads of a task, and the picture of a question of the bank.

    Args:
        task: what was submitted.
        uploads: where its files are.
        exam: which exam it is of.

    Raises:
        TerminalError: it can never be graded. `essay_empty`, `essay_too_long`, `essay_not_text` and `chart_unreadable`
            are decided here; `upload_missing` and `upload_too_large` where uploads are read.
        RetryLaterError, ConfigurationError: the uploads could not be read, or a release is under way and this one has
            not the picture yet.
    """
    text = _read_text(task, uploads)
    if not text.strip():
        raise TerminalError("essay_empty", "The essay has no text.")
    if len(text) > MAX_ESSAY_CHARACTERS:
        raise TerminalError("essay_too_long", f"The essay has more than {MAX_ESSAY_CHARACTERS} characters.")
    chart = _read_chart(task, uploads, exam)
    return Essay(task.task_type, task.question, text, chart, exam)


def _read_text(task: WritingTask, uploads: UploadReader) -> str:
    if task.essay_upload is None:
        return task.essay_content or ""
    data = uploads.read(task.essay_upload, RULES[task.essay_upload.upload_type].max_bytes)
    text = decode_text(data)
    if text is None:
        raise TerminalError("essay_not_text", "The uploaded essay is not plain text. Save it as UTF-8 text and retry.")
    return text


def _read_chart(task: WritingTask, uploads: UploadReader, exam: Exam) -> Media | None:
    if task.image_upload is not None:
        return _read_uploaded_chart(task.image_upload, uploads)
    if task.question_id is None or task.question_version is None or (task.task_type, exam) != ("TASK_1", "ACADEMIC"):
        return None
    path = _BANK_PICTURES / f"{name_picture(task.question_id, task.question_version)}.png"
    try:
        return Media("image/png", path.read_bytes())
    except FileNotFoundError:
        raise RetryLaterError("picture_missing", "The picture of this question is not here yet.") from None


def _read_uploaded_chart(upload: StoredUpload, uploads: UploadReader) -> Media:
    data = uploads.read(upload, RULES[upload.upload_type].max_bytes)
    media_type = detect_media_type(data)
    if media_type is None:
        raise TerminalError("chart_unreadable", "The uploaded chart is not a complete PNG, JPEG or WebP picture.")
    return Media(media_type, data)
