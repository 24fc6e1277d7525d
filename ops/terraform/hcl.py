"""Terraform's own files, read."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hcl2

OPTIONS = hcl2.SerializationOptions(
    with_comments=False, explicit_blocks=False, preserve_heredocs=False, wrap_objects=True, wrap_tuples=True
)
"""How a file is read: values stay as they are written, so what is a list of dictionaries is a block."""


def read_blocks(module: Path, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The blocks of one kind with one label, such as `variable`, in the order of the module's files and their lines.

    Args:
        module: a folder with `.tf` files.
        kind: the block's type.

    Yields:
        The label, and the block's attributes; give those to `source` or `text`.
    """
    for path in sorted(module.glob("*.tf")):
        written = path.read_text("utf-8")
        if not re.search(rf"^{kind}\b", written, re.MULTILINE):
            continue  # parsing takes a tenth of a second
        for block in hcl2.loads(written, serialization_options=OPTIONS)[kind]:
            ((label, attributes),) = block.items()
            yield text(label), attributes


def source(value: Any) -> str:
    """An attribute's value as Terraform would write it, on one line."""
    if isinstance(value, str):
        return value[2:-1] if value.startswith("${") else value
    return json.dumps(value)


def text(value: str) -> str:
    """What a quoted string without templates says."""
    said: str = json.loads(value)
    return said
