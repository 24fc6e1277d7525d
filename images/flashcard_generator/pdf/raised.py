"""Writes what stands above or below its line: exponents, indices, ordinals; and leaves out the marks of footnotes.

MuPDF gives such text as if it stood on the line: "2ⁿ" as "2n". What is raised or lowered is told by its size and its
baseline; what it means, by what stands before it.
"""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from .raised_marks import Place, write_lowered, write_raised
from .tables import Line

_SIZE = re.compile(r"font-size:([\d.]+)pt")

_SMALLER = 0.88
"""Exponents and indices have less than this share of the size beside them: 0.7 in TeX, 0.58 to 0.83 elsewhere."""

_RAISED, _LOWERED = 0.12, -0.08
_FARTHEST = 1.0
"""How far, in sizes of the line, the baseline is moved. What stands farther off is another line."""

_SAME_SIZE = 0.05
"""Points by which sizes differ that are meant to be one."""

_DROP_CAP = 1.5
"""A few letters of so many times the next size begin a chapter; they are not what the line is written in."""

_DEEPEST = 3
"""Exponents of exponents that are told apart; deeper ones are written one after another."""

_TOUCHING = 0.5
"""The gap, in sizes of the line, over which a raised piece belongs to what stands before it."""

_MATHEMATICAL = re.compile(r"CM(MI|SY|EX|BSY|MIB)|MS[AB]M|EU[FRS]M|Math|MT(MI|SY|EX)|MTExtra|rsfs|txmi|pxmi|Symbol")
_EXTENSIBLE = re.compile(r"CMEX|MTEX|MTExtra|txex|pxex|LMMathExt")
"""Signs that grow with a formula hang below their origin, so that their baseline tells nothing."""

_ITALIC = 2
_BOLD = 16
"""PyMuPDF's flags of a span."""


@dataclass(frozen=True)
class _Span:
    text: str
    size: float
    baseline: float
    left: float
    right: float
    is_italic: bool
    is_bold: bool
    is_mathematical: bool
    is_extensible: bool

    @classmethod
    def of(cls, span: dict[str, Any]) -> "_Span":
        text, size, baseline = span["text"], span["size"], span["origin"][1]
        left, top, right, bottom = span["bbox"]
        if text[:1].isspace() and text.strip():
            # MuPDF's own blank stands on the baseline before it, and a span has that of its first character.
            bounds = (top + span["ascender"] * size, bottom + span["descender"] * size)
            baseline = max(bounds, key=lambda bound: abs(bound - baseline))
        font = span["font"]
        return cls(
            text=text,
            size=size,
            baseline=baseline,
            left=left,
            right=right,
            is_italic=bool(span["flags"] & _ITALIC),
            is_bold=bool(span["flags"] & _BOLD),
            is_mathematical=_is_of(_MATHEMATICAL, font),
            is_extensible=_is_of(_EXTENSIBLE, font),
        )


@lru_cache(maxsize=1024)
def _is_of(kind: re.Pattern[str], font: str) -> bool:
    return bool(kind.search(font))


def may_have_raised_text(html: str) -> bool:
    """Whether the page, in MuPDF's quick form, has a raised piece, or a line in two sizes."""
    if "<sup>" in html:
        return True
    if html.count("font-size:") == html.count("<p "):
        return False
    for line in html.split("\n"):
        if line.count("font-size:") > 1:
            sizes = [float(size) for size in set(_SIZE.findall(line))]
            if min(sizes) < _SMALLER * max(sizes):
                return True
    return False


def write_page(blocks: Iterable[dict[str, Any]]) -> list[list[Line]]:
    """For each block its lines, with what is raised or lowered in them.

    Args:
        blocks: those with text, as PyMuPDF's `extractDICT` gives them.
    """
    rows = [_join_rows(block["lines"]) for block in blocks]
    notes = frozenset(label for block in rows for row in block if (label := _find_label(row)))
    return [[_write_line(row, notes) for row in block] for block in rows]


