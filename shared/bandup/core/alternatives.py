"""Patterns that find any of many words."""

from collections.abc import Iterable


def join_alternatives(patterns: Iterable[str]) -> str:
    r"""A pattern of all these, gathered by their first letters; one that matches nothing if there are none.

    `re` tries alternatives one by one wherever a word begins, and has gathered them neither by itself.

    Args:
        patterns: each begins with a letter, or with one that `re.escape` wrote. Those of one letter keep their order.
    """
    by_letter: dict[str, list[str]] = {}
    for each in patterns:
        length = 2 if each[0] == "\\" else 1
        by_letter.setdefault(each[:length], []).append(each[length:])
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items()) or "(?!)"
