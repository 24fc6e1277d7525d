"""Documents written for the measurements: their sections are known, and each has words of its own."""
# ruff: noqa: RUF001  # words in other scripts are what is measured here

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

PAGE_CHARACTERS = 3060

_LATIN = ("ba", "co", "di", "fe", "gu", "la", "mi", "no", "pe", "ra", "si", "tu", "va", "xo", "zi", "tra", "ple", "mor")
_CYRILLIC = ("ба", "ко", "ди", "фе", "гу", "ла", "ми", "но", "пе", "ра", "си", "ту", "ва", "хо", "зи", "тра", "пле")
_HAN = (
    "水火山石田土木林森花草雨雪風雷電光音色心手足目耳口言語文字書学校教科理化物生命地球星月日年時国王民法政経済商業農工"
)


@dataclass(frozen=True)
class Document:
    """Pages whose sections are known.

    Attributes:
        name: what is special about it.
        pages: the text of each.
        sections: for each section its page numbers, from 1; a section begins on a page of its own.
    """

    name: str
    pages: tuple[str, ...]
    sections: tuple[range, ...]

    def section_of(self, page: int) -> int | None:
        """The section that a page belongs to, or None (contents, references)."""
        return next((number for number, pages in enumerate(self.sections) if page in pages), None)


@dataclass(frozen=True)
class Script:
    """How a language is written.

    Attributes:
        syllables: what words are made of.
        common: words that stand in any text.
        joint: what stands between words.
        stop: what ends a sentence, with the blank after it.
    """

    syllables: Sequence[str]
    common: Sequence[str]
    joint: str
    stop: str


ENGLISH = Script(_LATIN, ("the", "of", "is", "and", "in", "with", "that", "for", "from", "because"), " ", ". ")
RUSSIAN = Script(_CYRILLIC, ("и", "это", "для", "что", "из", "как", "при", "его", "потому"), " ", ". ")
CHINESE = Script(_HAN, ("的", "是", "在", "和", "有", "了", "与", "对", "因为"), "", "。")


def write_document(
    name: str, lengths: Sequence[int], script: Script, *, seed: int, characters: int = PAGE_CHARACTERS
) -> Document:
    """A document with a section for each length.

    Args:
        name: what is special about it.
        lengths: pages of each section.
        script: how it is written.
        seed: the same one writes the same document.
        characters: of a page, on average.
    """
    chance = random.Random(seed)
    pages: list[str] = []
    for length in lengths:
        terms = [_word(chance, script) for _ in range(24)]
        pages += [_page(chance, script, terms, round(characters * chance.uniform(0.9, 1.1))) for _ in range(length)]
    ends = list(accumulate(lengths))
    sections = tuple(range(end - length + 1, end + 1) for end, length in zip(ends, lengths, strict=True))
    return Document(name, tuple(pages), sections)


def add_front_and_back_matter(document: Document) -> Document:
    """The document with two pages of contents before it, and three of references after it."""
    contents = "\n".join(f"{number}. Chapter {number} {'. ' * 30}{number * 3}" for number in range(1, 40))
    references = "\n".join(
        f"[{number}] Author, A. et al. ({1960 + number % 60}). A title. Journal {number}({number % 4}), "
        f"{number}-{number + 9}. https://doi.org/10.1000/{number}"
        for number in range(1, 26)
    )
    return Document(
        f"{document.name}, with contents and references",
        (contents, contents, *document.pages, *[references] * 3),
        tuple(range(pages.start + 2, pages.stop + 2) for pages in document.sections),
    )


def _word(chance: random.Random, script: Script) -> str:
    return "".join(chance.choices(script.syllables, k=chance.randint(2, 4)))


def _page(chance: random.Random, script: Script, terms: Sequence[str], characters: int) -> str:
    text = ""
    while len(text) < characters:
        words = [chance.choice(terms if chance.random() < 0.4 else script.common) for _ in range(chance.randint(8, 20))]
        words.insert(2, _word(chance, script))  # no two sentences say the same
        sentence = script.joint.join(words)
        text += sentence[:1].upper() + sentence[1:] + script.stop
    return text[:characters]


def kinds(seed: int) -> list[Document]:
    """The documents that the cards' coverage is measured on."""
    chance = random.Random(seed)
    uneven = [1, 1, 2, 3, 5, 8, 13, 2, 1, 6]
    return [
        write_document("ten equal sections", [4] * 10, ENGLISH, seed=seed),
        write_document("sections of 1 to 13 pages", uneven, ENGLISH, seed=seed + 1),
        write_document("the same, in another order", chance.sample(uneven, len(uneven)), ENGLISH, seed=seed + 2),
        write_document("one long section among short ones", [1, 1, 24, 1, 1, 1, 1, 1], ENGLISH, seed=seed + 3),
        add_front_and_back_matter(
            write_document("sections of 2 to 6 pages", [2, 4, 6, 3, 5, 2, 4, 6], ENGLISH, seed=seed + 4)
        ),
        write_document("Russian, sections of 1 to 9 pages", [3, 9, 1, 4, 2, 7, 5, 1], RUSSIAN, seed=seed + 5),
        write_document(
            "Chinese, sections of 1 to 9 pages", [2, 6, 1, 9, 3, 1, 4, 5], CHINESE, seed=seed + 6, characters=1200
        ),
        write_document("a short one of five sections", [2, 1, 3, 2, 4], ENGLISH, seed=seed + 7),
    ]
