"""How many messages fit into one answer."""

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

PAGE_BYTES = 4_000_000
"""For the messages of one answer. Lambda hands over 6 MB (6,291,456 bytes) at most; the rest is room for the feedback
and the résumé, which share one item of at most 400 KB and are written up to four times as long."""


def fitting(messages: Sequence[Mapping[str, Any]], room: int = PAGE_BYTES) -> list[Mapping[str, Any]]:
    """The first messages that fit together, at least one.

    Args:
        messages: all that could be shown.
        room: bytes that they may take.
    """
    ends = accumulate(map(_length, messages))
    return [
        each for position, (each, end) in enumerate(zip(messages, ends, strict=True)) if end <= room or not position
    ]


def _length(message: Mapping[str, Any]) -> int:
    """Bytes in the function's answer: JSON in ASCII, which is a text of the JSON that Lambda is given."""
    return len(json.dumps(json.dumps(message)))
