"""Whether a request has the form of Bedrock's service model, with its enumerations, patterns and bounds.

botocore holds to that model too when it sends a request, but it checks only types, names and least values. Its own
validator cannot be told to check the rest, so the loaded model is walked here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import botocore.session
from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape

from ops.local_stage.model_server.bedrock_wire import BedrockError


@cache
def _input_of(operation: str) -> StructureShape:
    service = botocore.session.get_session().get_service_model("bedrock-runtime")
    shape = service.operation_model(operation).input_shape
    assert isinstance(shape, StructureShape)
    return shape


def check_shape(operation: str, arguments: Mapping[str, Any]) -> None:
    """Do nothing if a request has the operation's form.

    Args:
        operation: such as `Converse`.
        arguments: the members of its input, those of the address too, as JSON has them.

    Raises:
        BedrockError: 400, with the place and the constraint.
    """
    _check(_input_of(operation), arguments, "")


def _check(shape: Shape, value: Any, path: str) -> None:
    if getattr(shape, "is_document_type", False):
        return
    accepts = _TYPES.get(shape.type_name)
    if accepts is not None and not accepts(value):
        raise _violation(path, value, f"Member must be a {shape.type_name}")
    _check_bounds(shape, value, path)
    if isinstance(shape, StructureShape):
        _check_structure(shape, value, path)
    elif isinstance(shape, ListShape):
        for at, item in enumerate(value):
            _check(shape.member, item, f"{path}.{at + 1}.member")
    elif isinstance(shape, MapShape):
        for name, item in value.items():
            _check(shape.key, name, f"{path}.key")
            _check(shape.value, item, f"{path}.{name}")


def _check_structure(shape: StructureShape, value: Mapping[str, Any], path: str) -> None:
    if unknown := sorted(value.keys() - shape.members.keys()):
        raise BedrockError(400, f"Malformed input request: #{path}: extraneous key [{unknown[0]}] is not permitted.")
    if missing := [name for name in shape.required_members if value.get(name) is None]:
        raise _violation(f"{path}.{missing[0]}", None, "Member must not be null")
    if getattr(shape, "is_tagged_union", False) and len(value) != 1:
        raise _violation(path, list(value), "Exactly one member must be set")
    for name, item in value.items():
        _check(shape.members[name], item, f"{path}.{name}")


def _check_bounds(shape: Shape, value: Any, path: str) -> None:
    """Enumerations, patterns, and least and greatest: of numbers their value, of all else their length."""
    if isinstance(shape, StringShape) and shape.enum and value not in shape.enum:
        raise _violation(path, value, f"Member must satisfy enum value set: {list(shape.enum)}")
    pattern = shape.metadata.get("pattern")
    if pattern and not re.fullmatch(pattern, value):
        raise _violation(path, value, f"Member must satisfy regular expression pattern: {pattern}")
    if not {"min", "max"} & shape.metadata.keys():
        return
    size = value if isinstance(value, int | float) else len(value)
    measure = "value" if isinstance(value, int | float) else "length"
    if size < shape.metadata.get("min", size):
        raise _violation(path, value, f"Member must have {measure} greater than or equal to {shape.metadata['min']}")
    if size > shape.metadata.get("max", size):
        raise _violation(path, value, f"Member must have {measure} less than or equal to {shape.metadata['max']}")


def _violation(path: str, value: Any, constraint: str) -> BedrockError:
    shown = f"'{value}'" if isinstance(value, str | int | float) else "a value"
    return BedrockError(
        400,
        f"1 validation error detected: Value {shown} at '{path.removeprefix('.')}' failed to satisfy constraint: "
        f"{constraint}",
    )


_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "blob": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "long": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "double": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "structure": lambda value: isinstance(value, Mapping),
    "map": lambda value: isinstance(value, Mapping),
    "list": lambda value: isinstance(value, Sequence) and not isinstance(value, str),
}
"""What each type of the service model is in JSON."""
