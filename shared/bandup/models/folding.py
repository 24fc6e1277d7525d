"""A passage found in a text as people and models copy it, which is not always character by character."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
"""Marks that keyboards and word processors put in each other's place."""

_OUTER = " \t\n\"'-.,;:!?\u2026()[]"


def find_passage(quote: str, text: str) -> tuple[int, int] | None:
    """Where a text holds a quote, whatever the case of letters, the form of marks and the kind of blanks.

    Marks around the quote do not count. What is left of it must stand in the text in one piece.

    Args:
        quote: as it was copied.
        text: where it was copied from.

    Returns:
        Start and end (exclusive) in code points of `text`; None if it is not there, or nothing is left of the quote.
    """
    wanted, _ = _fold(quote)
    wanted = wanted.strip(_OUTER)
    folded, origins = _fold(text)
    start = folded.find(wanted) if wanted else -1
    return None if start < 0 else (origins[start], origins[start + len(wanted) - 1] + 1)


def _fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the position of the one that it comes from."""
    folded: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        for each in " " if character.isspace() else character.translate(_ALIKE).casefold():
            if each != " " or not folded or folded[-1] != " ":
                folded.append(each)
                origins.append(place)
    return "".join(folded), origins
