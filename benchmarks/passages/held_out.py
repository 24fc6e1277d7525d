"""The half of the documents that was written before the rules, and not looked at while they were made."""
# words in other scripts

import random

from . import outside, traps
from .document import Document, Part
from .outside import Lines
from .prose import CHINESE, ENGLISH, FRENCH, SPANISH, write_paragraphs


def write_documents(seed: int) -> list[Document]:
    """Eight documents; the same seed writes the same ones."""
    chance = random.Random(seed)
    return [
        _history(chance), _medical_paper(chance), _french_book(chance), _chinese_book(chance), _music_book(chance),
        _review(chance), _network_manual(chance), _spanish_thesis(chance),
    ]  # fmt: skip


def _aside(title: str, lines: Lines, bookmark: int = 0, *, own_page: bool = True) -> Part:
    return Part(title, lines, is_body=False, bookmark=bookmark, own_page=own_page)


def _history(chance: random.Random) -> Document:
    titles = ("The flood", "A council divided", "Grain", "The southern fleet", "Peace")
    chapters = [
        Part(
            title,
            [*write_paragraphs(chance, ENGLISH, 11), *traps.write_chronology(chance, 1701 + 20 * n, 7)],
            bookmark=1,
        )
        for n, title in enumerate(titles)
    ]
    notes: Lines = []
    for title in titles:
        notes += [title, *outside.write_notes(chance, 30, "{} ")]
    return Document(
        "history, endnotes by chapter, MLA list, tight index, thanks, imprint at the end",
        [
            *chapters,
            _aside("Notes", notes, 1),
            _aside("Bibliography", outside.write_mla(chance), 1),
            _aside("Acknowledgements", [*outside.THANKS] * 2, 1),
            _aside("Index", outside.write_index(chance, " "), 1),
            _aside("", [*outside.IMPRINT]),
        ],
    )


def _medical_paper(chance: random.Random) -> Document:
    body = [
        Part(title, write_paragraphs(chance, ENGLISH, 5), own_page=False)
        for title in ("Background", "Materials and methods", "Findings", "Discussion", "Limitations")
    ]
    statements = [_aside(title, lines, own_page=False) for title, lines in outside.STATEMENTS]
    return Document(
        "medical paper with statements and a Vancouver list",
        [*body, *statements, _aside("REFERENCES", outside.write_vancouver(chance, 55), own_page=False)],
    )


def _french_book(chance: random.Random) -> Document:
    titles = ("La chaleur", "La pression", "Les courants", "Les rivières", "Le commerce", "Les traités")
    return Document(
        "French book, thanks first, contents last",
        [
            _aside("Remerciements", [*outside.FRENCH_THANKS] * 2),
            *(
                Part(f"Chapitre {n} {title}", write_paragraphs(chance, FRENCH, 9, title))
                for n, title in enumerate(titles, 1)
            ),
            _aside("Bibliographie", outside.write_mla(chance, 50)),
            _aside("Index", outside.write_index(chance, ", ", 120)),
            _aside("Table des matières", outside.write_contents(titles, dots=False)),
        ],
    )


def _chinese_book(chance: random.Random) -> Document:
    titles = ("热量", "压力", "河流", "贸易", "条约")
    return Document(
        "Chinese book",
        [
            _aside("目录", outside.write_contents(titles, dots=True)),
            *(
                Part(f"第{number}章 {title}", write_paragraphs(chance, CHINESE, 16, title))
                for number, title in zip("一二三四五", titles, strict=True)
            ),
            _aside("参考文献", outside.write_chinese_list(chance, 60)),
            _aside("致谢", [*outside.CHINESE_THANKS] * 3),
            _aside("索引", outside.write_chinese_index(chance)),
        ],
    )


def _music_book(chance: random.Random) -> Document:
    first, second = ("Notes and intervals", "Contents of a chord"), ("Index and finger", "Acknowledging the beat")
    return Document(
        "music book of two parts with a glossary, index that runs on",
        [
            _aside("", [*outside.IMPRINT]),
            _aside("Foreword", [*outside.PREFACE], 1),
            Part("Part I", ["Sound and its measures."], bookmark=1),
            *(Part(title, write_paragraphs(chance, ENGLISH, 10, title), bookmark=2) for title in first),
            Part("Part II", ["The hand."], bookmark=1),
            *(Part(title, write_paragraphs(chance, ENGLISH, 10, title), bookmark=2) for title in second),
            Part("Glossary", traps.write_glossary(chance), bookmark=1),
            _aside("Index", outside.run_on(outside.write_index(chance, letters=False), 6), 1),
        ],
    )


def _review(chance: random.Random) -> Document:
    titles = ("1. Introduction", "2. Earlier work", "3. Open questions", "4. Outlook")
    return Document(
        "review paper that cites in every other sentence, a third of it references",
        [
            *(Part(title, traps.write_review(chance, 7), own_page=False) for title in titles),
            _aside("Acknowledgement", [*outside.PAPER_THANKS], own_page=False),
            _aside("References", outside.run_on(outside.write_apa(chance, 90), 3), own_page=False),
            Part(
                "Appendix A. Tables",
                [*traps.write_table(chance), *write_paragraphs(chance, ENGLISH, 5)],
                own_page=False,
            ),
        ],
    )


def _network_manual(chance: random.Random) -> Document:
    titles = (
        "Acknowledgement packets",
        "References and pointers",
        "Index blocks",
        "Timers",
        "Thanks and other messages",
    )
    return Document(
        "network manual whose chapters have the names of lists",
        [
            _aside("Table of Contents", outside.write_contents(titles, dots=True)),
            *(Part(f"{n}. {title}", write_paragraphs(chance, ENGLISH, 8, title)) for n, title in enumerate(titles, 1)),
            _aside("6. Normative references", outside.write_ieee(chance, 40)),
            _aside("Authors' addresses", [*outside.ABOUT]),
        ],
    )


def _spanish_thesis(chance: random.Random) -> Document:
    titles = ("El calor", "La presión", "Los ríos", "El comercio")
    return Document(
        "Spanish thesis with an annex after the bibliography",
        [
            _aside("Agradecimientos", [*outside.SPANISH_THANKS] * 2),
            _aside("Índice general", outside.write_contents(titles, dots=True)),
            *(
                Part(f"Capítulo {n}. {title}", write_paragraphs(chance, SPANISH, 12, title))
                for n, title in enumerate(titles, 1)
            ),
            _aside("Bibliografía", outside.write_apa(chance, 70)),
            Part("Anexo A. Datos", write_paragraphs(chance, SPANISH, 6)),
        ],
    )
