"""The texts with known errors, and which of them no rule was tuned on."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ops.paths import ROOT

SAMPLES = ROOT / "tests/samples/findings"

Half = Literal["tuning", "held-out"]

_MARK = re.compile(r"\[\[([^|\]]+)\|([^\]]*)\]\]")


@dataclass(frozen=True)
class Piece:
    """A sentence or a short text.

    Attributes:
        group: the heading that it stands under.
        written: as the file has it, with its marks.
        text: without marks.
        errors: start and end (exclusive) in `text` of each error; none in right English.
        half: whether rules may be tuned on it.
    """

    group: str
    written: str
    text: str
    errors: tuple[tuple[int, int], ...]
    half: Half


@dataclass(frozen=True)
class Corpus:
    """All texts, or one half of them.

    Attributes:
        wrong: sentences with marked errors.
        right: right sentences that resemble wrong ones.
        prose: whole answers in right English.
    """

    wrong: tuple[Piece, ...]
    right: tuple[Piece, ...]
    prose: tuple[Piece, ...]

    def take(self, half: Half) -> "Corpus":
        """The texts of one half."""
        return Corpus(
            *(tuple(piece for piece in part if piece.half == half) for part in (self.wrong, self.right, self.prose))
        )

    def hash(self) -> str:
        """SHA-256 over everything that is written in it, so that a change shows."""
        written = (piece.written for part in (self.wrong, self.right, self.prose) for piece in part)
        return hashlib.sha256("\0".join(written).encode()).hexdigest()


def read_corpus(folder: Path = SAMPLES) -> Corpus:
    """The corpus in `folder`: one sentence a line in `wrong.txt` and `right.txt`, whole answers in `prose.txt`."""
    return Corpus(
        wrong=tuple(_read_sentences(folder / "wrong.txt")),
        right=tuple(_read_sentences(folder / "right.txt")),
        prose=tuple(_read_answers(folder / "prose.txt")),
    )


def choose_half(written: str) -> Half:
    """The half of a piece: decided by its own text, so that nobody chooses and an added piece moves no other."""
    return "held-out" if hashlib.sha256(written.encode()).digest()[0] % 2 else "tuning"


def _read_sentences(path: Path) -> Iterator[Piece]:
    for group, body in _read_groups(path):
        for line in filter(None, body.splitlines()):
            yield _read_piece(group, line)


def _read_answers(path: Path) -> Iterator[Piece]:
    for group, body in _read_groups(path):
        yield _read_piece(group, body.strip())


def _read_groups(path: Path) -> Iterator[tuple[str, str]]:
    for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        group, _, body = block.partition("\n")
        yield group, body


def _read_piece(group: str, written: str) -> Piece:
    text = ""
    errors = []
    until = 0
    for mark in _MARK.finditer(written):
        text += written[until : mark.start()]
        errors.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        until = mark.end()
    return Piece(group, written, text + written[until:], tuple(errors), choose_half(written))
