"""Whether the figures of a claim are those of its evidence."""

from collections.abc import Iterable

from .numbers import Number, find_figures, find_ratios, make_countable

_COUNTS = (1, 2)
"""As words these are no figures but count what is named: `two reasons`, `une heure`."""


def has_figures(text: str, *sources: str) -> bool:
    """Whether each figure of the text is in one of the sources, in whatever way it is written."""
    source = " ; ".join(sources)
    there = _list_readings([*find_figures(source), *find_ratios(source)])
    plain = make_countable(text)
    shares = [each for each in find_ratios(text) if _list_readings([each]) & there]
    return all(
        _list_readings([each]) & there
        for each in find_figures(text)
        if (each.value not in _COUNTS or plain[each.start].isdigit())
        and not any(share.start <= each.start < share.end for share in shares)
    )


def _list_readings(numbers: Iterable[Number]) -> set[object]:
    found: set[object] = set()
    for each in numbers:
        found |= each.readings
        if each.value and (each.value < 1 or each.value.denominator == 1) and each.value < 20:
            found.add(min(each.value, 1 / each.value))  # three times as much is a third
    return found
