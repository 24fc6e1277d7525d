"""The name of what a model was told, so that results of different instructions are never compared unawares."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

_DIGITS = 8


def hash_prompt(texts: Iterable[str], schema: Mapping[str, Any]) -> str:
    """Eight hexadecimal digits that change with any character of the texts and of the schema; the same everywhere.

    Args:
        texts: the instructions in all their variants, with nothing of a user in them.
        schema: JSON Schema of the answer. The order of its properties counts, since models answer in it.
    """
    told = json.dumps([list(texts), schema])
    return hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]
