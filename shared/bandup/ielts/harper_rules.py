"""Which of harper's rules and findings are kept: those that are right in the essays of learners.

Measured by `make findings`; docs/develop/findings.md has the figures.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

import harper

_GROUPS_OFF: Final = frozenset(
    ("Proper Nouns", "Initialisms", "Numbers and Units", "Style and Redundancy", "Regionalisms and Dialect")
)
"""Matters of taste, trade names and programmers' slang. Each rule takes time, whether its findings are kept or not."""

_RULES_OFF: Final = (
    # They hide better findings (harper drops overlapping ones) or split a misspelt word into two.
    "LongSentences", "SplitWords", "MergeWords",
    # They call one of two right spellings wrong: "home town", "co-operate", "out of date" behind a verb.
    "OxfordComma", "NoOxfordComma", "CompoundNouns", "OpenCompounds", "DisjointPrefixes", "OutOfDate", "WellBeing",
    # They were wrong as a rule: "find out", "need to", "in the plan", "en masse"; harper's own issues 1585 and 3187.
    "MissingPreposition", "MissingDeterminer", "MissingTo", "FindOut", "NeedToNoun", "EnMasse", "AffectToEffect",
    "EffectToAffect", "InThe", "The", "ToTwoToo", "ForNoun", "MultipleSequentialPronouns", "ThatWhich", "SingleBe",
    # It writes words of the text to the standard output, and so into the log.
    "LookingForwardTo",
    # Typography.
    "NoFrenchSpaces", "Spaces", "UnclosedQuotes", "QuoteSpacing", "UseEllipsisCharacter", "EllipsisLength", "Dashes",
    "WrongApostrophe", "UseTitleCase", "DotInitialisms",
)  # fmt: skip

_FOREIGN: Final = frozenset(
    (
        "masse", "capita", "se", "hoc", "facto", "accompli", "laissez", "faire", "bona", "fide", "vis", "pro", "quo",
        "versa", "alia", "et", "al", "de", "la", "du", "von", "van",
    )
)  # fmt: skip
"""Parts of foreign phrases that English has taken over."""

_LIKE_ENOUGH = 0.85
"""How like a suggestion a capitalised word at a sentence's beginning must be to be misspelt, and not a name."""

_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:etc|vs|approx|no|mr|mrs|ms|dr|st|prof|cf|ca|fig|inc|ltd|co|jr|sr))\.$", re.IGNORECASE
)
_SENTENCE_BEFORE = re.compile(r"(?:[.!?:]['\"”\u2019)\]]*\s*|[\n\"“\u2018(\[])$")
_LOOK_BACK = 40
"""Characters before a finding that tell whether a sentence begins there."""


def make_linter(dialect: harper.Dialect, *, only: str | None = None) -> harper.Linter:
    """A linter with the rules that are kept, or with one of them."""
    linter = harper.Linter(dialect)
    wanted = {only} if only else set(_list_wanted(linter.get_structured_lint_config()["settings"])) - set(_RULES_OFF)
    linter.set_lint_config({rule: rule in wanted for rule in linter.get_lint_config()})
    return linter


def _list_wanted(settings: Sequence[dict[str, dict]]) -> list[str]:  # type: ignore[type-arg]
    wanted = []
    for setting in settings:
        (kind, value), *_ = setting.items()
        if kind == "Bool":
            wanted.append(value["name"])
        elif kind == "Group" and value["label"] not in _GROUPS_OFF:
            wanted += _list_wanted(value["child"]["settings"])
    return wanted


def is_believable(rule: str, text: str, start: int, end: int, suggestions: Sequence[str]) -> bool:
    """Whether a finding of harper at `text[start:end]` is to be shown.

    Args:
        rule: harper's name of the rule.
        text: the text before, at and behind the finding.
        start: offset of its first character.
        end: offset behind its last character.
        suggestions: what harper would write instead.
    """
    if rule == "SpellCheck":
        return _is_misspelt(text, start, text[start:end], suggestions)
    if rule == "SentenceCapitalization":
        return _begins_sentence(text, start)  # a piece may have been cut inside a sentence
    if rule == "AnA":  # "an MBA", "a UK bank": how an abbreviation is spoken cannot be told
        following = text[end:].lstrip()[:2]
        return not (following[:1].isupper() and not following[1:].islower())
    return True


def _is_misspelt(text: str, start: int, word: str, suggestions: Sequence[str]) -> bool:
    if not word.isascii() or word.casefold() in _FOREIGN or _is_broken(text, start, start + len(word)):
        return False
    if word.islower():
        return True
    if any(map(str.isupper, word[1:])) or not _begins_sentence(text, start) or not suggestions:
        return False  # a name
    return SequenceMatcher(None, word.casefold(), suggestions[0].casefold()).ratio() >= _LIKE_ENOUGH


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(start - _LOOK_BACK, 0) : start]
    return not before.strip() or bool(_SENTENCE_BEFORE.search(before) and not _ABBREVIATION.search(before.rstrip()))


def _is_broken(text: str, start: int, end: int) -> bool:
    """Whether it is half of a word that a hyphen divides at a line's end."""
    return bool(re.match(r"-?[^\S\n]*\n", text[end : end + 4]) and "-" in text[end - 1 : end + 1]) or bool(
        re.search(r"-[^\S\n]*\n[^\S\n]*$", text[max(start - 4, 0) : start])
    )
