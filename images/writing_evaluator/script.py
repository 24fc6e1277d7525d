"""A script, as examiners call a candidate's answer: the text and what it answers, read and checked."""

from dataclasses import dataclass
from typing import Protocol

from bandup.core.errors import TerminalError
from bandup.ielts.limits import MAX_ESSAY_CHARACTERS
from bandup.models.port import Media
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import StoredUpload

from .picture import media_type
from .request import TaskType, WritingTask


class Files(Protocol):
    """Where uploads are, see `bandup.storage.uploads.Uploads`."""

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        """The bytes of exactly this version."""
        ...


@dataclass(frozen=True)
class Script:
    """One answer, ready to be graded.

    Attributes:
        task_type: which task it answers.
        question: the task as it was set.
        essay: the text to be graded; positions in a result count its code points.
        chart: the picture that the question is about, or None.
    """

    task_type: TaskType
    question: str
    essay: str
    chart: Media | None = None


def read(task: WritingTask, files: Files) -> Script:
    """The script of a task, its uploads read.

    Raises:
        TerminalError: it can never be graded; `essay_empty`, `essay_too_long`, `essay_not_text` and `chart_unreadable`
            are decided here, `upload_missing` and `upload_too_large` where uploads are read.
        RetryLaterError, ConfigurationError: the uploads could not be read.
    """
    essay = _essay(task, files)
    if not essay.strip():
        raise TerminalError("essay_empty", "The essay has no text.")
    if len(essay) > MAX_ESSAY_CHARACTERS:
        raise TerminalError("essay_too_long", f"The essay has more than {MAX_ESSAY_CHARACTERS} characters.")
    chart = _chart(task.image_upload, files) if task.image_upload else None
    return Script(task.task_type, task.question, essay, chart)


def _essay(task: WritingTask, files: Files) -> str:
    if task.essay_upload is None:
        return task.essay_content or ""
    data = files.read(task.essay_upload, RULES[task.essay_upload.upload_type].max_bytes)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:  # as in UTF-16 and in most binary files
        raise TerminalError("essay_not_text", "The uploaded essay is not plain text. Save it as UTF-8 text and retry.")
    return text


def _chart(upload: StoredUpload, files: Files) -> Media:
    data = files.read(upload, RULES[upload.upload_type].max_bytes)
    found = media_type(data)
    if found is None:
        raise TerminalError("chart_unreadable", "The uploaded chart is not a complete PNG, JPEG or WebP picture.")
    return Media(found, data)
