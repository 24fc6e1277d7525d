"""Variables of functions that grade: how many judgements are asked for, and what was measured of who judges."""

from typing import Annotated

from pydantic import BeforeValidator, PlainValidator

from bandup.core.settings import describe_as_setting

from .calibration import SAMPLES, CalibrationError, Calibrations


def _parse_samples(value: object) -> int:
    if value not in {*SAMPLES, *map(str, SAMPLES)}:
        raise describe_as_setting("must be 1 or 3")
    return int(str(value))


def _parse_calibrations(value: object) -> Calibrations:
    if isinstance(value, Calibrations):
        return value
    try:
        return Calibrations.parse(str(value))
    except CalibrationError as error:
        raise describe_as_setting(error.message) from None


SampleCount = Annotated[int, BeforeValidator(_parse_samples)]
"""How many judgements of the same work are asked for: 1 or 3."""

CalibrationList = Annotated[Calibrations, PlainValidator(_parse_calibrations)]
"""A JSON list of calibrations, as their files hold them."""
