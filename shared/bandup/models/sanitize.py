"""A user's text inside a prompt: made safe to be shown to a model, and found again where the model quotes it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from bandup.core.folding import FoldedText

_LINE_BREAKS = frozenset("\r\v\f\x85\u2028\u2029")
"""Other line breaks. Each is shown as a plain one, so that words and paragraphs stay apart."""

_VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))

_HARMLESS = frozenset("\xad\ufeff\u200b\u2060\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
"""Soft hyphen, byte order mark, zero-width space, word joiner, and the marks of a text's direction but its overrides.
Word processors write them and web pages are full of them, so they are dropped and not reported."""

_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiner and non-joiner. Without them, Persian and many Indic words are misspelt."""

_JOINED = re.compile(r"[\u0600-\u0dff]")
"""Arabic, Syriac and the Indic scripts: there, a joiner after a letter or vowel sign changes how a word is written."""

_UNUSUAL = re.compile(r"[^\w -~\n\t]")
"""What is checked further: all but plain ASCII, and letters and digits of any script."""

_HARMLESS_BRACKET = "["
"""What a delimiter's `<` is shown as: it opens and closes nothing, and no reader takes it for a tag's."""

_ACCENT = "\u0300"
"""Stands for every mark over, under or through a letter while delimiters are looked for."""

_ANGLES = "\u02c2\u1438\u2039\u227a\u2329\u276c\u276e\u2770\u27e8\u27ea\u29fc\u2991\u3008\u300a\ufe3d\ufe3f\ufe64\uff1c"
_SLASHES = "\u2044\u2215\u2216\u2571\u2572\u27cb\u27cd\u29f5\u29f8\u29f9\ufe68\uff0f\uff3c\uff5c"
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
_OTHER_ALPHABETS = str.maketrans(
    "\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u043e\u0440\u051b\u0455\u0443\u0445\u051d\u0442\u043c\u043d\u043a\u0432"
    "\u03b1\u03b5\u03b9\u03bf\u03c1\u03c5\u03bd\u03ba\u03c4\u03c7",
    "acdehijopqsyxwtmnkbaeiopuvktx",
)
"""Cyrillic and Greek letters that are drawn like Latin ones."""

