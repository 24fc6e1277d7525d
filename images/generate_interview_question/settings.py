"""The environment of this function."""

from pydantic import PositiveInt

from bandup.wiring.interviews import PaidInterviewSettings


class Settings(PaidInterviewSettings):
    """One field for each variable.

    Attributes:
        quota_interview_per_day: how many turns of the interviewer a user may have in a day, UTC.
    """

    quota_interview_per_day: PositiveInt
