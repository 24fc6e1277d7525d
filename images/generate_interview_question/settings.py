"""The environment of this function."""

from pydantic import PositiveInt

from bandup.account.limits import Rate
from bandup.wiring.interviews import PaidInterviewSettings


class Settings(PaidInterviewSettings):
    """One field for each variable.

    Attributes:
        quota_interview_per_day: how many turns of the interviewer a user may have in a day, UTC.
        limit_turns: how fast a user may ask for them.
    """

    quota_interview_per_day: PositiveInt
    limit_turns: Rate
