"""What a practice question is."""

from enum import StrEnum
from typing import Annotated, Final, Literal, Self, get_args

from pydantic import Field, StringConstraints, model_validator

from bandup.ielts.exams import Exam
from bandup.interview.categories import KNOWN_CATEGORIES

from .pictures import BankData, Figures, Name, Plan, Steps
from .reference import QuestionId, QuestionReference, name_picture

Level = Literal["EASY", "MEDIUM", "HARD"]
LEVELS: Final = frozenset(get_args(Level))
TaskType = Literal["TASK_1", "TASK_2"]
Part = Literal["PART_1", "PART_2", "PART_3"]


class QuestionKind(StrEnum):
    ACADEMIC_TASK_1 = "ACADEMIC_TASK_1"
    GENERAL_TASK_1 = "GENERAL_TASK_1"
    TASK_2 = "TASK_2"
    SPEAKING = "SPEAKING"
    INTERVIEW = "INTERVIEW"


TYPES: Final = {
    QuestionKind.ACADEMIC_TASK_1: ("BAR", "LINE", "MAP", "PIE", "PROCESS", "TABLE"),
    QuestionKind.GENERAL_TASK_1: ("FORMAL", "INFORMAL", "SEMI_FORMAL"),
    QuestionKind.TASK_2: ("ADVANTAGES", "DISCUSSION", "OPINION", "PROBLEM_SOLUTION", "TWO_PART"),
    QuestionKind.SPEAKING: ("PART_1", "PART_2", "PART_3"),
    QuestionKind.INTERVIEW: tuple(sorted(KNOWN_CATEGORIES)),
}
"""The types of each kind. Those of interviews are the categories of `POST /interview`."""


class Question(BankData):
    """One question of any kind.

    Attributes:
        id: its name for ever.
        version: counts its changes, from 1.
        kind: what it practises.
        type: one of the kind's `TYPES`.
        level: how demanding it is.
        text: the task itself; of Parts 1 and 3 of Speaking their topic.
        instructions: how it is to be answered; the same for all of its kind, or of its type.
    """

    id: QuestionId
    version: Annotated[int, Field(ge=1)]
    kind: QuestionKind
    type: str
    level: Level
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
    instructions: Annotated[str, StringConstraints(min_length=1, max_length=300)]

    @property
    def reference(self) -> QuestionReference:
        return QuestionReference(question_id=self.id, question_version=self.version)

    @model_validator(mode="after")
    def _require_type_of_kind(self) -> Self:
        if self.type not in TYPES[self.kind]:
            raise ValueError("the type is none of the kind's")
        return self


class WritingQuestion(Question):
    """A Writing task.

    Attributes:
        figures: what the picture of a chart or table shows.
        plan: what the picture of a map shows.
        steps: what the picture of a process shows.
    """

    figures: Figures | None = None
    plan: Plan | None = None
    steps: Steps | None = None

    @model_validator(mode="after")
    def _require_its_picture(self) -> Self:
        given = {name for name in ("figures", "plan", "steps") if getattr(self, name) is not None}
        of_type = {"MAP": "plan", "PROCESS": "steps"}.get(self.type, "figures")
        if given != ({of_type} if self.kind is QuestionKind.ACADEMIC_TASK_1 else set()):
            raise ValueError("an Academic Task 1, and no other task, has the picture of its type")
        return self

    @property
    def picture(self) -> Figures | Plan | Steps | None:
        """What its picture is drawn from."""
        return self.figures or self.plan or self.steps

    @property
    def file_name(self) -> str:
        """What its picture's files are called, without their ending."""
        return name_picture(self.id, self.version)

    @property
    def task_type(self) -> TaskType:
        return "TASK_2" if self.kind is QuestionKind.TASK_2 else "TASK_1"

    @property
    def exam(self) -> Exam | None:
        """The exam that it is of, or None where both have such tasks."""
        exams: dict[QuestionKind, Exam] = {
            QuestionKind.ACADEMIC_TASK_1: "ACADEMIC",
            QuestionKind.GENERAL_TASK_1: "GENERAL_TRAINING",
        }
        return exams.get(self.kind)

    @property
    def full_text(self) -> str:
        """The task as a candidate reads it, and as an answer to it is judged by."""
        return f"{self.text}\n\n{self.instructions}"


class SpeakingQuestion(Question):
    """One part of a Speaking test.

    Attributes:
        questions: what is asked, in order, in Parts 1 and 3.
        points: the points of a Part 2 card.
        last_point: the last one, which asks for an explanation.
        follows: of a Part 3, the Part 2 whose topic it takes further.
    """

    type: Part
    questions: tuple[Annotated[str, StringConstraints(min_length=10, max_length=150)], ...] = ()
    points: tuple[Name, ...] = ()
    last_point: str | None = None
    follows: QuestionId | None = None

    @model_validator(mode="after")
    def _require_form_of_part(self) -> Self:
        if self.type == "PART_2":
            if self.questions or self.follows or len(self.points) != 3 or self.last_point is None:
                raise ValueError("a card has three points and one more that asks for an explanation")
        elif not 3 <= len(self.questions) <= 6 or self.points or self.last_point:
            raise ValueError("three to six questions are expected, and no card")
        elif (self.type == "PART_3") != (self.follows is not None):
            raise ValueError("a Part 3, and no other part, follows a Part 2")
        return self

    @property
    def part(self) -> Part:
        return self.type

    @property
    def asked(self) -> list[str]:
        """What the examiner asks, in order; the whole card of a Part 2 is one question."""
        if self.type != "PART_2":
            return list(self.questions)
        return ["\n".join((self.text, "Say", *(f"- {point}" for point in self.points), str(self.last_point)))]
