"""The environment of this function."""

from bandup.interview.settings import InterviewSettings
from bandup.settings import SecretArn


class Settings(InterviewSettings):
    """One field for each variable."""

    page_token_secret_arn: SecretArn
