"""How much a piece of text has the form of an index, of a list of references, of thanks, of an imprint.

Each measure counts marks for 100 characters, so that it holds for lines as they are printed and for lines that run on.
The numbers were set on books, manuals and papers, and hold on others: see docs/use/pdf-text.md.
"""

from itertools import pairwise

from . import marks

_FEWEST_ENTRIES = 6


def has_page_leaders(text: str) -> bool:
    """Whether it has the dots of a table of contents in it, more than those of an ellipsis in any language."""
    return marks.DOTS.search(text) is not None


def measure_numbers(text: str) -> float:
    """Runs of digits. A list that leads to pages or years has more than one for 100 characters."""
    return _per_100(len(marks.NUMBER.findall(text)), text)


def measure_leaders(text: str) -> float:
    """Entries that dots lead to a page."""
    return _per_100(len(marks.ENTRY.findall(text)), text) if marks.DOTS.search(text) else 0.0


def measure_index(text: str) -> float:
    """Terms with the pages that they are on. Sentences count against it."""
    found = len(marks.PAGES.findall(text))
    return _per_100(max(0, found - 2 * len(marks.SENTENCE_END.findall(text))), text)


def measure_order(text: str) -> float:
    """How far the terms before page numbers follow the alphabet: the share of neighbours, 0 if there are few."""
    terms = [match for part in marks.PAGES.split(text)[::2] if (match := marks.WORD.search(part))]
    firsts = [match[0][0].lower() for match in terms]
    if len(firsts) < _FEWEST_ENTRIES:
        return 0.0
    return sum(before <= after for before, after in pairwise(firsts)) / (len(firsts) - 1)


def measure_growth(text: str) -> float:
    """How far lines end in page numbers that grow, as those of a table of contents do: the share of all lines."""
    lines = text.count("\n") + 1
    numbers = [int(number) for number in marks.LAST_PAGE.findall(text)]
    if len(numbers) < _FEWEST_ENTRIES:
        return 0.0
    return sum(before <= after for before, after in pairwise(numbers)) / (lines - 1)


def measure_references(text: str) -> float:
    """Marks of entries that cite."""
    return _per_100(len(marks.CITED.findall(text)), text)


def measure_entries(text: str) -> float:
    """The share of lines that begin as an entry of a list does: with a number, or a surname and an initial."""
    return len(marks.ENTRY_START.findall(text)) / (text.count("\n") + 1)


def measure_thanks(text: str) -> float:
    """Words of thanks."""
    return _per_100(len(marks.THANKED.findall(text)), text)


def is_personal(text: str) -> bool:
    """Whether somebody speaks of himself."""
    return marks.FIRST_PERSON.search(text) is not None


def count_imprint(text: str) -> int:
    """How many of the four kinds of marks of an imprint it has, see `marks.IMPRINT`."""
    return sum(mark.search(text) is not None for mark in marks.IMPRINT)


def measure_licence(text: str) -> float:
    """Words of a licence, if it has a phrase that only licences have."""
    return _per_100(len(marks.LICENSED.findall(text)), text) if marks.LICENCE_PHRASE.search(text) else 0.0


def _per_100(count: int, text: str) -> float:
    return 100 * count / max(100, len(text))
