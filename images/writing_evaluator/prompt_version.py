"""The versions of the examiner's instructions.

Whoever changes instructions or schema writes down a new version here; a test says which, and fails until then.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, get_args

from bandup.ielts.exams import Exam
from bandup.models.port import Media
from bandup.models.prompt_version import hash_prompt

from .prompt import build_prompt, sanitize
from .request import TaskType
from .schema import SCHEMA

VERSIONS: Final[Mapping[str, str]] = {
    "writing-task-1-academic": "2026-11-26/16a9cfd9",
    "writing-task-1-general": "2026-11-26/b31ad0b5",
    "writing-task-2": "2026-11-26/90abfbe7",
}
"""For each prompt the day of its last change, and the hash that it has since."""

_LANGUAGES: Final = ("en", "de")
"""One of each kind: the default, and any other."""

_CHART: Final = Media("image/png", b"")


def name_prompt(task_type: TaskType, exam: Exam) -> str:
    """The name of the prompt for a task; Task 2 is the same in both exams."""
    if task_type == "TASK_2":
        return "writing-task-2"
    return "writing-task-1-academic" if exam == "ACADEMIC" else "writing-task-1-general"


@cache
def find_prompt_version(task_type: TaskType, exam: Exam) -> str:
    """Name, day and hash, such as `writing-task-2/2026-11-26/1a2b3c4d`. The hash is that of what is really told."""
    name = name_prompt(task_type, exam)
    day, _, _ = VERSIONS[name].partition("/")
    return f"{name}/{day}/{hash_prompt(_list_texts(name), SCHEMA)}"


def _list_texts(name: str) -> Iterator[str]:
    """What is told in each variant of a prompt, without a question and an essay."""
    nothing = sanitize("")
    for task_type in get_args(TaskType):
        for exam in get_args(Exam):
            if name_prompt(task_type, exam) != name:
                continue
            for chart in (None, _CHART):
                for language in _LANGUAGES:
                    prompt = build_prompt(task_type, nothing, nothing, chart, exam=exam, feedback_language=language)
                    yield prompt.system
                    yield from (part for part in prompt.parts if isinstance(part, str))
