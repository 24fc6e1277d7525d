"""Drafts with planted errors and revisions of them, of which it is known what became of each error.

Nothing here looks at how drafts are compared: what is planted follows from the rules of docs/use/revise.md alone.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from job_api.drafts.findings import Finding, Source

SCRIPTS = Path(__file__).parents[2] / "samples" / "accuracy"
FUNCTION_WORDS = ("a", "an", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with")
TYPES = {
    "inflect": "agreement",
    "misspell": "spelling",
    "substitute": "preposition",
    "omit": "article",
    "double": "sentence_structure",
    "uncomma": "punctuation",
    "unspace": "punctuation",
    "decapitalise": "punctuation",
}


@dataclass(frozen=True, eq=False)
class Planted:
    """An error in a draft.

    Attributes:
        wrong, right: what stands there and what should, as words.
        kind: what was done.
        source: who finds it.
        quoted: words beside it that are quoted with it, before and behind.
    """

    wrong: tuple[str, ...]
    right: tuple[str, ...]
    kind: str
    source: Source
    quoted: tuple[int, int] = (0, 0)


Unit = str | Planted
Sentence = list[Unit]


@dataclass
class Revision:
    """A draft, a later one, what was found in each, and the truth.

    Attributes:
        truth: for each finding of the earlier draft, in order, what became of it.
        new: places in the later draft of errors that were not in the earlier one.
    """

    earlier: str
    later: str
    found: list[Finding]
    found_later: list[Finding]
    truth: list[str]
    new: list[tuple[int, int]] = field(default_factory=list)


@cache
def essays() -> list[list[list[str]]]:
    """The sentences of our own scripts, as words."""
    texts = [path.read_text(encoding="utf-8").split("---\n")[2] for path in sorted(SCRIPTS.glob("task2-*.txt"))]
    found = [[each.split() for each in re.split(r"(?<=[.?!])\s+", text) if len(each.split()) > 5] for text in texts]
    return [each for each in found if len(each) > 8]


def revise(seed: int) -> Revision:
    """One essay, and its revision."""
    rng = random.Random(seed)
    essay = rng.choice(essays())
    foreign = rng.choice([each for each in essays() if each is not essay])
    planted = [plant(rng, words, 0.7) for words in essay]
    earlier, places = render(planted)
    fates: dict[int, str] = {}
    kept: list[tuple[Sentence, list[Planted]]] = []
    new: list[Planted] = []
    moved: list[Sentence] = []
    later: list[Sentence] = []
    for sentence in planted:
        errors = [unit for unit in sentence if isinstance(unit, Planted)]
        action = rng.choices(("keep", "rephrase", "delete", "replace", "move"), (45, 25, 10, 8, 7))[0]
        if action in {"delete", "replace"}:
            fates.update({id(error): "deleted" for error in errors})
        else:
            fates.update({id(error): decide(rng, error) for error in errors})
            revised = mend(rng, rephrase(rng, sentence, foreign, fates) if action == "rephrase" else sentence, fates)
            kept.append((revised, errors))
            (moved if action == "move" else later).append(revised)
        if action == "replace" or rng.random() < 0.06:
            strange = plant(rng, rng.choice(foreign), 0.5)
            new += [unit for unit in strange if isinstance(unit, Planted)]
            later.append(strange)
    for sentence in moved:
        later.insert(rng.randrange(len(later) + 1), sentence)
    text, later_places = render(later)
    again = [found_as(error, earlier, places[id(error)]) for error in listed(planted)]
    found_later = [
        found_as(error, text, later_places[id(error)])
        for error in listed(later)
        # A judge may be silent about an error that it has named before.
        if error in new or error.source == "measured" or rng.random() < 0.8
    ]
    return Revision(
        earlier,
        text,
        again,
        found_later,
        [fates[id(error)] for error in listed(planted)],
        [later_places[id(error)] for error in new],
    )


def listed(sentences: list[Sentence]) -> list[Planted]:
    return [unit for sentence in sentences for unit in sentence if isinstance(unit, Planted)]


def plant(rng: random.Random, words: list[str], share: float) -> Sentence:
    """The sentence, perhaps with an error or two."""
    units: Sentence = list(words)
    for _ in range(rng.choice((1, 1, 2))):
        if rng.random() < share:
            place = rng.randrange(len(units))
            for at in (place, *range(len(units))):
                if made := corrupt(rng, units, at):
                    begin, end, error = made
                    units[begin:end] = [error]
                    break
    return units


def corrupt(rng: random.Random, units: Sentence, at: int) -> tuple[int, int, Planted] | None:
    """An error at this word, if one fits there: which units it replaces, and the error."""
    if not all(isinstance(unit, str) for unit in units[max(0, at - 2) : at + 3]):
        return None
    word, kind = str(units[at]), rng.choice(list(TYPES))
    source: Source = "measured" if kind == "unspace" else rng.choice(("judge", "measured"))
    begin, end = at, at + 1
    wrong, right = miswrite(rng, kind, word, is_first=at == 0), tuple[str, ...]([word])
    if kind == "omit" and word in FUNCTION_WORDS and 0 < at < len(units) - 1:
        before, following = str(units[at - 1]), str(units[at + 1])
        begin, end, wrong, right = at - 1, at + 2, (before, following), (before, word, following)
    elif kind == "double" and word in FUNCTION_WORDS and source == "measured" and rng.random() < 0.5:
        begin, end, wrong, right = at + 1, at + 1, (word,), ()
    if wrong == right or (kind in {"uncomma", "unspace"} and at == len(units) - 1):
        return None
    error = Planted(wrong, right, kind, source)
    if source == "judge" and rng.random() < 0.5:
        error = replace(error, quoted=(min(begin, rng.randrange(3)), min(len(units) - end, rng.randrange(3))))
    return begin, end, error


def miswrite(rng: random.Random, kind: str, word: str, *, is_first: bool) -> tuple[str, ...]:
    """A word with an error of this kind; the word itself if it cannot have one."""
    in_letters, is_function = re.fullmatch("[a-z]{6,}", word), word in FUNCTION_WORDS
    fits, wrong = {
        "inflect": (in_letters, (word[:-1] if word.endswith("s") else f"{word}s",)),
        "misspell": (in_letters, (word[:2] + word[3:4] + word[2:3] + word[4:],)),
        "substitute": (is_function, (rng.choice([each for each in FUNCTION_WORDS if each != word]),)),
        "double": (is_function, (word, word)),
        "uncomma": (word.endswith(","), (word[:-1],)),
        "unspace": (word.endswith(","), (word[:-1], ",")),
        "decapitalise": (is_first and word != "I", (word[0].lower() + word[1:],)),
    }.get(kind, (False, ()))
    return wrong if fits else (word,)


def decide(rng: random.Random, error: Planted) -> str:
    """What becomes of an error in a sentence that stays."""
    if error.kind in {"uncomma", "unspace", "decapitalise", "double"}:  # to cut them out or to write others mends them
        return rng.choice(("fixed", "still_there"))
    return rng.choices(("fixed", "still_there", "deleted"), (55, 30, 15))[0]


def mend(rng: random.Random, sentence: Sentence, fates: dict[int, str]) -> Sentence:
    """The sentence with its errors mended, by what is right or by other words, or cut out."""
    revised: Sentence = []
    for unit in sentence:
        if isinstance(unit, str) or fates[id(unit)] == "still_there":
            revised.append(unit)
        elif fates[id(unit)] == "fixed":
            can_be_otherwise = unit.kind in {"inflect", "misspell", "substitute", "omit"}
            other = rng.choice((("quite", "other"), ("rather",)))
            revised.extend(other if can_be_otherwise and rng.random() < 0.2 else unit.right)
    return revised


def rephrase(rng: random.Random, sentence: Sentence, foreign: list[list[str]], fates: dict[int, str]) -> Sentence:
    """Up to a quarter of the words that are not at fault nor quoted as others, and perhaps some more.

    Nobody can tell other words beside a cut from other words in place of what was cut, so those are not planted.
    """
    near = set[int]()
    for at, unit in enumerate(sentence):
        if isinstance(unit, Planted):
            beside = 1 if fates[id(unit)] == "deleted" else 0
            near.update(range(at - unit.quoted[0] - beside, at + unit.quoted[1] + beside + 1))
    free = [at for at, unit in enumerate(sentence) if isinstance(unit, str) and at not in near and unit.isalpha()]
    revised = list(sentence)
    for at in rng.sample(free, min(len(free), rng.randrange(1 + len(sentence) // 4))):
        revised[at] = re.sub(r"\W", "", rng.choice(rng.choice(foreign))) or "much"
    if rng.random() < 0.3 and free:
        at = rng.choice(free)
        revised[at:at] = [re.sub(r"\W", "", word) or "so" for word in rng.choice(foreign)[:4]]
    return revised


def render(sentences: list[Sentence]) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text, and for each error by its id from where to where it is quoted."""
    text, places = "", {}
    for number, sentence in enumerate(sentences):
        text += ("\n\n" if number % 4 == 0 else " ") if number else ""
        spans = []
        for unit in sentence:
            written = " ".join(unit.wrong) if isinstance(unit, Planted) else unit
            start = len(text)
            text += written + " "
            spans.append((start, start + len(written)))
        text = text.rstrip(" ")
        for at, unit in enumerate(sentence):
            if isinstance(unit, Planted):
                first, last = max(0, at - unit.quoted[0]), min(len(spans) - 1, at + unit.quoted[1])
                places[id(unit)] = (spans[first][0], spans[last][1])
    return text, places


def found_as(error: Planted, text: str, place: tuple[int, int]) -> Finding:
    start, end = place
    remedy = text[start:end].replace(" ".join(error.wrong), " ".join(error.right), 1) if error.right else ""
    return Finding(error.source, start, end, TYPES[error.kind], (remedy,))


def seeds(first: int, count: int) -> Iterator[Revision]:
    return map(revise, range(first, first + count))
