"""What became of a text on its way here, as far as it can be counted."""

import re
from dataclasses import dataclass

from bandup.ielts.english import find_paragraphs

_JOINED = re.compile(r"(?<=[a-z]{2})[.!?](?=[A-Z][a-z])")
"""A full stop between two words without a blank (`end.Next`), as where a line break was dropped."""

_GAP = re.compile(
    r"""
    (?<=\w)[^\S\n]+[.,;](?=\s|$)
    | [,;.!?][^\S\n]*,
    | \b(?:the|a|an|my|your|our|their|his|its|every)[.,;](?=\s|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A blank before a full stop or comma, two marks in a row, or a mark behind a word that needs another one, as where a
word was dropped."""

NOTABLE = 2
"""So many such places are no slip of the finger."""


@dataclass(frozen=True)
class Layout:
    """Counts of places in a text.

    Attributes:
        paragraphs: blocks between line breaks.
        joined: sentences that follow each other without a blank.
        gaps: places where a word may have been dropped.
    """

    paragraphs: int
    joined: int
    gaps: int

    @property
    def breaks_lost(self) -> bool:
        """Whether line breaks or blanks were plainly lost."""
        return self.joined >= NOTABLE

    @property
    def words_lost(self) -> bool:
        """Whether words were plainly lost. One place is enough in a text that lost its breaks."""
        return self.gaps >= NOTABLE or (self.gaps > 0 and self.breaks_lost)


def measure_layout(text: str) -> Layout:
    """Count them."""
    return Layout(len(find_paragraphs(text)), len(_JOINED.findall(text)), len(_GAP.findall(text)))
