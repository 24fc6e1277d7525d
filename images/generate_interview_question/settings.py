"""The environment of this function."""

from pydantic import PositiveInt

from bandup.account.limits import RateSetting
from bandup.core.settings import TableName
from bandup.wiring.interviews import PaidInterviewSettings


class Settings(PaidInterviewSettings):
    """One field for each variable.

    Attributes:
        quota_interview_per_day: how many turns of the interviewer a user may have in a day, UTC.
        limit_turns: how fast a user may ask for them.
        dynamodb_transcripts: holds spoken answers that were written down.
        dynamodb_texts: holds texts that were read from files.
    """

    quota_interview_per_day: PositiveInt
    limit_turns: RateSetting
    dynamodb_transcripts: TableName
    dynamodb_texts: TableName
