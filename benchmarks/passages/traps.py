"""Bodies that look like what stands around a body."""
# ruff: noqa: RUF001  # dashes as they are printed

import random

from .outside import NAMES, TERMS
from .prose import ENGLISH, write_paragraphs

COPYRIGHT = (
    (
        "Copyright protects an expression and not the idea behind it. Under the Act of 1911 a work was protected "
        "from its creation without any notice; the mark © and the words “all rights reserved” were needed only "
        "where a treaty asked for them."
    ),
    (
        "Copyright in a photograph belonged to whoever owned the negative. A publisher who bought copyright in a "
        "novel could reproduce it in any form, unless the author had reserved the right in writing. The term of "
        "copyright was fifty years."
    ),
    (
        "Registration with the Library of Congress was a condition of a suit, though not of copyright itself. An "
        "ISBN identifies an edition of a book and says nothing of its copyright; since 2007 it has had thirteen "
        "digits."
    ),
)


def write_judgments(chance: random.Random, count: int, first: int = 1) -> list[str]:
    """Numbered paragraphs of a law book, which cite cases."""
    return [
        f"[{number}] The court held in {chance.choice(NAMES)} v {chance.choice(NAMES)} "
        f"({chance.randint(1950, 2019)}) {chance.randint(1, 4)} AC {chance.randint(10, 900)} that a promise binds "
        "only where something is given "
        f"for it. " + write_paragraphs(chance, ENGLISH, 1)[0]
        for number in range(first, first + count)
    ]


def write_chronology(chance: random.Random, first: int, count: int) -> list[str]:
    """Dates with what happened, a line each."""
    return [
        f"{first + 2 * at} – The council of {chance.choice(NAMES)} replaces the rule of {chance.choice(TERMS)}, and "
        f"the price of grain falls by {chance.randint(3, 40)} per cent."
        for at in range(count)
    ]


def write_review(chance: random.Random, count: int) -> list[str]:
    """Prose that cites in every other sentence."""
    found = []
    for paragraph in write_paragraphs(chance, ENGLISH, count):
        cited = paragraph.split(". ")
        for at in range(0, len(cited) - 1, 2):
            one, other = chance.sample(NAMES, 2)
            cited[at] += f" ({one} et al., {chance.randint(1980, 2020)}; {other}, {chance.randint(1980, 2020)})"
        found.append(". ".join(cited))
    return found


def write_glossary(chance: random.Random) -> list[str]:
    """Terms in the order of the alphabet, each with what it means."""
    return [
        f"{term}: a measure of how {chance.choice(TERMS)} changes with {chance.choice(TERMS)}, by "
        f"{chance.randint(2, 90)} per cent in an ordinary year."
        for term in TERMS
    ]


def write_table(chance: random.Random) -> list[str]:
    """Rows of a table of countries: a name and figures."""
    return [f"{name}land, {chance.randint(1, 99)}, {chance.randint(1, 99)}" for name in sorted(chance.sample(NAMES, 8))]
