"""Finding what a model quotes."""

from collections import Counter
from collections.abc import Iterable


def places(quotes: Iterable[str], text: str) -> list[tuple[int, int] | None]:
    """Where each quote stands in `text`, blanks around it aside.

    A quote that comes up again is looked for after its last place first, then from the start.

    Returns:
        For each quote its start and end (exclusive) in code points; None if it is blank or not there verbatim.
    """
    searched_to: Counter[str] = Counter()
    found: list[tuple[int, int] | None] = []
    for quote in map(str.strip, quotes):
        start = text.find(quote, searched_to[quote])
        start = start if start >= 0 else text.find(quote)
        if not quote or start < 0:
            found.append(None)
            continue
        searched_to[quote] = start + len(quote)
        found.append((start, start + len(quote)))
    return found
