"""Secrets Manager values, cached briefly so that a rotated key is picked up without a deploy."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from bandup.core.aws import classify

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

MAX_AGE_SECONDS = 300.0
"""The longest that a value is used without asking again (design §9: at most 5 minutes)."""


class SecretCache:
    """Reads secrets by ARN.

    Powertools' own parameter cache has no way to ask "again, once" after a provider refused the key without a
    second call path, so the dozen lines are here.
    """

    def __init__(self, client: "SecretsManagerClient", now: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._now = now
        self._values: dict[str, tuple[str, float]] = {}

    def get(self, arn: str, *, refresh: bool = False) -> str:
        """The secret's string.

        Args:
            arn: the secret's ARN.
            refresh: ask AWS even if a cached value is young, because a provider refused it.

        Raises:
            ConfigurationError: the secret does not exist or may not be read.
            RetryLaterError: Secrets Manager could not be reached.
        """
        value, read_at = self._values.get(arn, ("", float("-inf")))
        if refresh or self._now() - read_at > MAX_AGE_SECONDS:
            try:
                value = self._client.get_secret_value(SecretId=arn)["SecretString"]
            except (BotoCoreError, ClientError) as error:
                raise classify(error, "secret") from error
            self._values[arn] = (value, self._now())
        return value
