"""Which values of a condition have a level of their own."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

LEAST: Final = 5
"""A value that is there less often has no level of its own: it would cost more than it tells."""

MOST: Final = 4
"""So many values have one."""

REST: Final = ""
"""All that has no level of its own."""


def keep_frequent(values: Sequence[str]) -> list[str]:
    """The values, each that is rare replaced by `REST`."""
    enough = {value for value, count in Counter(values).most_common(MOST) if count >= LEAST}
    return [value if value in enough else REST for value in values]
