"""The environment of a function as one validated model, read once at cold start.

A function derives its model from `FunctionSettings`. A field is named as its variable, in lower case. The messages of
the field types say what is expected and never repeat the value.
"""

import json
import os
import re
from ipaddress import ip_address
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

_KIND = "setting"


class SettingsError(Exception):
    """The environment cannot be used. The message names every variable at fault but no value."""


class FunctionSettings(BaseModel):
    """Base of one function's settings. A variable that is set but empty counts as not set.

    Not of pydantic-settings: with its readers of files and of command lines it was a tenth of a function's start.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_default=True,
        hide_input_in_errors=True,
        defer_build=True,  # a function uses one of these classes and none of its bases
    )

    @classmethod
    def load(cls) -> Self:
        """The settings in this process's environment.

        Raises:
            SettingsError: a variable is missing or makes no sense.
        """
        try:
            return cls.model_validate(
                {name: os.environ[name.upper()] for name in cls.model_fields if os.environ.get(name.upper())}
            )
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=False, include_input=False)
        described = {
            f"{str(fault['loc'][0]).upper()} {_describe_fault(fault['type'], fault['msg'])}" for fault in faults
        }
        raise SettingsError(f"The function cannot start: {'; '.join(sorted(described))}.")


def _describe_fault(kind: str, message: str) -> str:
    if kind == "missing":
        return "is not set"
    if kind == _KIND:
        return message
    return f"is not valid ({kind})"


def describe_as_setting(reason: str) -> PydanticCustomError:
    """The error of a validator whose reason follows the variable's name in the message of the failed start."""
    return PydanticCustomError(_KIND, "{reason}", {"reason": reason})


def _match(pattern: str, expected: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise PydanticCustomError(_KIND, f"must be {expected}")
        return value

    return AfterValidator(check)


def is_loopback(host: str | None) -> bool:
    """Whether `host` is this machine. LocalStack's own names resolve to 127.0.0.1."""
    if host is None:
        return False
    if host == "localhost" or host.endswith(".localhost.localstack.cloud"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _safe_url(value: str) -> str:
    try:
        url = urlsplit(value)
        host, _ = url.hostname, url.port  # an impossible port is only noticed when it is read
    except ValueError:
        host, url = None, urlsplit("")
    encrypted = url.scheme == "https" or (url.scheme == "http" and is_loopback(host))
    if not host or not encrypted or url.username is not None or url.fragment or re.search(r"[\s\x00-\x1f]", value):
        raise PydanticCustomError(_KIND, "must be an https URL, or http to this machine")
    return value


def _origin(value: str) -> str:
    url = urlsplit(_safe_url(value))
    if value != f"{url.scheme}://{url.netloc}" or value != value.lower():
        raise PydanticCustomError(_KIND, "must be exact origins such as https://app.example.org, comma separated")
    return value


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value


def _decode_json(value: object) -> object:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        raise PydanticCustomError(_KIND, "must be JSON") from None


FromJson = BeforeValidator(_decode_json)
"""For a variable that holds more than one value, as a JSON object."""

Url = Annotated[str, AfterValidator(_safe_url)]
"""An https URL, or an http URL of this machine, where the local stage runs."""

Origins = Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], BeforeValidator(_split)]
"""Exact browser origins, comma separated in the variable; never `*`."""

TableName = Annotated[str, _match(r"[A-Za-z0-9_.-]{3,255}", "a DynamoDB table name")]
BucketName = Annotated[str, _match(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "an S3 bucket name")]
SecretArn = Annotated[
    str,
    _match(
        r"arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+",
        "the ARN of a Secrets Manager secret",
    ),
]
Region = Annotated[str, _match(r"[a-z]{2}(-[a-z]+)+-[0-9]", "a region such as us-east-1")]
CognitoIssuer = Annotated[
    str,
    _match(
        r"https://cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/[a-z0-9-]+_[A-Za-z0-9]+",
        "https://cognito-idp.<region>.amazonaws.com/<user pool id>",
    ),
]
_CognitoClientId = Annotated[str, _match(r"[A-Za-z0-9_+]{1,128}", "ids of user pool clients, comma separated")]
CognitoClientIds = Annotated[tuple[_CognitoClientId, ...], BeforeValidator(_split)]
"""Clients whose tokens are taken, comma separated in the variable."""
