"""The half of the documents that the rules were made with."""

import random

from . import outside, traps
from .document import Document, Part
from .outside import Lines
from .prose import ENGLISH, GERMAN, write_paragraphs


def write_documents(seed: int) -> list[Document]:
    """Eight documents; the same seed writes the same ones."""
    chance = random.Random(seed)
    return [
        _textbook(chance), _paper(chance), _german_book(chance), _law_book(chance), _copyright_book(chance),
        _edited_volume(chance), _database_manual(chance), _slides(chance),
    ]  # fmt: skip


def _aside(title: str, lines: Lines, bookmark: int = 0, *, own_page: bool = True) -> Part:
    return Part(title, lines, is_body=False, bookmark=bookmark, own_page=own_page)


def _textbook(chance: random.Random) -> Document:
    titles = ("Heat", "Pressure", "Currents", "Rivers", "Harvests", "Trade", "Treaties", "Numbers")
    chapters = [
        Part(f"{number} {title}", write_paragraphs(chance, ENGLISH, chance.randint(5, 14), title), bookmark=1)
        for number, title in enumerate(titles, 1)
    ]
    return Document(
        "textbook with an outline, contents, preface, notes, APA list and index",
        [
            _aside("", [*outside.IMPRINT]),
            _aside("Contents", outside.write_contents(titles, dots=True), 1),
            _aside("Preface", [*outside.PREFACE] * 2, 1),
            *chapters,
            _aside("Notes", outside.write_notes(chance), 1),
            _aside("References", outside.write_apa(chance), 1),
            _aside("Index", outside.write_index(chance), 1),
            _aside("About the Author", [*outside.ABOUT], 1),
        ],
    )


def _paper(chance: random.Random) -> Document:
    titles = ("1 Introduction", "2 Methods", "3 Results", "4 Discussion", "5 Conclusion")
    body = [Part(title, write_paragraphs(chance, ENGLISH, 4), own_page=False) for title in titles]
    return Document(
        "paper without an outline, IEEE list",
        [
            Part("Abstract", write_paragraphs(chance, ENGLISH, 1)),
            *body,
            _aside("Acknowledgments", [*outside.PAPER_THANKS], own_page=False),
            _aside("References", outside.write_ieee(chance, 45), own_page=False),
        ],
    )


def _german_book(chance: random.Random) -> Document:
    titles = ("Wärme", "Druck", "Ströme", "Flüsse", "Handel")
    return Document(
        "German book without an outline",
        [
            _aside("", [*outside.GERMAN_IMPRINT]),
            _aside("Inhaltsverzeichnis", outside.write_contents(titles, dots=False)),
            *(Part(f"{n} {title}", write_paragraphs(chance, GERMAN, 9, title)) for n, title in enumerate(titles, 1)),
            _aside("Literaturverzeichnis", outside.write_german_list(chance)),
            _aside("Register", outside.write_index(chance, ", ", letters=False)),
        ],
    )


def _law_book(chance: random.Random) -> Document:
    titles = ("Offer and acceptance", "Consideration", "Mistake", "Remedies")
    return Document(
        "law book of numbered paragraphs that cite cases",
        [
            *(
                Part(f"Chapter {n} {title}", traps.write_judgments(chance, 9, 9 * n), bookmark=1)
                for n, title in enumerate(titles, 1)
            ),
            _aside("Index", outside.write_index(chance, " "), 1),
        ],
    )


def _copyright_book(chance: random.Random) -> Document:
    return Document(
        "book about copyright",
        [
            _aside("", [*outside.IMPRINT]),
            *(
                Part(
                    f"{n}. Copyright in {what}",
                    [*traps.COPYRIGHT, *write_paragraphs(chance, ENGLISH, 5, f"Copyright in {what}")],
                )
                for n, what in enumerate(("photographs", "novels", "maps", "songs", "plays"), 1)
            ),
            _aside("Acknowledgements", [*outside.THANKS]),
            _aside("Index", outside.write_index(chance)),
        ],
    )


def _edited_volume(chance: random.Random) -> Document:
    parts: list[Part] = []
    for title in ("Trade before 1700", "Rivers as borders", "Who owned the harvest", "Councils and crowns"):
        parts += [
            Part(title, traps.write_review(chance, 8), bookmark=1),
            _aside("References", outside.write_apa(chance, 22), own_page=False),
        ]
    return Document("edited volume, a list of references after each chapter", parts)


def _database_manual(chance: random.Random) -> Document:
    titles = ("Tables", "Indexes", "References between tables", "Notes on locking")
    return Document(
        "manual with a chapter on indexes and one on references, licence, index with dots",
        [
            *(Part(title, write_paragraphs(chance, ENGLISH, 10, title), bookmark=1) for title in titles),
            _aside("GNU Free Documentation License", [*outside.LICENCE] * 3, 1),
            _aside("Index", outside.write_index(chance, " . . . . . . . . . "), 1),
        ],
    )


def _slides(chance: random.Random) -> Document:
    titles = ("Overview of heat", "Pressure", "Currents", "Layers", "Rivers", "Trade", "Summary")
    return Document(
        "slides",
        [
            *(Part(title, write_paragraphs(chance, ENGLISH, 2, title)) for title in titles),
            _aside("References", outside.write_ieee(chance, 30)),
        ],
    )
