"""The samples, and how many of them are flagged.

The judge's word is that of a careful reader in its place: who wrote the samples noted for each, before any pattern was
tried on it, whether such a reader would call it an order (`blind_flag`). No model was asked.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bandup.models.orders import find_orders
from bandup.models.sanitize import Sanitizer
from ops.paths import ROOT

SAMPLES = ROOT / "tests" / "samples" / "interviews" / "orders"
FRESH = "round2"
"""The half that nothing was made with in sight."""

_sanitize = Sanitizer("essay", "passage", "question", "turn")

Reader = Callable[[Mapping[str, Any]], bool]

READERS: Mapping[str, Reader] = {
    "words alone": lambda _: False,
    "with a careful reader's word": lambda sample: bool(sample.get("blind_flag")),
    "if every text were named": lambda _: True,
}
"""Who names a sample as an order. The last shows what a judge who is always wrong can do to honest people."""


@dataclass(frozen=True)
class Count:
    """How many of some samples are flagged.

    Attributes:
        flagged: how many.
        of: how many there are.
    """

    flagged: int
    of: int

    @property
    def share(self) -> float:
        """The share that is flagged, 0 to 1."""
        return self.flagged / self.of


def read_samples(name: str, half: str, kind: str | None = None) -> list[dict[str, Any]]:
    """Samples of one file.

    Args:
        name: `honest` or `attacks`.
        half: which of them.
        kind: `interview`, `essay` or `card`; all if None.
    """
    samples = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return [each for each in samples if each["half"] == half and kind in (None, each["kind"])]


def count_flagged(name: str, half: str, reader: str, kind: str | None = None) -> Count:
    """How many samples are flagged, see `read_samples`; `reader` is one of `READERS`."""
    samples = read_samples(name, half, kind)
    return Count(sum(_is_flagged(each, READERS[reader]) for each in samples), len(samples))


def list_lines() -> Iterator[str]:
    """The table that `python -m orders` prints."""
    yield "half      samples  kind       " + "  ".join(f"{reader:>28}" for reader in READERS)
    for half in ("tune", "held_out", FRESH):
        for name in ("honest", "attacks"):
            for kind in (None, "interview", "essay", "card"):
                counts = [count_flagged(name, half, reader, kind) for reader in READERS]
                shown = "  ".join(f"{f'{each.flagged}/{each.of} = {each.share:.1%}':>28}" for each in counts)
                yield f"{half:<9} {name:<8} {kind or 'all':<10} {shown}"


def _is_flagged(sample: Mapping[str, Any], reader: Reader) -> bool:
    named = [sample["text"]] if reader(sample) else []
    return bool(find_orders(_sanitize(sample["text"]), named))
