"""A band as an examiner's answer gives it."""

from decimal import Decimal
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from bandup.ielts.bands import BANDS, as_band

Band = Annotated[
    Decimal, PlainValidator(as_band), WithJsonSchema({"type": "number", "enum": [float(band) for band in BANDS]})
]
"""A band on the half-band grid; anything else (0, 9.5, 6.3, "7", null, true) makes the answer unusable."""
