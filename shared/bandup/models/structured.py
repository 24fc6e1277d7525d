"""From a model's text to a checked value, with one repair."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from pydantic import ValidationError

from bandup.core.errors import InvalidOutputError
from bandup.core.metrics import Metric, measure

T = TypeVar("T")

MAX_PROBLEMS = 10
"""The most problems of one answer that the note to the model names."""

_FENCE = re.compile(r"\s*```(?:json)?[^\S\n]*\n(?P<inside>.*)\n[^\S\n]*```\s*", re.DOTALL)
"""A fence of Markdown around a whole text. What is inside of two fences is no JSON."""


@dataclass(frozen=True)
class Reply:
    """A model's answer before it is validated.

    Attributes:
        text: what it wrote; may be empty.
        cut: whether it stopped at its limit of output tokens.
        fence_allowed: whether the schema was only an instruction. Models then like to put a fence around the JSON.
    """

    text: str
    cut: bool = False
    fence_allowed: bool = False


class Ask(Protocol):
    """Asks the model: first without a note, then with a note about its rejected answer."""

    def __call__(self, repair: str | None, *, larger: bool) -> Reply:
        """One exchange.

        Args:
            repair: a note to add to the prompt, or None.
            larger: whether to allow more output tokens than usual.
        """
        ...


def get_valid_answer(ask: Ask, validate: Callable[[Any], T], *, repair: bool = True) -> T:
    """The validated first usable answer of at most two.

    The note that asks for a repair names only the problems. The model sees its prompt again but not its broken answer.

    Args:
        ask: asks the model.
        validate: turns a parsed answer into a value, or raises ValueError.
        repair: whether there may be a second answer.

    Raises:
        InvalidOutputError: no answer is usable.
    """
    reply = ask(None, larger=False)
    try:
        return validate(parse(reply))
    except ValueError as error:
        _measure_unusable(reply)
        if not repair:
            raise _invalid_output(1) from None
        note = (
            "A first answer to this was rejected by a program: "
            f"{_problems(error)}. Answer again, completely, with nothing but the JSON object."
        )
    reply = ask(note, larger=reply.cut)
    try:
        return validate(parse(reply))
    except ValueError:
        _measure_unusable(reply)
        # The cause is dropped on purpose: its text quotes the answer, and the answer quotes the essay.
        raise _invalid_output(2) from None


def _invalid_output(answers: int) -> InvalidOutputError:
    return InvalidOutputError("model_output_invalid", "The model did not give a usable answer.", answers=answers)


def parse(reply: Reply) -> Any:
    """The JSON value that the model's whole text is: integers as int, all other numbers as Decimal.

    An answer with anything else around the JSON is unusable: a guess where the JSON starts could find JSON that the
    user wrote. Where the reply allows it, one fence around the whole text is taken off.

    Raises:
        ValueError: the text is not exactly one JSON value, was cut, holds NaN, Infinity or half a surrogate pair (which
            nothing can store), or names a key twice.
    """
    if reply.cut:
        raise ValueError("the answer was longer than allowed and was cut")
    fence = _FENCE.fullmatch(reply.text) if reply.fence_allowed else None
    text = fence["inside"] if fence else reply.text
    try:
        value = json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_unambiguous)
        json.dumps(value, default=str, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
    except UnicodeEncodeError:
        raise ValueError("a text holds half a surrogate pair") from None
    return value


def _measure_unusable(reply: Reply) -> None:
    measure(Metric.MODEL_OUTPUT_CUT if reply.cut else Metric.MODEL_OUTPUT_INVALID)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _unambiguous(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("an object names a key twice")
    return values


def _problems(error: ValueError) -> str:
    """What is wrong, by place and rule; never the offending value, which may be text of a user."""
    if not isinstance(error, ValidationError):
        return str(error)
    found = error.errors(include_url=False, include_input=False, include_context=False)[:MAX_PROBLEMS]
    return "; ".join(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in found)
