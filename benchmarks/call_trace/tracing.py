"""Every call into our own files, in order."""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).parents[2]
OURS = (f"{ROOT}/images/", f"{ROOT}/shared/")


@dataclass(frozen=True)
class Call:
    """One call: of a function, of a comprehension, or of a generator that goes on.

    Attributes:
        file: its place under the project's folder.
        name: the code's own name, with those of what it is in.
    """

    file: str
    name: str


@dataclass(frozen=True)
class Trace:
    """What one piece of work called.

    Attributes:
        calls: in order.
    """

    calls: tuple[Call, ...]

    @property
    def files(self) -> Counter[str]:
        """How many calls each file had."""
        return Counter(call.file for call in self.calls)

    @property
    def moves(self) -> list[tuple[Call, Call]]:
        """Each two consecutive calls that are in different files."""
        return [(before, after) for before, after in pairwise(self.calls) if before.file != after.file]


def trace(work: Callable[[], object]) -> Trace:
    """What `work` calls of our own code in this thread."""
    calls: list[Call] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(OURS):
            calls.append(Call(str(Path(code.co_filename).relative_to(ROOT)), code.co_qualname))

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return Trace(tuple(calls))
