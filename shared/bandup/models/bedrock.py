"""What all calls to Bedrock share: the limit of their time, and the classes of their errors."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from botocore.exceptions import (
    ClientError,
    ConnectionError,  # noqa: A004  # the SDK's own, and only that one is meant here
    CredentialRetrievalError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
)
from botocore.parsers import ResponseParserError

from bandup.core.errors import ConfigurationError, WorkError
from bandup.models import classify

T = TypeVar("T")

_TOO_LARGE = re.compile(r"too (?:long|many input tokens)", re.IGNORECASE)
"""The messages of a ValidationException about a text that is too long. All others are about the request's form."""

_SCHEMA_FIELD = re.compile(r"\b(?:output_config\.format|output_format|outputConfig\.textFormat)\b|\boutput_config:")
"""What a ValidationException names that refuses a schema as a field, whatever else it says. Bedrock names the field of
Converse, or the one of the model that it made of it."""

_PARSER_TRIPS = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the SDK's parser raises for JSON of another shape, such as a list, or for bytes that are not UTF-8."""

_THROTTLED = frozenset({"ThrottlingException", "TooManyRequestsException", "ServiceQuotaExceededException"})


class SchemaRefusedError(ConfigurationError):
    """The model does not take a schema as a field of the request."""


def call_with_timeout(call: Callable[[], T], seconds: float) -> T:
    """The result of `call`, or its error in one of our classes.

    The SDK limits the time of each read but not of the call. So the call runs in a thread, which is abandoned when the
    time is over.

    Args:
        call: one request to Bedrock.
        seconds: how long it may take in all.

    Raises:
        WorkError: the call failed or took too long.
    """
    executor = ThreadPoolExecutor(max_workers=1)
    try:
        return executor.submit(call).result(timeout=seconds)
    except TimeoutError:
        raise classify.unreachable_error() from None
    except ClientError as error:
        raise _classify(error) from error
    except (ConnectionError, HTTPClientError, IncompleteReadError) as error:
        raise classify.unreachable_error() from error
    except (ResponseParserError, *_PARSER_TRIPS) as error:
        raise classify.classify_status(502) from error
    except (NoCredentialsError, CredentialRetrievalError) as error:
        raise classify.classify_status(401) from error
    finally:
        executor.shutdown(wait=False)


def _classify(error: ClientError) -> WorkError:
    metadata: dict[str, Any] = dict(error.response.get("ResponseMetadata", {}))
    details = error.response.get("Error", {})
    code = details.get("Code", "")
    if code in _THROTTLED:
        delay = str(metadata.get("HTTPHeaders", {}).get("retry-after", ""))
        return classify.throttled_error(float(delay) if delay.isdecimal() else None)
    if code == "ModelNotReadyException":
        return classify.classify_status(503)
    message = details.get("Message", "") if code == "ValidationException" else ""
    if _TOO_LARGE.search(message):
        return classify.classify_status(413)
    if _SCHEMA_FIELD.search(message):
        return SchemaRefusedError("schema_refused", "The model provider did not accept the form of the schema.")
    return classify.classify_status(int(metadata.get("HTTPStatusCode", 500)))