def _write_line(spans: Sequence[_Span], notes: frozenset[str]) -> Line:
    size, baseline = _find_base(spans)
    text = _write(spans, notes, 0)
    return Line(
        text=text,
        left=min(span.left for span in spans),
        right=max(span.right for span in spans),
        baseline=baseline,
        size=size,
        is_bold=all(span.is_bold for span in spans),
    )


def _join_rows(lines: Iterable[dict[str, Any]]) -> list[list[_Span]]:
    """The spans of each line; MuPDF begins another one where a raised or lowered piece goes back."""
    rows: list[list[_Span]] = []
    for line in lines:
        spans = [_Span.of(span) for span in _join_alike(line["spans"]) if span["text"]]
        if not spans:
            continue
        if rows and line["dir"] == (1.0, 0.0) and _goes_on(rows[-1], spans):
            rows[-1] += spans
        else:
            rows.append(spans)
    return rows


def _find_label(spans: Sequence[_Span]) -> str | None:
    """The raised number that the line begins with: that of a footnote."""
    text = spans[0].text.strip()
    if len(spans) == 1 or not text.isdecimal():
        return None
    return text if _find_move(spans[0], *_find_base(spans)) else None


def _join_alike(spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One span in place of several if all have one size: nothing in the line is raised, and most lines are such."""
    sizes = [span["size"] for span in spans]
    if len(spans) < 2 or max(sizes) - min(sizes) > _SAME_SIZE:
        return spans
    text = "".join(span["text"] for span in spans)
    right = max(span["bbox"][2] for span in spans)
    left, top, _, bottom = spans[0]["bbox"]
    return [{**spans[0], "text": text, "bbox": (left, top, right, bottom)}]


def _goes_on(before: Sequence[_Span], after: Sequence[_Span]) -> bool:
    """Whether MuPDF cut a line where a raised or lowered piece begins or ends."""
    one, other = before[-1].size, after[0].size
    if len(before) == len(after) == 1 and min(one, other) >= _SMALLER * max(one, other):
        return False
    (size, baseline), (next_size, next_baseline) = _find_base(before), _find_base(after)
    main = max(size, next_size)
    small = itertools.takewhile(lambda span: span.size < _SMALLER * main, reversed(before))
    left = min((span.left for span in small), default=before[-1].right)
    if not left - _TOUCHING * main < after[0].left < before[-1].right + _TOUCHING * main:
        return False
    if abs(baseline - next_baseline) > _FARTHEST * main:
        return False
    if min(size, next_size) < _SMALLER * main:
        return True
    return before[-1].size < _SMALLER * main and abs(baseline - next_baseline) < _RAISED * main


def _find_base(spans: Sequence[_Span]) -> tuple[float, float]:
    """Size and baseline of the main text."""
    if len(spans) == 1:
        return spans[0].size, spans[0].baseline
    counts: Counter[float] = Counter()
    for span in spans:
        counts[round(span.size, 1)] += len(span.text.strip())
    sizes = sorted((size for size, count in counts.items() if count), reverse=True) or [spans[0].size]
    if len(sizes) > 1 and sizes[0] >= _DROP_CAP * sizes[1] and counts[sizes[0]] <= 2 and counts[sizes[1]] >= 10:
        del sizes[0]
    level = [
        span for span in spans if span.size >= _SMALLER * sizes[0] and not span.is_extensible and span.text.strip()
    ]
    return sizes[0], (level or spans)[0].baseline


def _write(spans: Sequence[_Span], notes: frozenset[str], depth: int) -> str:
    """A line, or the text of one raised piece."""
    if len(spans) == 1 or depth == _DEEPEST:
        return "".join(span.text for span in spans)
    size, baseline = _find_base(spans)
    written = _Written(notes, depth)
    for span in _join_accents(spans):
        if not span.text.strip():
            written.add_blank(span.text)
            continue
        moved = _find_move(span, size, baseline)
        if written.pieces and span.size < _SMALLER * written.pieces[-1].spans[-1].size:
            moved = written.pieces[-1].is_raised  # it stands above or below the piece before
        if moved is None:
            written.add_level(span)
            if span.size >= _SMALLER * size and not span.is_extensible and not span.text[0].isspace():
                baseline = span.baseline
        else:
            written.add_moved(span, is_raised=moved)
    return written.finish()


def _find_move(span: _Span, size: float, baseline: float) -> bool | None:
    """True if the span is raised, False if it is lowered."""
    if span.size >= _SMALLER * size or span.is_extensible:
        return None
    moved = (baseline - span.baseline) / size
    if _RAISED < moved < _FARTHEST:
        return True
    return False if -_FARTHEST < moved < _LOWERED else None


def _join_accents(spans: Iterable[_Span]) -> list[_Span]:
    """The spans, each accent that is a span of its own with the letter that it belongs to."""
    joined: list[_Span] = []
    accents = ""
    for span in spans:
        if span.text.strip() and all(unicodedata.category(character) in ("Sk", "Lm") for character in span.text):
            accents += span.text
        else:
            joined.append(replace(span, text=accents + span.text) if accents else span)
            accents = ""
    return [*joined, replace(spans[-1], text=accents)] if accents else joined  # type: ignore[index]


@dataclass
class _Piece:
    """Neighbouring spans that are all raised, or all lowered."""

    is_raised: bool
    spans: list[_Span]


class _Written:
    """A line while it is written.

    Attributes:
        text: as far as it is done.
        pieces: raised and lowered ones that wait for what follows them.
    """

    def __init__(self, notes: frozenset[str], depth: int) -> None:
        self.text = ""
        self.pieces: list[_Piece] = []
        self._notes = notes
        self._depth = depth
        self._blank = ""
        self._last: _Span | None = None

    def add_blank(self, text: str) -> None:
        self._blank = text

    def add_level(self, span: _Span) -> None:
        self.flush(span.text)
        self.text += self._blank + span.text
        self._blank = ""
        self._last = span

    def add_moved(self, span: _Span, *, is_raised: bool) -> None:
        if not self.pieces and not self._is_formula_before(span):
            self.text += self._blank
        if self.pieces and self.pieces[-1].is_raised is is_raised:
            if self._blank:
                span = replace(span, text=f" {span.text}")
            self.pieces[-1].spans.append(span)
        else:
            self.pieces.append(_Piece(is_raised, [span]))
        self._blank = ""

    def _is_formula_before(self, span: _Span) -> bool:
        """Whether a blank before `span` is only the space that a slanted letter takes."""
        is_formula = span.is_mathematical or bool(self._last and self._last.is_mathematical)
        return is_formula and self.text[-1:].isalnum() and not self.text[-2:].isalpha()

    def finish(self) -> str:
        self.flush("")
        return self.text + self._blank

    def flush(self, after: str) -> None:
        """Write the pieces that wait.

        Args:
            after: what follows them in the line.
        """
        after = self._blank + after
        pieces, self.pieces = self.pieces, []
        count = len(pieces)
        while pieces:
            piece = pieces.pop(0)
            raw, text = self._write(piece), self.text.rstrip()
            if (
                piece.is_raised
                and pieces
                and not pieces[0].is_raised
                and not (text[-1:].isalnum() or text[-1:] in ")]}")
            ):
                below = self._write(pieces.pop(0))
                self.text += f"{raw.strip()}/{below.strip()}"
                continue
            place = Place(
                before=self.text,
                after=after,
                notes=self._notes,
                is_second=len(pieces) < count - 1,
                is_slanted=any(span.is_italic for span in piece.spans),
                is_formula=any(span.is_mathematical for span in piece.spans),
                base_is_slanted=bool(self._last and self._last.is_italic),
                base_is_formula=bool(self._last and self._last.is_mathematical),
            )
            write = write_raised if piece.is_raised else write_lowered
            self.text = write(" ".join(raw.split()), place)
            if raw[-1:].isspace() and not self._blank:
                self._blank = " "

    def _write(self, piece: _Piece) -> str:
        return _write(piece.spans, self._notes, self._depth + 1)
