"""What the answers of the Writing and the Speaking examiner have in common."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainValidator, WithJsonSchema

from bandup.ielts.bands import BANDS, as_band

Band = Annotated[
    Decimal, PlainValidator(as_band), WithJsonSchema({"type": "number", "enum": [float(band) for band in BANDS]})
]
"""A band on the half-band grid; anything else (0, 9.5, 6.3, "7", null, true) makes the answer unusable."""


class AnswerPart(BaseModel):
    """A part of a model's answer.

    Keys that were not asked for are ignored: an overall band of the model's own must not count.
    """

    model_config = ConfigDict(strict=True, frozen=True, json_schema_extra={"additionalProperties": False})


def places(quotes: Iterable[str], text: str) -> Iterator[tuple[int, int] | None]:
    """Where each quote stands verbatim in `text`: start and exclusive end in code points, or None if nowhere.

    Blanks around a quote do not count. One that comes up again is looked for after its last place first.
    """
    searched_to: Counter[str] = Counter()
    for quote in quotes:
        wanted = quote.strip()
        start = text.find(wanted, searched_to[wanted])
        start = start if start >= 0 else text.find(wanted)
        if not wanted or start < 0:
            yield None
            continue
        searched_to[wanted] = start + len(wanted)
        yield start, start + len(wanted)
