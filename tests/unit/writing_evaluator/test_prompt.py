import pytest

from bandup.models.port import Media
from unit.writing_evaluator.samples import ESSAY, QUESTION
from writing_evaluator.prompt import build_prompt, sanitize
from writing_evaluator.request import TaskType
from writing_evaluator.rubric import DESCRIPTORS, LABELS


@pytest.mark.parametrize(
    ("task_type", "label", "other", "minimum", "paragraphing"),
    [
        ("TASK_1", "Task Achievement", "Task Response", 150, False),
        ("TASK_2", "Task Response", "Task Achievement", 250, True),
    ],
)
def test_each_task_is_judged_by_its_own_rubric(
    task_type: TaskType, label: str, other: str, minimum: int, paragraphing: bool
) -> None:
    system = build_prompt(task_type, sanitize(QUESTION), sanitize(ESSAY)).system
    assert label in system
    assert other not in system
    assert f"at least {minimum} words" in system
    assert ("Paragraphing counts" in system) is paragraphing


def test_the_instructions_hold_nothing_of_the_user() -> None:
    first = build_prompt("TASK_2", sanitize(QUESTION), sanitize(ESSAY))
    second = build_prompt("TASK_2", sanitize("another {question}"), sanitize("another {essay} {0}"))
    assert first.system == second.system
    assert "another {essay} {0}" in str(second.parts[0])


@pytest.mark.parametrize("task_type", ["TASK_1", "TASK_2"])
def test_every_criterion_is_described_from_band_9_to_band_3(task_type: TaskType) -> None:
    described = DESCRIPTORS[task_type]
    assert described.keys() == LABELS[task_type].keys()
    for text in described.values():
        assert [line[0] for line in text.splitlines() if line[1:2] == ":"] == list("9876543")


def test_the_chart_is_part_of_the_material_and_the_instructions_say_what_it_is() -> None:
    chart = Media("image/png", b"...")
    with_chart = build_prompt("TASK_1", sanitize(QUESTION), sanitize(ESSAY), chart)
    without = build_prompt("TASK_1", sanitize(QUESTION), sanitize(ESSAY))
    assert with_chart.parts == (*without.parts, chart)
    assert "Check the figures" in with_chart.system
    assert "do not guess whether a figure is right" in without.system
    assert "chart" not in build_prompt("TASK_2", sanitize(QUESTION), sanitize(ESSAY)).system
