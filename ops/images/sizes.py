"""How large an image may be, and what takes the space."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.table import Table

TARGET_MB = {"flashcard_generator": 260, "speaking_evaluator": 220, "writing_evaluator": 100}
API_TARGET_MB = 55
"""Every other function answers requests and needs only AWS's SDK, Powertools and Pydantic."""

MB = 1_000_000
LARGEST = 5


@dataclass(frozen=True)
class Size:
    """What an image has installed. The interpreter and its bytecode, the same in all images, count as their base.

    Attributes:
        function: folder name.
        parts: bytes of each package or module in the task's folder.
    """

    function: str
    parts: dict[str, int]

    @property
    def total(self) -> int:
        """Bytes of all that is installed."""
        return sum(self.parts.values())

    @property
    def target(self) -> int:
        """The most bytes that this function's image may install."""
        return TARGET_MB.get(self.function, API_TARGET_MB) * MB

    @property
    def largest(self) -> list[tuple[str, int]]:
        """The largest parts, largest first."""
        return sorted(self.parts.items(), key=lambda part: (-part[1], part[0]))[:LARGEST]


def table(sizes: Sequence[Size]) -> Table:
    """The sizes for a person to read, in MB."""
    made = Table("function", "MB", "target", "what takes the space (MB)", title="Installed size without the base")
    for size in sizes:
        parts = ", ".join(f"{name} {count / MB:.1f}" for name, count in size.largest)
        made.add_row(size.function, f"{size.total / MB:.1f}", f"{size.target / MB:.0f}", parts)
    return made


def too_large(sizes: Iterable[Size]) -> Iterator[str]:
    """Yield a sentence for each image above its target."""
    for size in sizes:
        if size.total > size.target:
            yield f"{size.function} installs {size.total / MB:.1f} MB; its target is {size.target / MB:.0f} MB."
