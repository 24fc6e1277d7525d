"""The route that sets goals."""

import re
from contextlib import suppress
from datetime import date as Date  # noqa: N812  # a field is called date
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from bandup.core.clock import Clock
from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.http.responses import json_response
from bandup.http.validation import RequestModel, validate
from bandup.ielts.bands import BANDS
from bandup.ielts.exams import Exam
from bandup.study.goals import Goals
from bandup.study.store import StudyStore

from .days import find_today
from .zones import read_zone

MOST_YEARS_AHEAD = 5

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_target(value: Any) -> float:
    """A band as JSON has it: 1 to 9, in steps of a half."""
    if isinstance(value, bool) or not isinstance(value, int | float) or Decimal(str(value)) not in BANDS:
        raise PydanticCustomError("band", "A band from 1 to 9 in steps of a half is expected.")
    return float(value)


def parse_date(value: Any) -> Date:
    """A day as YYYY-MM-DD."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        with suppress(ValueError):  # 30 February
            return Date.fromisoformat(value)
    raise PydanticCustomError("date", "A date is expected, as YYYY-MM-DD.")


class GoalsRequest(RequestModel):
    """What a learner wants to reach, and how much time there is for it.

    Attributes:
        exam: which exam.
        target_band: of the exam.
        date: of the exam.
        days_a_week: on how many days there is time.
        minutes_a_day: how long on such a day.
    """

    exam: Exam
    target_band: Annotated[
        float,
        PlainValidator(parse_target),
        WithJsonSchema({"type": "number", "minimum": 1, "maximum": 9, "multipleOf": 0.5}),
    ]
    date: Annotated[Date, PlainValidator(parse_date), WithJsonSchema({"type": "string", "format": "date"})]
    days_a_week: Annotated[int, Field(ge=1, le=7)]
    minutes_a_day: Annotated[int, Field(ge=5, le=480)]

    def to_goals(self, today: Date, now: int) -> Goals:
        """The goals as they are stored.

        Args:
            today: the learner's day.
            now: epoch milliseconds.

        Raises:
            InvalidFieldsError: the date is past, or too far ahead.
        """
        if self.date < today:
            raise InvalidFieldsError([FieldError("/date", "past", "A date from today on is expected.")])
        if self.date > today + timedelta(days=MOST_YEARS_AHEAD * 365):
            message = f"A date within {MOST_YEARS_AHEAD} years is expected."
            raise InvalidFieldsError([FieldError("/date", "too_far", message)])
        return Goals(**self.model_dump(), updated_at=now)


def add_goals(api: RestApi, store: StudyStore, now: Clock) -> None:

    @api.put("/goals")
    def set_goals() -> Response[str]:
        wanted = validate(GoalsRequest, parse_body(api.received))
        goals = wanted.to_goals(find_today(now(), read_zone(api.received)), now())
        store.set_goals(api.user_id, goals)
        return json_response(200, goals.as_fields())
