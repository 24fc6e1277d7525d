"""The environment of this function."""

from pydantic import PositiveInt

from bandup.account.limits import Rate
from bandup.core.settings import Url
from bandup.wiring.interviews import PaidInterviewSettings


class Settings(PaidInterviewSettings):
    """One field for each variable.

    Attributes:
        quota_feedback_per_day: how often a user may have an interview judged in a day, UTC.
        limit_jobs: how often a user may submit jobs.
        queue_url: the queue that feeds the function, and that it sends to.
        dlq_url: its dead-letter queue.
    """

    quota_feedback_per_day: PositiveInt
    limit_jobs: Rate
    queue_url: Url
    dlq_url: Url
