"""Evaluations that were stored before there was an exam or a kind of error."""

from typing import Any

from bandup.ielts.evaluations import read_evaluation


def old_task(**more: Any) -> dict[str, Any]:
    return {
        "feedback": {"summary": "Clear.", "quoted_examples": [{"quote": "too much cars"}]},
        "measured": {"findings": [{"quote": "goverment", "kind": "spelling"}], "paragraphs": 4},
        **more,
    }


NEW_TASK = {
    "exam": "ACADEMIC",
    "feedback": {"summary": "Clear.", "quoted_examples": [{"error_type": None, "quote": "too much cars"}]},
    "measured": {"findings": [{"error_type": None, "quote": "goverment", "kind": "spelling"}], "paragraphs": 4},
}


def test_an_older_evaluation_is_academic_and_its_errors_have_no_kind() -> None:
    stored = old_task()
    assert read_evaluation(stored) == NEW_TASK
    assert stored == old_task()


def test_so_are_both_tasks_of_a_test() -> None:
    assert read_evaluation({"tasks": [old_task(), old_task()]}) == {"exam": "ACADEMIC", "tasks": [NEW_TASK, NEW_TASK]}


def test_so_are_the_parts_of_a_speaking_test_which_name_no_exam_of_their_own() -> None:
    [part] = read_evaluation({"parts": [old_task()]})["parts"]
    assert part == {name: value for name, value in NEW_TASK.items() if name != "exam"}


def test_what_is_stored_is_kept() -> None:
    stored = {
        "exam": "GENERAL_TRAINING",
        "tasks": [{"exam": "GENERAL_TRAINING", "feedback": {"quoted_examples": [{"error_type": "article"}]}}],
    }
    assert read_evaluation(stored) == stored


def test_an_evaluation_in_a_list_has_no_body() -> None:
    assert read_evaluation({"overall_band": 6}) == {"overall_band": 6, "exam": "ACADEMIC"}
