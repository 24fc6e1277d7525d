"""Which evaluation revises which: found when one is submitted, and listed from the first draft on."""

from collections.abc import Mapping
from typing import Any

from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.ielts.english import split_words
from bandup.ielts.evaluations import read_evaluation
from bandup.jobs.results import ResultStore

from .revision import BANDS, list_parts

DRAFT = ("evaluation_id", "revises", "created_at", "band_range", *BANDS)
"""What a chain shows of each draft."""


def find_place(evaluations: ResultStore, revises: str, user_id: str, request: Mapping[str, Any]) -> dict[str, str]:
    """What a job stores of the draft before: its evaluation, and that of the first of all.

    Args:
        evaluations: all evaluations.
        revises: the evaluation of the draft before.
        user_id: who revises it.
        request: what the job stores besides.

    Raises:
        InvalidFieldsError: the user has no such evaluation, or it is not of these tasks and questions. A whole test is
            revised by another one or by one of its tasks.
    """
    found = evaluations.get_owned(revises, user_id)
    if found is None:
        raise _at("unknown_evaluation", "You have no such evaluation.")
    before, now = _list_questions(read_evaluation(found)), _list_questions(request)
    if not now.items() <= before.items():
        raise _at("other_task", "That evaluation is of another task, exam or question.")
    return {"revises": revises, "first_draft": found.get("first_draft", revises)}


def list_chain(evaluations: ResultStore, of: Mapping[str, Any], user_id: str) -> list[dict[str, Any]]:
    """The drafts of one piece of work, oldest first, as far as they are not deleted.

    Args:
        evaluations: all evaluations.
        of: the evaluation of any of them.
        user_id: whose they are.
    """
    first = of.get("first_draft", of["evaluation_id"])
    root = None if first == of["evaluation_id"] else evaluations.get_owned(first, user_id)
    # Once the first draft is deleted, nobody knows its time.
    since = of["created_at"] if first == of["evaluation_id"] else root["created_at"] if root else 0
    # An index may lack for a moment what was stored just now, and those that it has by their first draft lack that one.
    found = [*evaluations.list_drafts(first, since, user_id, DRAFT), of, *([root] if root else [])]
    drafts = {each["evaluation_id"]: {name: each[name] for name in DRAFT if name in each} for each in found}
    return sorted(drafts.values(), key=lambda each: (each["created_at"], each["evaluation_id"]))


def _list_questions(work: Mapping[str, Any]) -> dict[str, object]:
    """Each task or part with the words that were asked, and the exam where it matters."""
    return {
        name: (part.get("exam", work.get("exam")), split_words(part["question"]))
        if "question" in part
        else [split_words(question) for question in part["questions"]]
        for name, part in list_parts(work).items()
    }


def _at(code: str, message: str) -> InvalidFieldsError:
    return InvalidFieldsError([FieldError("/revises", code, message)])
