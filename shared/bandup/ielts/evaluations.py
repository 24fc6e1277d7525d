"""Stored evaluations in their newest form."""

from collections.abc import Mapping
from typing import Any

from bandup.ielts.exams import DEFAULT_EXAM
from bandup.ielts.practice import PRACTICE


def read_evaluation(stored: Mapping[str, Any]) -> dict[str, Any]:
    """An evaluation as this version would store it, as far as can be known: older ones lack what came later.

    All that was graded before the exam could be chosen is ACADEMIC. What kind of error an older quote or finding is
    about is not known, and null.
    """
    evaluation = {"exam": DEFAULT_EXAM, **_name_kinds(stored)}
    evaluation.pop(PRACTICE, None)  # it says again, and shorter, what stands here
    for name in ("tasks", "parts"):
        if name in stored:
            evaluation[name] = [_name_kinds(each) for each in stored[name]]
    for task in evaluation.get("tasks", ()):
        task.setdefault("exam", evaluation["exam"])
    return evaluation


def _name_kinds(stored: Mapping[str, Any]) -> dict[str, Any]:
    evaluation = dict(stored)
    for section, name in (("feedback", "quoted_examples"), ("measured", "findings")):
        if name in stored.get(section, ()):
            entries = [{"error_type": None, **entry} for entry in stored[section][name]]
            evaluation[section] = {**stored[section], name: entries}
    return evaluation
