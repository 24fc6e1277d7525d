"""Python values to DynamoDB attributes and back, exactly."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


def to_attributes(values: Mapping[str, Any]) -> dict[str, Any]:
    """The low-level attribute map of `values`; keys whose value is None are left out.

    boto3's serializer refuses floats, so they become decimals by their shortest decimal text.

    Raises:
        ValueError: a number is NaN or infinite.
        TypeError: a value has no DynamoDB type.
    """
    return {key: _serializer.serialize(_exact(value)) for key, value in values.items() if value is not None}


def from_attributes(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a low-level attribute map; whole numbers are int, all others Decimal."""
    return {key: _plain(_deserializer.deserialize(value)) for key, value in attributes.items()}


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        value = Decimal(str(value))
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError("DynamoDB stores finite numbers only")
    if isinstance(value, Mapping):
        return {str(key): _exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(item) for item in value]
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
