"""The bank itself, read from the files beside this one."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .model import Question, QuestionKind, SpeakingQuestion, WritingQuestion

_FOLDER = Path(__file__).with_name("bank")

_MODELS: Mapping[QuestionKind, type[Question]] = {
    QuestionKind.ACADEMIC_TASK_1: WritingQuestion,
    QuestionKind.GENERAL_TASK_1: WritingQuestion,
    QuestionKind.TASK_2: WritingQuestion,
    QuestionKind.SPEAKING: SpeakingQuestion,
    QuestionKind.INTERVIEW: Question,
}


@cache
def read_bank() -> Mapping[str, Question]:
    """All questions by their ids: kind by kind, and in each kind as they stand in its file.

    Raises:
        ValueError: two questions have one id, or a Part 3 follows no Part 2.
        pydantic.ValidationError: a question is not as its kind must be.
    """
    bank: dict[str, Question] = {}
    for kind in QuestionKind:
        file = json.loads((_FOLDER / f"{kind.lower()}.json").read_bytes())
        for question in parse_questions(file):
            if question.id in bank:
                raise ValueError(f"two questions are called {question.id}")
            bank[question.id] = question
    for question in bank.values():
        if isinstance(question, SpeakingQuestion) and question.follows is not None:
            card = bank.get(question.follows)
            if card is None or card.type != "PART_2":
                raise ValueError(f"{question.id} follows no Part 2")
    return MappingProxyType(bank)


def parse_questions(file: Mapping[str, Any]) -> Iterator[Question]:
    """Yield the questions of one kind.

    Args:
        file: the kind, instructions for all of its questions or for each type of them, and the questions.
    """
    kind, instructions = QuestionKind(file["kind"]), file["instructions"]
    for entry in file["questions"]:
        told = instructions if isinstance(instructions, str) else instructions[entry["type"]]
        yield _MODELS[kind].model_validate({**entry, "kind": kind, "instructions": told})
