"""The environment of this function."""

from pydantic import PositiveInt

from bandup.wiring.interviews import PaidInterviewSettings


class Settings(PaidInterviewSettings):
    """One field for each variable.

    Attributes:
        quota_feedback_per_day: how often a user may have an interview judged in a day, UTC.
    """

    quota_feedback_per_day: PositiveInt
