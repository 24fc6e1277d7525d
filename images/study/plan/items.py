"""One thing to do, why, and where."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from bandup.ielts.exams import Exam
from bandup.ielts.practice import TASKS, Skill

Rule = Literal["due_cards", "weakest_criterion", "re_test", "not_practised", "first_work", "least_recent"]

MINUTES: Final[Mapping[str, int]] = {"TASK_1": 20, "TASK_2": 40, "PART_1": 10, "PART_2": 10, "PART_3": 10}
"""What the test gives for it in Writing; in Speaking with hearing oneself again."""

NAMES: Final[Mapping[str, str]] = {
    "TASK_1": "Writing Task 1",
    "TASK_2": "Writing Task 2",
    "PART_1": "Speaking Part 1",
    "PART_2": "Speaking Part 2",
    "PART_3": "Speaking Part 3",
}

ALL_TASKS: Final[Mapping[str, Skill]] = {task: skill for skill, tasks in TASKS.items() for task in tasks}


@dataclass(frozen=True)
class Item:
    """One item of a plan.

    Attributes:
        rule: which rule put it there.
        reason: why, for the learner.
        minutes: how long it takes, about.
        method: of the request that does it.
        path: of that request.
        body: what that request's body has of it.
        skill: writing or speaking; None for cards.
        task: the task or part; None for cards.
        criterion: what to look at in it; None for all.
        error_type: likewise.
    """

    rule: Rule
    reason: str
    minutes: int
    method: str
    path: str
    body: Mapping[str, Any]
    skill: Skill | None = None
    task: str | None = None
    criterion: str | None = None
    error_type: str | None = None

    def as_fields(self) -> dict[str, Any]:
        fields = {name: value for name, value in asdict(self).items() if name not in {"method", "path", "body"}}
        return {**fields, "route": {"method": self.method, "path": self.path, "body": dict(self.body)}}


def make_task(rule: Rule, reason: str, task: str, exam: Exam, **about: str) -> Item:
    """An item to write or speak.

    Args:
        rule: which rule wants it.
        reason: why.
        task: of `MINUTES`.
        exam: for which exam.
        about: the criterion or the kind of error.
    """
    skill = ALL_TASKS[task]
    field = "task_type" if skill == "writing" else "part"
    return Item(
        rule=rule,
        reason=reason,
        minutes=MINUTES[task],
        method="POST",
        path=f"/{skill}/evaluations",
        body={field: task, "exam": exam},
        skill=skill,
        task=task,
        **about,
    )
