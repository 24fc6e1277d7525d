"""The outlines of PDFs, object by object, so that they can be wrong."""

from collections.abc import Mapping, Sequence

FIRST = 200_000
"""The number of an outline's root; its entries follow."""

CATALOG = b"/Outlines %d 0 R" % FIRST


def flat_outline(entries: Sequence[tuple[bytes, bytes]]) -> Mapping[int, bytes]:
    """The objects of an outline of one level.

    Args:
        entries: the title of each, and where it leads, such as `[4 0 R /Fit]`.
    """
    objects = {FIRST: b"<</Type/Outlines/First %d 0 R/Last %d 0 R>>" % (FIRST + 1, FIRST + len(entries))}
    for number, (title, target) in enumerate(entries, FIRST + 1):
        following = b"/Next %d 0 R" % (number + 1) if number < FIRST + len(entries) else b""
        objects[number] = b"<</Title(%s)/Parent %d 0 R/Dest %s%s>>" % (title, FIRST, target, following)
    return objects


def deep_outline(levels: int) -> Mapping[int, bytes]:
    """The objects of an outline in which each entry holds one other."""
    objects = {FIRST: b"<</Type/Outlines/First %d 0 R>>" % (FIRST + 1)}
    for number in range(FIRST + 1, FIRST + levels + 1):
        inner = b"/First %d 0 R" % (number + 1) if number < FIRST + levels else b""
        objects[number] = b"<</Title(Level %d)/Dest[4 0 R/Fit]%s>>" % (number - FIRST, inner)
    return objects


def outline_in_a_circle() -> Mapping[int, bytes]:
    """Two entries that follow each other, and are each other's children."""
    target = b"/Dest[4 0 R/Fit]/First %d 0 R/Next %d 0 R"
    return {
        FIRST: b"<</Type/Outlines/First %d 0 R>>" % (FIRST + 1),
        FIRST + 1: b"<</Title(One)" + target % (FIRST + 2, FIRST + 2) + b">>",
        FIRST + 2: b"<</Title(Two)" + target % (FIRST + 1, FIRST + 1) + b">>",
    }
