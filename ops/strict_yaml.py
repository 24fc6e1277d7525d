"""YAML whose objects name each key once. PyYAML takes the last of two equal keys and says nothing."""

from pathlib import Path
from typing import Any

import yaml

from ops.exceptions import OperatorError


class InvalidYamlError(OperatorError):
    """A file is not YAML, or an object in it names a key twice."""


def read_yaml(path: Path) -> Any:
    """The one document in a file.

    Raises:
        InvalidYamlError: with the file's name and the line at fault.
    """
    with path.open(encoding="utf-8") as file:
        loader = yaml.CSafeLoader(file)
        try:
            root = loader.get_single_node()
            _require_each_key_once(root, path)
            return loader.construct_document(root) if root else None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise InvalidYamlError(f"{path}:{line}: {error.problem}") from None
        finally:
            loader.dispose()


def _require_each_key_once(root: yaml.Node | None, path: Path) -> None:
    waiting: list[Any] = [root]
    seen: set[int] = set()  # an alias leads to the same node again, or to one around it
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            _require_different([key for key, _ in node.value], path)
            waiting += [value for _, value in node.value]


def _require_different(keys: list[yaml.Node], path: Path) -> None:
    lines: dict[tuple[str, str], int] = {}
    for key in keys:
        line, name = key.start_mark.line + 1, (key.tag, str(key.value))
        if name in lines:
            raise InvalidYamlError(f"{path}:{line}: `{key.value}` is in this object twice, first in line {lines[name]}")
        lines[name] = line
