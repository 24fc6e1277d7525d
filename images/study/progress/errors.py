"""Errors per 100 words by kind. They are errors that were found: neither judge nor rules find all."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from .history import Record

RECENT_PIECES: Final = 10
"""The newest ones, which `recent_per_100_words` counts."""


def describe_errors(records: Sequence[Record]) -> dict[str, Any]:
    """The rates of each kind that was found, the most frequent first.

    Args:
        records: of one skill, oldest first.
    """
    counted = [each for each in records if each.is_new and each.piece.errors is not None and each.piece.words]
    recent = counted[-RECENT_PIECES:]
    all_errors, recent_errors = _count(counted), _count(recent)
    all_words, recent_words = (sum(each.piece.words for each in of) for of in (counted, recent))
    return {
        "words": all_words,
        "recent_words": recent_words,
        "kinds": [
            {
                "error_type": kind,
                "count": count,
                "per_100_words": round(100 * count / all_words, 2),
                "recent_per_100_words": round(100 * recent_errors[kind] / recent_words, 2),
            }
            for kind, count in sorted(all_errors.items(), key=lambda each: (-each[1], each[0]))
        ],
    }


def _count(records: Sequence[Record]) -> Counter[str]:
    return sum((Counter(each.piece.errors) for each in records), Counter())
