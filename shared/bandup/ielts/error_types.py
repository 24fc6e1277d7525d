"""Kinds of error: one list for every judge and for what is measured, so that they can be counted together."""

from collections.abc import Collection
from enum import StrEnum
from functools import partial
from typing import Annotated, Final

from pydantic import PlainValidator, WithJsonSchema


class ErrorType(StrEnum):
    """What an error is about; docs/use/kinds-of-error.md says what belongs to each."""

    ARTICLE = "article"
    AGREEMENT = "agreement"
    TENSE = "tense"
    PREPOSITION = "preposition"
    WORD_FORM = "word_form"
    WORD_CHOICE = "word_choice"
    COLLOCATION = "collocation"
    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    SENTENCE_STRUCTURE = "sentence_structure"
    LINKING = "linking"
    REFERENCE = "reference"
    TASK = "task"
    REGISTER = "register"
    SOUND = "sound"
    STRESS = "stress"
    HESITATION = "hesitation"
    FLUENCY = "fluency"


SPOKEN_ONLY: Final = frozenset((ErrorType.SOUND, ErrorType.STRESS, ErrorType.HESITATION, ErrorType.FLUENCY))
"""What only a listener can tell."""

WRITTEN: Final = tuple(kind for kind in ErrorType if kind not in SPOKEN_ONLY)
"""What an error in a text can be about."""

NO_ERROR: Final = "none"
"""A judge's word for the kind of error in a passage that is a strength."""


def parse_error_type(value: object, allowed: Collection[ErrorType]) -> ErrorType | None:
    """The kind of error that a judge names; None for a strength.

    Args:
        value: as parsed from JSON.
        allowed: what this judge can find.

    Raises:
        ValueError: it is none of them.
    """
    if value == NO_ERROR:
        return None
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"must be one of {', '.join((*allowed, NO_ERROR))}")
    return ErrorType(value)


WrittenErrorType = Annotated[
    ErrorType | None,
    PlainValidator(partial(parse_error_type, allowed=WRITTEN)),
    WithJsonSchema({"type": "string", "enum": [*map(str, WRITTEN), NO_ERROR]}),
]
"""The kind of error in a judge's answer about a text. Any other word makes the answer unusable."""

SpokenErrorType = Annotated[
    ErrorType | None,
    PlainValidator(partial(parse_error_type, allowed=tuple(ErrorType))),
    WithJsonSchema({"type": "string", "enum": [*map(str, ErrorType), NO_ERROR]}),
]
"""Likewise in an answer about speech, which can have every kind."""
