"""What kind of text a task asks for."""

from typing import Literal

from bandup.ielts.exams import Exam

from .request import TaskType

Genre = Literal["essay", "report", "letter"]


def find_genre(task_type: TaskType, exam: Exam) -> Genre:
    """Task 2 is an essay in both exams, Task 1 a report in the Academic and a letter in the General Training exam."""
    if task_type == "TASK_2":
        return "essay"
    return "report" if exam == "ACADEMIC" else "letter"
