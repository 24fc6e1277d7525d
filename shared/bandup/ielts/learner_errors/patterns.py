"""Patterns over tagged words: how they are written, and how they are matched.

A pattern is a row of elements, one for each word or mark, such as `^ THIRD_PERSON_SUBJECT ADVERB? [ BASE ]`.

- `a|b|PLURAL` is one of these words; a name in capitals stands for a class below; `a_lot_of` is three words in a row.
- `x?` may be missing. `>x` must come next and `!x` must not; neither takes a word.
- `^` demands that a clause begins here, `^^` that a sentence does.
- `[` and `]` enclose what is wrong; without them it is the whole match.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from . import lexicon
from .tokens import TaggedText


def _match_tag(tag: str) -> str:
    return rf"[a-z'-]+_[A-Z]*{tag}[A-Z]*"


FOLLOWERS: Final = (
    "a|about|after|along|also|although|among|an|and|are|around|as|at|be|because|been|before|between|but|"
    "by|can|cannot|can't|could|did|do|does|doesn't|don't|during|even|every|for|from|had|has|have|he|how|"
    "however|i|if|in|inside|into|is|isn't|it|like|may|might|must|near|nowadays|of|off|on|or|our|outside|"
    "over|she|should|since|so|such|than|that|the|their|then|there|these|they|this|those|through|"
    "throughout|to|today|under|until|was|we|were|what|when|where|whether|which|while|who|will|with|within|"
    "without|would|you|your|all|my|his|her|its|each|only|too"
)
"""Words that stand behind a finished noun phrase, where a compound noun would go on with a noun."""

_MARKS = r"[.!?;:,)\"]"

CLASSES: Final[Mapping[str, str]] = {
    "BASE": _match_tag("B"),
    "VERB": _match_tag("V"),
    "THIRD": _match_tag("T"),
    "ONLY_THIRD": _match_tag("S"),
    "ING": _match_tag("G"),
    "PAST_ONLY": _match_tag("D"),
    "PAST": _match_tag("M"),
    "PARTICIPLE": _match_tag("Q"),
    "PRESENT": _match_tag("L"),
    "SINGULAR": _match_tag("C"),
    "ONE": _match_tag("K"),
    "PLURAL": _match_tag("P"),
    "ONLY_PLURAL": _match_tag("R"),
    "UNCOUNTABLE": _match_tag("U"),
    "ADJECTIVE": _match_tag("J"),
    "ADVERB": _match_tag("A"),
    "WORD": r"\^?[a-z'-]+(?:_[A-Z]+)?",
    "NAME": r"\^[a-z'-]+",
    "NUMBER": "9",
    "MARK": _MARKS,
    "END": r"[.!?;:,)\"]|$",
}
_LITERAL = "{}(?:_[A-Z]+)?"

_CLAUSE_OPENERS = frozenset(
    (
        "", ".", "!", "?", ";", ":", ",", '"', "(", "that", "because", "if", "when", "while", "although", "though",
        "whereas", "whether", "where", "think", "believe", "today", "nowadays",
    )
)  # fmt: skip
_JOINERS = frozenset(("and", "but", "so", "or", "yet"))

_OPENING = re.compile(r"^(?:\^\^? )?")
_LOOK_BACK = 600
"""Characters in which a sentence's beginning is looked for: without a limit, odd texts would take quadratic time."""

_SENTENCE_MARK = re.compile(r" [.!?;] ")
_REFERENCE = re.compile(r"\{([\dw])(?::(\w+))?\}")


_PLURAL_OF: Final = {
    "is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't",
    "hasn't": "haven't", "doesn't": "don't", "has been": "have been",
}  # fmt: skip
_SINGULAR_OF: Final = {plural: singular for singular, plural in _PLURAL_OF.items()}


def _agree_plural(verb: str) -> str:
    return _PLURAL_OF.get(verb) or lexicon.BASE_FORMS.get(verb, verb)


def _agree_singular(verb: str) -> str:
    return _SINGULAR_OF.get(verb) or lexicon.third_person(verb)


def _base(verb: str) -> str:
    return lexicon.BASE_FORMS.get(verb, verb)


_FORMS: Final[Mapping[str, Callable[[str], str]]] = {
    "are": _agree_plural,
    "is": _agree_singular,
    "base": _base,
    "past": lambda verb: lexicon.past(_base(verb)),
    "participle": lambda verb: lexicon.participle(_base(verb)),
    "ing": lambda verb: lexicon.gerund(_base(verb)),
    "without_to": lambda words: words.removesuffix(" to"),
    "to_ing": lambda words: lexicon.gerund(words.removeprefix("to ")),
    "a": lambda words: f"{'an' if words[0] in 'aeiou' else 'a'} {words}",
    "adverb": lambda word: f"{word.removesuffix('y')}ily" if word.endswith("y") else f"{word}ly",
    "plural": lexicon.pluralise,
    "singular": lambda noun: lexicon.SINGULARS.get(noun, noun),
}


