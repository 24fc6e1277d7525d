"""How much what was seen earlier still says of today."""

from collections.abc import Sequence
from typing import Final

HALF_LIFE_DAYS: Final = 14.0
"""After so many days something counts half as much. A choice: a fortnight of practice changes a skill."""

HALF_COUNTED: Final = 10
"""So many, the newest ones, count at least half, however long ago they are. A choice: fewer hardly tell a trend from
chance, and whoever practises once a month shall have one too."""

LEAST_WEIGHT: Final = 2.0**-10
"""Nothing weighs less: it makes no difference to any result, and keeps the arithmetic exact."""

_DAY_MS = 86_400_000


def find_half_life(moments: Sequence[int]) -> float:
    """Days after which something counts half as much: `HALF_LIFE_DAYS`, or longer for who practises seldom.

    Args:
        moments: epoch milliseconds, at least one, oldest first.
    """
    return max(HALF_LIFE_DAYS, (moments[-1] - moments[-HALF_COUNTED:][0]) / _DAY_MS)


def weigh_by_age(moments: Sequence[int]) -> list[float]:
    """The weight of each moment, from `LEAST_WEIGHT` to 1, which the newest has.

    Args:
        moments: epoch milliseconds, at least one, oldest first.
    """
    half_life = find_half_life(moments)
    return [max(LEAST_WEIGHT, 2.0 ** ((moment - moments[-1]) / _DAY_MS / half_life)) for moment in moments]
