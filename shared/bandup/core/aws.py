"""AWS clients, and the class of each AWS error."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from bandup.core.call_limits import CONNECT_SECONDS, READ_SECONDS, bound_client
from bandup.core.errors import ConfigurationError, RetryLaterError, WorkError

BEDROCK_READ_SECONDS = 300
"""A read of a model's answer ends when no byte came for this long, and none comes before the whole answer is written:
the longest that a caller of ours runs. The deadline of the caller bounds the whole call."""

BEDROCK_CONNECTIONS = 25
"""As many calls of a model may run at once. Published loads gain nothing beyond that on one processor."""

CONFIG = Config(
    retries={"mode": "standard", "total_max_attempts": 4}, connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS
)
"""The SDK's standard mode retries passing faults. An error that remains needs time or an operator."""

BEDROCK = "bedrock-runtime"
"""The one service whose calls are bounded by their callers."""

_CONFIGS: Mapping[str, Config] = {
    # Presigned URLs and forms need Signature Version 4 and the address of the bucket's own region. boto3 alone would
    # sign with version 2 in us-east-1, and elsewhere name the global address, which answers with a redirect that a
    # browser's form does not survive.
    "s3": CONFIG.merge(Config(signature_version="s3v4", s3={"addressing_style": "virtual"})),
    # The SDK's retries stay off: they know nothing of the deadline.
    BEDROCK: CONFIG.merge(
        Config(
            retries={"mode": "standard", "total_max_attempts": 1},
            read_timeout=BEDROCK_READ_SECONDS,
            max_pool_connections=BEDROCK_CONNECTIONS,
        )
    ),
}
"""What differs by service."""

_DENIED = frozenset(
    {
        "403",  # the answer to a HEAD has a status and no body
        "AccessDenied",
        "AccessDeniedException",
        "ExpiredTokenException",
        "InvalidClientTokenId",
        "KMSAccessDeniedException",
        "NoSuchBucket",
        "QueueDoesNotExist",
        "AWS.SimpleQueueService.NonExistentQueue",
        "ResourceNotFoundException",
        "UnrecognizedClientException",
    }
)


class Clients:
    """AWS clients, each made at its first use and then kept. Build one instance per execution environment.

    What they ask of AWS ends before the invocation does, see `bandup.core.call_limits`.

    Args:
        given: clients to use instead of new ones, by the name of their service. Tests give moto's or their own.
    """

    def __init__(self, given: Mapping[str, Any] | None = None) -> None:
        self._given = given or {}
        self._made: dict[tuple[str, str | None], Any] = {}

    def get(self, service: str, region: str | None = None) -> Any:
        """The client of a service.

        Args:
            service: the name that boto3 gives it.
            region: where the service is called; None for the function's own region.
        """
        if service in self._given:
            return self._given[service]
        if (service, region) not in self._made:
            config = _CONFIGS.get(service, CONFIG)
            made = boto3.client(service, region_name=region, config=config)  # type: ignore[call-overload]  # a literal is wanted
            if service != BEDROCK:
                bound_client(made)
            self._made[service, region] = made
        return self._made[service, region]


def error_code(error: ClientError) -> str:
    """AWS's own code of the error, such as `ConditionalCheckFailedException`."""
    return str(error.response.get("Error", {}).get("Code", "Unknown"))


def classify(error: BotoCoreError | ClientError, service: str) -> WorkError:
    """The class of an AWS error that the SDK's retries did not resolve.

    Args:
        error: what boto3 raised.
        service: a short name for the message, such as `storage`.

    Returns:
        ConfigurationError if an operator must act, else RetryLaterError.
    """
    if isinstance(error, ClientError):
        code = error_code(error)
        if code in _DENIED:
            return ConfigurationError(f"{service}_denied", f"The {service} service refused this function: {code}.")
        return RetryLaterError(f"{service}_unavailable", f"The {service} service answered {code}.")
    return RetryLaterError(f"{service}_unreachable", f"The {service} service could not be reached.")


@contextmanager
def classify_aws_errors(service: str) -> Iterator[None]:
    """Turn AWS errors raised inside into classified ones."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise classify(error, service) from error
