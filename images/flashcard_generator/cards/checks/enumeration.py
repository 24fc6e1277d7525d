"""Enumerations: whether an answer is one member of one, or adds a member to it."""

import re
from collections.abc import Iterator

from .novelty import find_novel, has_content, is_form, list_content
from .plain import compile_words, read_plain
from .signs import NEGATION

_AND = r"(?:and|or|und|oder|sowie|et|ou|as well as)"
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_OTHER = re.compile(rf"^\s{_AND}\s+((?:[^\W_]+[ '-]){{0,4}}?[^\W_]+)(?=[.;,:)]|$)|^\s\u0648([^\W_]+)")
_BEFORE = re.compile(rf"([^.,;:()]*?)\s{_AND}\s+((?:[^\W\d_]+[ ']){{0,2}})$")
_LISTED = re.compile(r"(?:^|[:,]\s)((?:[^\W_]+[ '-]){0,2}[^\W_]+),\s$")
_LONGEST_MEMBER = 3
_ASKS_ONE = compile_words(
    "or|other|another|else|besides|also|second|third|example|one of",
    "oder|ander*|ausser*|auch|beispiel*",
    "ou|autre*|aussi|exemple*",
    "أم|أيضا|مثال*|آخر",
    "それとも|他|例",
)
"""Questions that one member answers."""

_MEMBERS = re.compile(rf"\s*[,\u060c\u3001]\s*(?:{_AND}\s)?|\s{_AND}\s|\s\u0648(?=\w)")


def is_half(question: str, answer: str, quote: str) -> bool:
    """Whether the answer is one member of an enumeration of the quote whose others answer the question as well."""
    plain, asked = " ".join(read_plain(quote).split()), read_plain(question)
    bare = _strip_small(" ".join(read_plain(answer).split()).strip(" ."))
    if len(bare) < _SHORTEST or _ASKS_ONE.search(asked):
        return False
    return any(
        words and not any(_has(asked, word) or _has(bare, word) for word in words)
        for start, end in _find_places(bare, plain)
        if not _has_own(asked, plain[end:])
        for words in map(list_content, _list_others(plain[:start], plain[end:]))
    ) or _is_half_coupled(asked, bare, plain)


def _find_places(bare: str, plain: str) -> Iterator[tuple[int, int]]:
    """Where the words of an answer stand in a quote, in whatever form, with nothing of weight between them."""
    words, tokens = list_content(bare), list(_WORD.finditer(plain))
    for at, token in enumerate(tokens):
        if words and is_form(token[0], words[0]):
            near = tokens[at : at + len(bare.split()) + 1]
            last = next((each for each in reversed(near) if is_form(each[0], words[-1])), None)
            if last and all(any(is_form(each[0], word) for each in near) for word in words):
                yield token.start(), last.end()
    if not words:
        yield from (found.span() for found in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", plain))


def _has_own(asked: str, after: str) -> bool:
    """Whether what stands behind a member, up to the clause's end, has words of the question: they tell it from the others."""
    tail = re.split(rf"[.;,:]|\s{_AND}\s", after, maxsplit=1)[0]
    return any(_has(asked, word) for word in list_content(tail))


_SHORTEST = 3


def _list_others(before: str, after: str) -> Iterator[str]:
    """What stands beside a member of an enumeration, joined to it by `and`."""
    if re.search(r"\b(?:between|zwischen|entre)\s(?:[^\W_]+\s){0,3}$", before):
        return
    if (found := _OTHER.match(after)) and _is_member(found[1] or found[2]):
        yield found[1] or found[2]
    if (found := _LISTED.search(before)) and re.match(r",\s[^\W_]+", after):
        yield found[1]
    found = _BEFORE.search(before)
    if found and not list_content(found[2]) and not NEGATION.search(found[2]):
        words = _WORD.findall(found[1])
        yield " ".join(words[-_LONGEST_MEMBER:])


def _is_member(text: str) -> bool:
    words = _strip_small(text).split()
    return 0 < len(words) < _LONGEST_MEMBER and all(map(has_content, words)) and not NEGATION.search(text)


def _is_half_coupled(asked: str, bare: str, plain: str) -> bool:
    """Whether the answer is one of two words before a shared one: `oak` of `oak and beech woods`."""
    first, _, rest = bare.partition(" ")
    if not rest:
        return False
    found = re.search(rf"(?<!between )\b{re.escape(first)} and ([^\W_]+) {re.escape(rest)}(?!\w)", plain)
    return found is not None and not any(_has(asked, word) for word in list_content(found[1]))


def split_members(answer: str) -> list[str]:
    """The members of an answer that is an enumeration; empty if it says one thing."""
    members = [each for each in _ANY_MEMBERS.split(read_plain(answer)) if list_content(each)]
    return members if len(members) >= _FEWEST else []


def has_added(answer: str, *sources: str) -> bool:
    """Whether the answer is an enumeration of which the sources have all members but one."""
    members = [each for each in _MEMBERS.split(read_plain(answer)) if list_content(each)]
    if len(members) < _FEWEST:
        return False
    novel = [find_novel(each, *sources) for each in members]
    added = [each for each, words in zip(members, novel, strict=True) if len(words) == len(list_content(each))]
    others = [words for each, words in zip(members, novel, strict=True) if each not in added]
    is_short = all(len(list_content(each)) < _LONGEST_MEMBER and not NEGATION.search(each) for each in added)
    return bool(added) and added != members[:1] and is_short and bool(others) and not any(others)


_FEWEST = 2

_ANY_MEMBERS = re.compile(rf"{_MEMBERS.pattern}|;|\s[yo]\s|\s\u0627\u0648\s|[\u3068\u3084]|\u307e\u305f\u306f|\u304b")
"""Also what joins them in Spanish, Arabic and Japanese."""


def _strip_small(text: str) -> str:
    words = text.split()
    while words and not any(has_content(each) for each in _WORD.findall(words[0])):
        words = words[1:]
    return " ".join(words)


def _has(text: str, word: str) -> bool:
    return any(is_form(word, other) for other in list_content(text))