_FOREIGN = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True)
class SanitizedText:
    """A text as the model is shown it.

    Attributes:
        text: the original without invisible characters, and without anything that could open or close a block.
        origins: for each code point of `text`, its position in the original, in Unicode code points.
        hidden: how many invisible characters were dropped that have no business in a text.
        delimiter_places: the positions in `text` of delimiters that were made harmless.
    """

    text: str
    origins: Sequence[int]
    hidden: int
    delimiter_places: Sequence[int]

    @property
    def delimiters(self) -> int:
        """How many delimiters were made harmless."""
        return len(self.delimiter_places)

    def in_original(self, start: int, end: int) -> tuple[int, int]:
        """Where the passage `text[start:end]`, which must not be empty, begins and ends in the original."""
        return self.origins[start], self.origins[end - 1] + 1

    def all_in_original(self, passages: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """`in_original` of each passage."""
        return [(self.origins[start], self.origins[end - 1] + 1) for start, end in passages]


def drop_invisible(original: str) -> str:
    """`original` without invisible characters and with plain line breaks, see `Sanitizer`."""
    return _UNUSUAL.sub(lambda found: _display(original, found.start()), original)


class Sanitizer:
    """Makes texts safe to stand between a prompt's delimiters.

    Args:
        *blocks: the names of the tags that delimit blocks in that prompt, such as `essay`.
    """

    def __init__(self, *blocks: str) -> None:
        names = "|".join(f"{_ACCENT}*".join(map(re.escape, block)) for block in blocks)
        self._delimiter = re.compile(rf"<(?=[\s/\\|{_ACCENT}]*+(?:{names}){_ACCENT}*\b)", re.IGNORECASE)

    def __call__(self, original: str) -> SanitizedText:
        """`original` as it may be shown.

        Characters are dropped that a reader does not see: zero-width and bidirectional controls, tags,
        variation selectors, other control characters, halves of surrogate pairs. All else keeps its order; so does one
        joiner after a letter of a script that is written with them. A delimiter counts in whatever characters it is
        drawn: full-width, accented or borrowed ones, other brackets, slashes of any kind and number.
        """
        replaced = {found.start(): _display(original, found.start()) for found in _UNUSUAL.finditer(original)}
        dropped = [position for position, visible in replaced.items() if not visible]
        visible = _UNUSUAL.sub(lambda found: replaced[found.start()], original)
        places = [found.start() for found in self._delimiter.finditer(_draw(visible))]
        characters = list(visible) if places else []
        for place in places:
            characters[place] = _HARMLESS_BRACKET
        everywhere = range(len(original))
        return SanitizedText(
            text="".join(characters) if places else visible,
            origins=[position for position in everywhere if replaced.get(position, " ")] if dropped else everywhere,
            hidden=sum(_is_suspicious(original, position) for position in dropped),
            delimiter_places=places,
        )


def _draw(text: str) -> str:
    """The text, as long as it is, with the plain character for each that is drawn like one of a delimiter's."""
    return _FOREIGN.sub(lambda found: _draw_one(found[0]), text)


@lru_cache(maxsize=4096)
def _draw_one(character: str) -> str:
    """A plain character that is drawn like this one, or itself."""
    for drawn, plain in ((_ANGLES, "<"), (_SLASHES, "/"), (_BLANKS, " ")):
        if character in drawn:
            return plain
    if unicodedata.category(character) in ("Mn", "Me"):
        return _ACCENT
    # A letter with an accent comes apart into the letter and what is left out here.
    return unicodedata.normalize("NFKD", character)[0].lower()[0].translate(_OTHER_ALPHABETS)


def _display(text: str, position: int) -> str:
    """What is shown for one character: itself, a plain line break, or nothing."""
    character = text[position]
    if character in _LINE_BREAKS:
        return "" if text[position : position + 2] == "\r\n" else "\n"
    if character in _JOINERS and position and _takes_joiner(text[position - 1]):
        return character
    if character in _VARIATION_SELECTORS or unicodedata.category(character) in ("Cc", "Cf", "Cs"):
        return ""
    return character


def _takes_joiner(character: str) -> bool:
    return bool(_JOINED.match(character)) and unicodedata.category(character)[0] in "LM"


def _is_suspicious(text: str, position: int) -> bool:
    """Whether a dropped character has no usual purpose. Parts of an emoji have one."""
    character = text[position]
    if character in _HARMLESS or character in _LINE_BREAKS:
        return False
    after_emoji = position > 0 and unicodedata.category(text[position - 1]) in ("So", "Sk")
    return not (after_emoji and character in "\ufe0f\u200d")


def find_quotes(quotes: Iterable[str], text: str) -> list[tuple[int, int] | None]:
    """Where each quote is in `text`, without blanks around it.

    What stands there verbatim comes first. Else letters, figures and the punctuation within decide: case, blanks,
    apostrophes, quotation marks, dashes, accents of their own and punctuation around the quote may differ, see
    `bandup.core.folding`. A quote that occurs again is looked for after its last place first, then from the start.

    Returns:
        For each quote its start and end (exclusive) in code points; None if it is blank or not there.
    """
    folded = FoldedText.of(text)
    searched_to: Counter[str] = Counter()
    found: list[tuple[int, int] | None] = []
    for quote in map(str.strip, quotes):
        starts = tuple(dict.fromkeys((searched_to[quote], 0)))
        verbatim = (_find_verbatim(quote, text, start) for start in starts)
        alike = (folded.find(quote, start) for start in starts)
        place = next(filter(None, chain(verbatim, alike)), None)
        searched_to[quote] = place[1] if place else 0
        found.append(place)
    return found


def _find_verbatim(quote: str, text: str, after: int) -> tuple[int, int] | None:
    start = text.find(quote, after) if quote else -1
    return (start, start + len(quote)) if start >= 0 else None
