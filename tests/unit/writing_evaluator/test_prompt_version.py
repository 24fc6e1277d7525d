"""No prompt changes unawares: each has a version, which holds a hash of all that a model is told."""

import pytest

from bandup.ielts.exams import Exam
from writing_evaluator.prompt_version import VERSIONS, find_prompt_version
from writing_evaluator.request import TaskType

PROMPTS: dict[str, tuple[TaskType, Exam]] = {
    "writing-task-1-academic": ("TASK_1", "ACADEMIC"),
    "writing-task-1-general": ("TASK_1", "GENERAL_TRAINING"),
    "writing-task-2": ("TASK_2", "ACADEMIC"),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_each_prompt_has_the_version_that_is_written_down(name: str) -> None:
    found = find_prompt_version(*PROMPTS[name])
    assert found == f"{name}/{VERSIONS[name]}", (
        f"The instructions or the schema of {name} have changed. Write a new version into VERSIONS of "
        f"images/writing_evaluator/prompt_version.py: today's date and the hash {found.rpartition('/')[2]}."
    )


def test_task_2_is_one_prompt_in_both_exams() -> None:
    assert find_prompt_version("TASK_2", "GENERAL_TRAINING") == find_prompt_version("TASK_2", "ACADEMIC")
