"""Requests that are wrong in one way, and how to write them down."""

import json
from dataclasses import dataclass, field
from typing import Any

from .conftest import CARDS, ESSAY

BODY_LIMIT = 256 * 1024


@dataclass(frozen=True)
class Case:
    """A request that is wrong in one way."""

    status: int
    pointers: tuple[str, ...] = ()
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    event: dict[str, Any] = field(default_factory=dict)
    path: str = "/writing/evaluations"


def changed(pointer: str, **changes: Any) -> Case:
    return Case(422, (pointer,), ESSAY | changes)


def raw(text: str, status: int = 400, *pointers: str) -> Case:
    return Case(status, pointers, text)


def with_member(member: str) -> str:
    """The essay as JSON, with one more member written as it stands."""
    return json.dumps(ESSAY)[:-1] + f", {member}}}"


def with_essay(literal: str) -> str:
    """The essay's JSON with a literal put in as the text to be graded."""
    return json.dumps(ESSAY | {"essay_content": "HERE"}).replace('"HERE"', literal)


def without(name: str) -> Case:
    return Case(422, (f"/{name}",), {key: value for key, value in ESSAY.items() if key != name})


def spoken(pointer: str, **changes: Any) -> Case:
    """A recording with fields changed; None takes one away."""
    body = {name: value for name, value in (RECORDING | changes).items() if value is not None}
    return Case(422, (pointer,), body, path="/speaking/evaluations")


def spoken_test(*pointers: str, **changes: Any) -> Case:
    """A whole Speaking test with these fields of its parts changed, by part: `PART_2={"questions": []}`."""
    parts = [RECORDING | {"part": part} | changes.pop(part, {}) for part in ("PART_1", "PART_2", "PART_3")]
    return Case(422, pointers, {"parts": parts} | changes, path="/speaking/evaluations")


def document(pointer: str, **changes: Any) -> Case:
    """A PDF with fields changed; None takes one away."""
    body = {name: value for name, value in (PDF | changes).items() if value is not None}
    return Case(422, (pointer,), body, path="/flashcards")


def whole(*pointers: str, tasks: Any, **changes: Any) -> Case:
    return Case(422, pointers, {"tasks": tasks} | changes)


UNKNOWN = "0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"
RECORDING = {"part": "PART_1", "questions": ["Where do you live?"], "upload_id": UNKNOWN}
PDF = CARDS | {"upload_id": UNKNOWN}
CHART = {"task_type": "TASK_1", "question": "Describe the chart.", "essay_content": "The chart shows sales."}
UPLOADED = {"task_type": "TASK_2", "question": "Why?", "upload_id": UNKNOWN}
