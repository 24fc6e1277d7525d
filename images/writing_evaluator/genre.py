"""What kind of text a task asks for."""

from collections.abc import Mapping
from typing import Final, Literal

from .request import Exam, TaskType

Genre = Literal["essay", "report", "letter"]

MINIMUM_WORDS: Final[Mapping[Genre, int]] = {"essay": 250, "report": 150, "letter": 150}
"""The lengths that the test asks for. Falling short is reported, and has no fixed deduction: none is published."""


def find_genre(task_type: TaskType, exam: Exam) -> Genre:
    """Task 2 is an essay in both exams, Task 1 a report in the Academic and a letter in the General Training exam."""
    if task_type == "TASK_2":
        return "essay"
    return "report" if exam == "ACADEMIC" else "letter"
