"""PDFs whose letters stand exactly where a test wants them: raised, lowered, accented as TeX's first fonts do."""
# ruff: noqa: RUF001  # accents

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pymupdf

from .raw_pdfs import assemble_pdf, document, flate

_NAMES = {
    "´": "acute", "`": "grave", "ˆ": "circumflex", "˜": "tilde", "¯": "macron", "˘": "breve", "˙": "dotaccent",
    "¨": "dieresis", "˚": "ring", "˝": "hungarumlaut", "ˇ": "caron", "¸": "cedilla", "˛": "ogonek", "ı": "dotlessi",
    "ȷ": "dotlessj", "−": "minus", "–": "endash", "—": "emdash", "’": "quoteright", "“": "quotedblleft",
    "”": "quotedblright", "†": "dagger", "‡": "daggerdbl", "§": "section", "•": "bullet", "·": "periodcentered",
    "©": "copyright", "™": "trademark", "®": "registered", "°": "degree", "é": "eacute", "è": "egrave", "à": "agrave",
    "ü": "udieresis", "ß": "germandbls", "\u00ad": "uni00AD", "α": "alpha", "λ": "lambda", "∑": "summation",
    "∞": "infinity", "′": "minute", "→": "arrowright", "↵": "carriagereturn", "⁄": "fraction", "∘": "openbullet",
    "∗": "asteriskmath", "≤": "lessequal", "\u2010": "hyphentwo", "ﬁ": "fi", "ﬀ": "ff",
}  # fmt: skip
"""The names of glyphs that ASCII lacks, as fonts have them."""

_CODES = {character: code for code, character in enumerate(_NAMES, 128)}
_PIECE = re.compile(r"\^\{|_\{|\}|<<|~~|/[ib]|[ib]/|(?:(?![ib]/)[^\^_}<~/])+|.", re.DOTALL)

WIDTH, HEIGHT = 595, 842
SIZE = 10.0
LEADING = 12.0

_SCRIPT = 0.7
_RAISE, _LOWER = 0.38, -0.16
_OVER = "´`ˆ˜¯˘˙¨˚˝ˇ¸˛"


@dataclass(frozen=True)
class Text:
    """Lines that stand together.

    Attributes:
        lines: `^{…}` is raised and `_{…}` is lowered; `<<` goes back over the last such piece, so that the next one
            stands above or below it; `/i…i/` is in italics, `/b…b/` in bold type; what follows an accent is
            printed below it.
        top: the first line's baseline, in points below the top of the page.
        left: where the lines begin.
        size: of the letters.
        leading: from one baseline to the next.
    """

    lines: Sequence[str]
    top: float = 100.0
    left: float = 60.0
    size: float = SIZE
    leading: float = LEADING


@dataclass(frozen=True)
class Sheet:
    """A page.

    Attributes:
        texts: in the order in which they are written into the file.
        raw: content before them.
    """

    texts: Sequence[Text]
    raw: bytes = b""


def typeset(pages: Iterable[Sheet | Sequence[Text] | Sequence[str]], glyphs: Mapping[int, str] | None = None) -> bytes:
    """A file of these pages; strings are the lines of one text.

    Args:
        pages: what stands on them.
        glyphs: for a code the name of its glyph, if not the usual one; most readers know nothing of other names.
    """
    names = dict(zip(_CODES.values(), _NAMES.values(), strict=True)) | dict(glyphs or {})
    differences = " ".join(f"{code} /{name}" for code, name in names.items())
    encoding = f"/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[{differences}]>>".encode()
    font = b"<</Type/Font/Subtype/Type1/BaseFont/%s" + encoding + b">>"
    styles = {3: b"Helvetica", 900: b"Helvetica-Oblique", 901: b"Helvetica-Bold"}
    extra = {number: font % name for number, name in styles.items()}
    contents = [flate(_draw(page)) for page in pages]
    return assemble_pdf(document(contents, resources=b"/Font<</F1 3 0 R/F2 900 0 R/F3 901 0 R>>", extra=extra))


def _draw(page: Sheet | Sequence[Text] | Sequence[str]) -> bytes:
    if not isinstance(page, Sheet):
        texts = [each for each in page if isinstance(each, Text)]
        page = Sheet(texts or [Text([str(line) for line in page])])
    parts = [page.raw]
    for text in page.texts:
        for number, line in enumerate(text.lines):
            bottom = HEIGHT - text.top - number * text.leading
            parts.append(
                b"BT 1 0 0 1 %.2f %.2f Tm " % (text.left, bottom) + b" ".join(_Line(text.size).draw(line)) + b" ET"
            )
    return b"\n".join(parts)


@dataclass
class _Line:
    """Draws one line."""

    size: float
    levels: list[tuple[float, float, float]] = field(default_factory=list)
    wide: float = 0.0
    font: int = 1

    def draw(self, line: str) -> Iterator[bytes]:
        rise, size = 0.0, self.size
        yield self._set(size, rise)
        for piece in _PIECE.findall(line):
            if piece in ("^{", "_{"):
                self.levels.append((size, rise, self.wide))
                self.wide = 0.0
                rise += size * (_RAISE if piece == "^{" else _LOWER)
                size *= _SCRIPT
                yield self._set(size, rise)
            elif piece == "}":
                size, rise, before = self.levels.pop()
                self.wide += before if self.levels else 0.0
                yield self._set(size, rise)
            elif piece == "<<":
                yield b"[%.1f] TJ" % (1000 * self.wide / size)
            elif piece in ("/i", "i/", "/b", "b/"):
                self.font = {"/i": 2, "/b": 3}.get(piece, 1)
                yield self._set(size, rise)
            elif piece != "~~":
                if self.levels:
                    self.wide += pymupdf.get_text_length(_plain(piece), fontsize=size)
                yield b"[" + b"".join(_show(piece)) + b"] TJ"

    def _set(self, size: float, rise: float) -> bytes:
        return b"/F%d %.2f Tf %.2f Ts" % (self.font, size, rise)


def _show(piece: str) -> Iterator[bytes]:
    if piece.isascii():
        yield b"<%s>" % piece.encode().hex().encode()
        return
    for character in piece:
        code = _CODES.get(character, ord(character))
        yield b"<%02x>" % code
        if character in _OVER:
            yield b"%d" % (556 if character == "¯" else 333)


def _plain(piece: str) -> str:
    return "".join("" if character in _OVER else character if ord(character) < 128 else "n" for character in piece)
