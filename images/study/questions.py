"""Routes to the bank of practice questions, which is the same for everybody."""

from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler import Response

from bandup.http.api import RestApi
from bandup.http.exceptions import UnknownResourceError
from bandup.http.paging import PageTokens, page
from bandup.http.parameters import page_limit, query_choice
from bandup.http.request import Request
from bandup.http.responses import json_response
from bandup.questions.bank import read_bank
from bandup.questions.model import LEVELS, TYPES, Question, QuestionKind, SpeakingQuestion, WritingQuestion

KINDS = frozenset(kind.value for kind in QuestionKind)

_PICTURES = Path(__file__).with_name("question_pictures")


@dataclass(frozen=True)
class QuestionFilter:
    """Which questions are wanted; None for all.

    Attributes:
        kind: one of `KINDS`.
        type: of the kind's types, or of all.
        level: how demanding.
    """

    kind: str | None
    type: str | None
    level: str | None

    @classmethod
    def read(cls, request: Request) -> "QuestionFilter":
        """The filter in a query.

        Raises:
            InvalidFieldsError: a value is none of its choices; with a kind, only its types can be chosen.
        """
        kind = query_choice(request, "kind", KINDS)
        types = TYPES[QuestionKind(kind)] if kind else chain(*TYPES.values())
        return cls(kind, query_choice(request, "type", frozenset(types)), query_choice(request, "level", LEVELS))

    def fits(self, question: Question) -> bool:
        pairs = ((self.kind, question.kind), (self.type, question.type), (self.level, question.level))
        return all(wanted in {None, found} for wanted, found in pairs)


def page_questions(wanted: QuestionFilter, limit: int, after: str | None = None) -> tuple[list[Question], str | None]:
    """One page of the bank, in its own order.

    Args:
        wanted: which questions.
        limit: how many at most; 1 or more.
        after: id of the last question of the page before, which is one of the bank.

    Returns:
        The questions, and the id that the next page comes after, or None if there is none.
    """
    bank = list(read_bank().values())
    rest = bank[[each.id for each in bank].index(after) + 1 :] if after else bank
    fitting = [question for question in rest if wanted.fits(question)]
    return fitting[:limit], fitting[limit - 1].id if len(fitting) > limit else None


def show_question(question: Question) -> dict[str, Any]:
    """A question as the API shows it in a list, without its picture."""
    about = question.model_dump(mode="json", include={"version", "kind", "type", "level", "text", "instructions"})
    shown: dict[str, Any] = {"question_id": question.id, **about}
    if isinstance(question, WritingQuestion):
        shown |= {"task_type": question.task_type, "exam": question.exam}
    if isinstance(question, SpeakingQuestion):
        shown |= {"part": question.part, "questions": question.asked, "follows": question.follows}
        shown |= {"points": list(question.points), "last_point": question.last_point}
    return {name: value for name, value in shown.items() if value not in (None, [])}


def show_whole_question(question: Question) -> dict[str, Any]:
    """The same with its picture, if it has one, and the data that the picture was drawn from."""
    shown = show_question(question)
    if isinstance(question, WritingQuestion) and question.picture is not None:
        shown |= question.model_dump(mode="json", include={"figures", "plan", "steps"}, exclude_none=True)
        shown["picture_svg"] = _read_picture(question.file_name)
    return shown


@cache
def _read_picture(name: str) -> str:
    return (_PICTURES / f"{name}.svg").read_text(encoding="utf-8")


def add_questions(api: RestApi, tokens: PageTokens) -> None:

    @api.get("/questions")
    def list_questions() -> Response[str]:
        wanted = QuestionFilter.read(api.received)
        scope = f"questions {wanted.kind} {wanted.type} {wanted.level}"
        start = tokens.read(api.received, user_id=api.user_id, scope=scope)
        found, following = page_questions(wanted, page_limit(api.received), start["after"] if start else None)
        token = tokens.make({"after": following} if following else None, user_id=api.user_id, scope=scope)
        return json_response(200, page([show_question(each) for each in found], token))

    @api.get("/questions/<question_id>")
    def get_question(question_id: str) -> Response[str]:
        question = read_bank().get(question_id)
        if question is None:
            raise UnknownResourceError
        return json_response(200, show_whole_question(question))
