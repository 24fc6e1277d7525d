"""Word runs that a text shares with another text, or with itself."""

from collections.abc import Iterable, Sequence

COPIED_RUN = 5
"""Words in a row that also stand in the question. Examiners do not count copied text, but no length of such a run is
published: fewer than five are shared by chance (`the advantages and disadvantages of`), and a chart's title or a
sentence of the question has more."""

REPEATED_RUN = 8
"""Words in a row that stood in the text before. Refrains such as `on the other hand, many people think` are shorter."""


def copied(tokens: Sequence[str], question: Sequence[str]) -> set[int]:
    """Positions of the tokens that stand in a run copied from the question."""
    asked = set(_runs(question, COPIED_RUN))
    return _covered((start for start, run in enumerate(_runs(tokens, COPIED_RUN)) if run in asked), COPIED_RUN)


def repeated(tokens: Sequence[str]) -> set[int]:
    """Positions of the tokens that stand in a run which occurred before; its first occurrence is not among them."""
    seen: set[tuple[str, ...]] = set()
    starts = []
    for start, run in enumerate(_runs(tokens, REPEATED_RUN)):
        if run in seen:
            starts.append(start)
        seen.add(run)
    return _covered(starts, REPEATED_RUN)


def _runs(tokens: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(tokens[shift:] for shift in range(length)), strict=False))


def _covered(starts: Iterable[int], length: int) -> set[int]:
    return {start + shift for start in starts for shift in range(length)}
