"""How large an image may be, and what takes the space."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.table import Table

TARGET_MB = {"flashcard_generator": 245, "speaking_evaluator": 220, "writing_evaluator": 90}
API_TARGET_MB = 50
"""Every other function answers requests and needs only AWS's SDK, Powertools and Pydantic."""

MB = 1_000_000
LARGEST = 5


@dataclass(frozen=True)
class Size:
    """What an image has installed. The interpreter and its bytecode, the same in all images, count as their base.

    Attributes:
        function: folder name.
        parts: bytes of each package or module in the task's folder.
        layers: compressed bytes of each layer by its digest, those of the base included; empty if unknown.
    """

    function: str
    parts: dict[str, int]
    layers: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Bytes of all that is installed."""
        return sum(self.parts.values())

    @property
    def compressed(self) -> int:
        """Bytes that a registry holds and Lambda fetches for it alone, the base included."""
        return sum(self.layers.values())

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
    columns = ("function", "MB", "target", "compressed, with base", "what takes the space (MB)")
    made = Table(*columns, title="Installed size without the base", caption=describe_together(sizes))
    for size in sizes:
        parts = ", ".join(f"{name} {count / MB:.1f}" for name, count in size.largest)
        compressed = f"{size.compressed / MB:.1f}" if size.layers else "unknown"
        made.add_row(size.function, f"{size.total / MB:.1f}", f"{size.target / MB:.0f}", compressed, parts)
    return made


def describe_together(sizes: Iterable[Size]) -> str:
    """What all images take together in a registry: a layer that several have is stored once."""
    layers: dict[str, int] = {}
    users = Counter[str]()
    for size in sizes:
        layers |= size.layers
        users.update(size.layers.keys())
    shared = sum(count for digest, count in layers.items() if users[digest] > 1)
    return f"compressed, together: {sum(layers.values()) / MB:.1f} MB, of which {shared / MB:.1f} MB are shared layers"


def too_large(sizes: Iterable[Size]) -> Iterator[str]:
    """Yield a sentence for each image above its target."""
    for size in sizes:
        if size.total > size.target:
            yield f"{size.function} installs {size.total / MB:.1f} MB; its target is {size.target / MB:.0f} MB."
