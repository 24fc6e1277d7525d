"""The two exams of IELTS. They differ in Writing Task 1: a report in one, a letter in the other."""

from typing import Final, Literal

Exam = Literal["ACADEMIC", "GENERAL_TRAINING"]

DEFAULT_EXAM: Final[Exam] = "ACADEMIC"
"""Where a request or an older evaluation names none."""