@dataclass(frozen=True)
class Rule:
    """One kind of error.

    Attributes:
        name: in reports, kebab-case.
        patterns: how it looks, in the notation above.
        message: what is wrong, for the student.
        right: what to write instead, with `{w}` for what is wrong, `{2}` for the second element of the pattern and
            `{2:ing}` for a form of it;
            None where that depends on the meaning.
        not_after: words that may not stand directly before.
        unless: words that may not stand before in the same sentence.
        statement: whether questions are left alone.
    """

    name: str
    patterns: tuple[str, ...]
    message: str
    right: str | None = None
    not_after: frozenset[str] = field(default=frozenset())
    unless: frozenset[str] = field(default=frozenset())
    statement: bool = False

    @cached_property
    def compiled(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Each pattern, and what must begin where it begins: `^`, `^^` or nothing."""
        return tuple((_compile(pattern), _OPENING.findall(pattern)[0].strip()) for pattern in self.patterns)

    def find_matches(self, text: TaggedText) -> Iterator[tuple[int, int, str | None]]:
        """Start, end and replacement of each match."""
        for pattern, opens in self.compiled:
            for match in pattern.finditer(text.line):
                if self._allows(match, text.line, opens=opens):
                    start, end = text.find_place(*match.span("wrong"))
                    yield start, end, self._put_right(match, text, (start, end))

    def _allows(self, match: re.Match[str], line: str, *, opens: str) -> bool:
        before = line[_sentence_start(line, match.start()) : match.start()]
        words = [word.partition("_")[0] for word in before.split()]
        last = words[-1] if words else ""
        if (opens == "^" and not _opens_clause(words)) or (opens == "^^" and words):
            return False
        if last in self.not_after or not self.unless.isdisjoint(words):
            return False
        return not (self.statement and _is_question(line, match.end()))

    def _put_right(self, match: re.Match[str], text: TaggedText, place: tuple[int, int]) -> str | None:
        if self.right is None:
            return None

        def fill(reference: re.Match[str]) -> str:
            group = "wrong" if reference[1] == "w" else f"e{reference[1]}"
            if match[group] is None:
                return ""
            start, end = text.find_place(*match.span(group))
            word = text.text[start:end]
            return _FORMS[reference[2]](word.lower()) if reference[2] else word

        right = " ".join(_REFERENCE.sub(fill, self.right).split())
        was_capital = text.text[place[0]].isupper() and text.text[place[0] : place[0] + 2] not in ("I ", "I'")
        return right[:1].upper() + right[1:] if was_capital else right


def _compile(pattern: str) -> re.Pattern[str]:
    pieces = []
    number = 0
    elements = _OPENING.sub("", pattern).split()
    if "[" not in elements:
        elements = ["[", *elements, "]"]
    for element in elements:
        if element == "[":
            pieces.append("(?P<wrong>")
        elif element == "]":
            pieces.append(")")
        elif element[0] in ">!" and len(element) > 1:
            pieces.append(f"(?{'=' if element[0] == '>' else '!'} (?:{_alternatives(element[1:])}) )")
        else:
            number += 1
            optional = element.endswith("?") and len(element) > 1
            pieces.append(f"(?P<e{number}> (?:{_alternatives(element.removesuffix('?') if optional else element)}))")
            pieces.append("?" if optional else "")
    return re.compile("".join(pieces) + "(?= )")


def _alternatives(element: str) -> str:
    if element == "NEXT":
        element = f"{FOLLOWERS}|MARK"
    return "|".join(CLASSES.get(word) or _literal(word) for word in element.split("|"))


def _literal(words: str) -> str:
    return " ".join(_LITERAL.format(re.escape(word)) for word in words.split("_"))


def _sentence_start(line: str, position: int) -> int:
    first = max(position - _LOOK_BACK, 0)
    return max(first - 2, *(line.rfind(f" {mark} ", first, position + 1) for mark in ".!?;")) + 2


def _is_question(line: str, position: int) -> bool:
    end = _SENTENCE_MARK.search(line, max(position - 1, 0), position + _LOOK_BACK)
    return end is not None and end.group() == " ? "


def _opens_clause(before: list[str]) -> bool:
    last = before[-1] if before else ""
    if last in _JOINERS:
        return len(before) < 2 or before[-2] in (",", '"')
    return last in _CLAUSE_OPENERS
