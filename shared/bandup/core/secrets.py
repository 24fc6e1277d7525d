"""Secrets Manager values, cached for a short time so that a rotated key is used without a deployment."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from bandup.core.aws import classify

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

MAX_AGE_SECONDS = 300.0
"""The longest that a value is used without reading it again."""


class SecretCache:
    """Reads secrets by ARN.

    Powertools' parameter cache is not used: its callers cannot read a value anew after a provider refused the key.
    """

    def __init__(self, client: "SecretsManagerClient", now: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._now = now
        self._values: dict[str, tuple[str, float]] = {}

    def get(self, arn: str, *, refresh: bool = False) -> str:
        """The secret's string.

        Args:
            arn: which secret.
            refresh: read it anew, because a provider refused the cached value.

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
