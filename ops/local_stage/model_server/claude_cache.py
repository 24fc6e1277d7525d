"""Bedrock's cache of prompts: which beginning of a prompt was sent before.

After https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html and the page on prompt caching on
platform.claude.com: a mark keeps everything before it for five minutes, and what was kept is found again up to 20
blocks before the next prompt's mark.
"""

import hashlib
import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST_MARKS = 4
"""A request may have so many."""

_KEPT_SECONDS = 300
_LOOK_BACK = 20
CHARACTERS_PER_TOKEN = 4


@dataclass(frozen=True)
class CachedTokens:
    """Tokens of one prompt.

    Attributes:
        read: found in the cache.
        written: kept from now on.
        fresh: all others.
    """

    read: int
    written: int
    fresh: int


class PromptCache:
    """One for all callers, who are one account; safe for many threads.

    Args:
        clock: seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, float] = {}

    def count(self, model: str, texts: Sequence[str], marks: Sequence[int], least: int) -> CachedTokens:
        """The tokens of a prompt, which is kept as far as its marks say.

        Args:
            model: who is asked; no other finds what is kept.
            texts: the blocks of instructions and message, in order.
            marks: after how many of them the marks stand, in order.
            least: the fewest tokens that are kept.
        """
        sizes = [0]
        names = [hashlib.sha256(model.encode())]
        for text in texts:
            names.append(names[-1].copy())
            names[-1].update(text.encode() + b"\0")
            sizes.append(sizes[-1] + len(text))
        tokens = [math.ceil(size / CHARACTERS_PER_TOKEN) for size in sizes]
        marked = [mark for mark in marks if tokens[mark] >= least]
        if not marked:
            return CachedTokens(0, 0, tokens[-1])
        with self._lock:
            now = self._clock()
            found = max(
                (
                    place
                    for mark in marked
                    for place in range(max(0, mark - _LOOK_BACK), mark + 1)
                    if self._kept.get(names[place].hexdigest(), 0) > now
                ),
                default=0,
            )
            for place in (*marked, *([found] if found else [])):
                self._kept[names[place].hexdigest()] = now + _KEPT_SECONDS
        last = max(marked[-1], found)
        return CachedTokens(tokens[found], tokens[last] - tokens[found], tokens[-1] - tokens[last])
