"""How much of a text can be read as words."""

import re

from bandup.core.writing_systems import is_spaceless

LONGEST_WORD = 200
"""Letters. German compounds reach 80 and place names 60; no text that cards are made of needs more."""

_RUN = re.compile(r"[^\W\d_]+")


def count_letters(text: str) -> int:
    """Letters of words: a run of letters that nobody can read counts nothing, such as data that was pasted as text.

    Scripts that put no blanks between words have no such runs.
    """
    runs = (found[0] for found in _RUN.finditer(text))
    return sum(len(run) for run in runs if len(run) <= LONGEST_WORD or any(map(is_spaceless, run)))
