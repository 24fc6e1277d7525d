"""Long documents: some with running headers and footers of every layout, some with nothing of the kind."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from support.typeset import Sheet, Text, typeset

PAGES = 16

_SYLLABLES = (
    "ba",
    "co",
    "di",
    "fe",
    "gu",
    "la",
    "mi",
    "no",
    "pe",
    "ra",
    "si",
    "tu",
    "va",
    "xo",
    "zi",
    "tra",
    "ple",
    "mor",
)
_MONTHS = ("January", "March", "April", "June", "July", "August", "October")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")


@dataclass(frozen=True)
class Layout:
    """A document of `PAGES` pages.

    Attributes:
        shows: what is special about it.
        draw: the texts of a page beside its body, by the page's number from 0.
        top: where the body begins.
        lines: of the body, by the page's number; else twenty sentences that no other page has.
        once: running lines with words, which may stay where they come first.
    """

    shows: str
    draw: Callable[[int], Sequence[Text]]
    top: float = 100.0
    lines: Callable[[int], Sequence[str]] | None = None
    once: tuple[str, ...] = ()

    def make(self) -> bytes:
        """The file."""
        return typeset([Sheet([*self.draw(number), Text(self.body(number), self.top)]) for number in range(PAGES)])

    def body(self, number: int) -> Sequence[str]:
        """The lines of a page that are no running ones."""
        return self.lines(number) if self.lines else list(_write_sentences(number))

    def printed(self, number: int) -> Sequence[str]:
        """All lines of a page."""
        return [line for text in self.draw(number) for line in text.lines] + list(self.body(number))


def _write_sentences(number: int, count: int = 20) -> Iterator[str]:
    chance = random.Random(number)
    for _ in range(count):
        words = ("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(9))
        yield f"{' '.join(words)}.".capitalize()


def _head(*lines: str, left: float = 60, top: float = 40) -> Text:
    return Text(lines, top, left)


def _foot(*lines: str, left: float = 60, top: float = 800, size: float = 10) -> Text:
    return Text(lines, top, left, size)


_NOTICE = (
    "Downloaded from the library of Inkham by a reader on 12 June 2026. All use is subject to the library's terms, "
    "which anyone may read there."
)


def _no_edges(_: int) -> Sequence[Text]:
    return ()


RUNNING: Mapping[str, Layout] = {
    "one line": Layout("a title above each page", lambda _: [_head("A History of Ink")], once=("A History of Ink",)),
    "empty blocks below": Layout(
        "blocks of blanks take the place of the lowest ones",
        lambda n: [
            _foot(f"The Ink Society, page {n + 1}", top=780),
            _foot(" ", top=800),
            _foot(" ", top=815),
            _foot("  ", top=825),
        ],
        once=("The Ink Society, page 1",),
    ),
    "three lines above": Layout(
        "a block of three lines",
        lambda n: [_head("Ministry of Ink", "Annual report of the office", f"Page {n + 1} of {PAGES}")],
        once=("Ministry of Ink", "Annual report of the office", f"Page 1 of {PAGES}"),
    ),
    "three lines below": Layout(
        "a block of three lines at the foot",
        lambda _: [_foot("Ministry of Ink", "14 Paper Street, Inkham", "Telephone 555 1234", top=780)],
        once=("Ministry of Ink", "14 Paper Street, Inkham", "Telephone 555 1234"),
    ),
    "left, middle and right": Layout(
        "three blocks in one row",
        lambda n: [_foot("Ink Society"), _foot("Report on paper", left=250), _foot(f"{n + 1}", left=520)],
        once=("Ink Society", "Report on paper"),
    ),
    "two rows below": Layout(
        "a row above the number",
        lambda n: [_foot("Printed on recycled paper", top=785), _foot(f"- {n + 1} -", left=290, top=805)],
        once=("Printed on recycled paper",),
    ),
    "left and right pages": Layout(
        "title and chapter in turns",
        lambda n: [_head(("A History of Ink", "The Time of Quills")[n % 2]), _head(f"{n + 1}", left=520)],
        once=("A History of Ink", "The Time of Quills"),
    ),
    "a chapter of two pages": Layout(
        "titles that change too often to repeat, beside a number",
        lambda n: [_head(f"Of the {_SYLLABLES[n // 2]}{_SYLLABLES[n // 2 + 1]}"), _head(f"{n + 7}", left=520)],
        once=tuple(f"Of the {_SYLLABLES[n]}{_SYLLABLES[n + 1]}" for n in range(PAGES // 2)),
    ),
    "Roman numbers": Layout("i, ii, iii", lambda n: [_foot(_ROMAN[n], left=290)]),
    "numbers by chapter": Layout("3-12", lambda n: [_foot(f"3-{n + 11}", left=290)]),
    "two pages in one": Layout(
        "each page shows two of a book, and their numbers",
        lambda n: [_foot(f"{2 * n + 20}"), _foot(f"{2 * n + 21}", left=520)],
    ),
    "a stamp of the day": Layout(
        "a long notice of who loaded it down",
        lambda _: [_foot(_NOTICE, top=820, left=20, size=7)],
        once=(_NOTICE,),
    ),
    "above and below": Layout(
        "both edges",
        lambda n: [
            _head("Ink Studies, volume 7"),
            _head("J. Quill", left=500),
            _foot(f"{n + 112}", left=290),
            _foot("© Ink Press", left=60),
        ],
        once=("Ink Studies, volume 7", "J. Quill", "© Ink Press"),
    ),
    "within the text": Layout(
        "the title is the first line of the body's block",
        lambda _: [Text(["A History of Ink"], 88)],
        once=("A History of Ink",),
    ),
}


def _titled(title: Callable[[int], str]) -> Callable[[int], Sequence[Text]]:
    return lambda n: [Text([title(n)], 80, size=16)]


def _listed(*lines: Callable[[int], str]) -> Callable[[int], Sequence[str]]:
    return lambda n: [*(line(n) for line in lines), *_write_sentences(n, 8)]


def _name(n: int) -> str:
    return f"{_SYLLABLES[n % 18]}{_SYLLABLES[(n * 5 + 3) % 18]}{_SYLLABLES[(n * 7 + 1) % 18]}".capitalize()


def _ordinary(shows: str, draw: Callable[[int], Sequence[Text]] = _no_edges, **options: object) -> Layout:
    return Layout(shows, draw, **options)  # type: ignore[arg-type]


ORDINARY: Mapping[str, Layout] = {
    "plain": _ordinary("nothing but text"),
    "slides": _ordinary("a title of its own for each", _titled(_name)),
    "numbered slides": _ordinary("titles with numbers", _titled(lambda n: f"{n + 1}. {_name(n)}")),
    "questions": _ordinary("one question a page", _titled(lambda n: f"Question {n + 1}")),
    "chapters": _ordinary("one chapter a page", _titled(lambda n: f"Chapter {n + 1}")),
    "lessons": _ordinary("a number and a title", _titled(lambda n: f"Lesson {n + 1}: {_name(n)}")),
    "days": _ordinary("a diary", _titled(lambda n: f"{n + 1} {_MONTHS[n % 7]}")),
    "weekdays": _ordinary("a diary without numbers", _titled(lambda n: f"A {_MONTHS[n % 7]} morning in {_name(n)}")),
    "recipes": _ordinary(
        "the same heading below each title",
        _titled(_name),
        lines=_listed(lambda _: "Ingredients", lambda n: f"{n * n + 3} eggs"),
    ),
    "letters": _ordinary(
        "the same greeting in each letter",
        lambda n: [Text([f"To {_name(n)}"], 60)],
        lines=_listed(lambda n: f"Dear {_name(n)},"),
    ),
    "signed letters": _ordinary("an end of its own", lambda n: [Text([f"Yours, {_name(n)}"], 700)]),
    "years": _ordinary("a chronicle", _titled(lambda n: str(1900 + n * n))),
    "tasks": _ordinary(
        "numbers that do not grow with the pages", _titled(lambda n: f"Task {(3, 9, 4, 1, 7, 2, 8)[n % 7] + n * n}")
    ),
    "prices": _ordinary("a number at the foot", lambda n: [Text([f"Total {n * n * 7 + 31} pounds"], 780)]),
    "sums": _ordinary("a bare number at the foot", lambda n: [Text([str(n * n * 3 + 17)], 780)]),
    "poems": _ordinary("verses", lines=lambda n: [f"{line[:30]}," for line in _write_sentences(n, 12)]),
    "short pages": _ordinary("two lines each", lines=lambda n: list(_write_sentences(n, 2))),
    "one line": _ordinary("one line each", lines=lambda n: list(_write_sentences(n, 1))),
    "footnotes": _ordinary("notes at the foot", lambda n: [Text([f"See {_name(n)}, {1900 + n * n}."], 790, size=7)]),
    "figures": _ordinary("captions at the foot", lambda n: [Text([f"The {_name(n)} of {_name(n + 5)}"], 760)]),
    "dialogue": _ordinary(
        "speakers", lines=lambda n: [f"{_name(n + k)}: {line}" for k, line in enumerate(_write_sentences(n, 10))]
    ),
    "lists": _ordinary("bullets", lines=lambda n: [f"• {line}" for line in _write_sentences(n, 10)]),
    "numbered lists": _ordinary(
        "numbers at the left",
        lines=lambda n: [f"{k + n * 10 + 1}. {line}" for k, line in enumerate(_write_sentences(n, 10))],
    ),
    "a glossary": _ordinary(
        "a word and its meaning",
        lines=lambda n: [f"{_name(k + n * 10)}: {line}" for k, line in enumerate(_write_sentences(n, 10))],
    ),
    "two columns": _ordinary(
        "columns",
        lambda n: [Text([line[:34] for line in _write_sentences(n + 50)], 100, left=320)],
        lines=lambda n: [line[:34] for line in _write_sentences(n)],
    ),
    "low text": _ordinary("text down to the edge", top=560),
    "high text": _ordinary("text up to the edge", top=20),
    "refrain in the middle": _ordinary(
        "a line that repeats, in the middle",
        lines=lambda n: [*_write_sentences(n, 9), "So it goes.", *_write_sentences(n + 40, 9)],
    ),
    "centred titles": _ordinary(
        "titles in the middle of the line", lambda n: [Text([_name(n)], 70, left=270, size=14)]
    ),
    "two titles": _ordinary(
        "title and subtitle",
        lambda n: [Text([_name(n)], 50, size=16), Text([f"On {_name(n + 3)} and {_name(n + 8)}"], 72)],
    ),
    "places and dates": _ordinary(
        "a line at each edge",
        lambda n: [Text([f"{_name(n)}, in {_MONTHS[n % 7]}"], 40), Text([f"Written in {_name(n + 2)}"], 800)],
    ),
    "repeated pages": _ordinary(
        "three pages that come again and again, whose first and last lines differ",
        lambda n: [Text([f"On the {_name(n)}"], 60), Text([f"Yours, {_name(n + 4)}"], 790)],
        lines=lambda n: list(_write_sentences(n % 3)),
    ),
    "exercises": _ordinary("a number and a dot", _titled(lambda n: f"Exercise {n + 1}.")),
    "verses with numbers": _ordinary(
        "a number at the line's end", lambda n: [Text([f"{_name(n)} {n * 7 % 5 + n * n}"], 60)]
    ),
}
"""None of their lines may be lost."""
