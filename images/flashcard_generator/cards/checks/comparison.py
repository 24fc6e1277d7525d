"""Comparisons: what a sentence puts on which side of `than`, and whether a card turns it round."""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from . import cause, direction
from .novelty import is_form, list_content
from .numbers import find_figures
from .plain import compile_words, read_plain, split_clauses

_THAN = compile_words("than", "als", "que|qu'", "من|مما|منه|منها")
"""What stands between the two sides of a comparison."""

_THAN_BEHIND = re.compile(r"(?<=[^はがをにでも、\s])(?:より(?!も?多くの)も?|に比べて?)")
"""The same in Japanese, where it stands behind the second side."""

_COMMA_BEFORE_THAN = re.compile(r",\s*(?=(?:than|als)\b)")
_JOINED = re.compile(r"\b(?:and|und|et|but|aber|mais|while|whereas|wahrend|tandis que)\b")
_COMPARATIVE = re.compile(
    r"(?:more|less|worse|mas|menos|mayor\w*|menor\w*|mejor\w*|peor\w*|mehr|plus|moins|pire|meilleur\w*|mieux|davantage|superieur\w*|inferieur\w*|\w+(?:er|ere|eren|eres|erem))\b|[\u0600-\u06ff]"
)
_SENTENCES = re.compile(r"[;\u061b\uff1b\u3002]|\.(?=\s|$)")
_TOPIC = re.compile(r"^(.*[はが])(.+)$")
_HEAD_END = re.compile(
    r",|\b(?:because|since|as|weil|da|denn|parce|car|puisque|while|whereas|at|by|with|than|als|que)\b"
)
_MEMBERS = re.compile(
    r"(?:[,:\u060c]|\bof\b|\bvon\b|^)([^,:\u060c]*?)\s*,?\s\b(?:or|oder|ou|\u0627\u0645|\u0627\u0648)\b\s([^,:?\u061f]*)"
)
_PAIR = re.compile(r"^(?:which|who|what|welche\w*|wer) (?:of|von) (?:the )?(.+?) (?:and|und) ((?:[^\W_]+ ?){1,2})")
_MEMBERS_SPACELESS = re.compile(r"([^、。]+?)(?:と|か、?)([^、。]+?)(?:では|のうち|か。|か$|、どちら)")


@dataclass(frozen=True)
class Comparison:
    """One comparison.

    Attributes:
        key: what is compared, see `direction.Pole`.
        sign: which way.
        left: what is more or less.
        right: than what.
    """

    key: Hashable
    sign: int
    left: str
    right: str


def list_comparisons(text: str) -> list[Comparison]:
    """The comparisons of a text that name their second side."""
    return list(_list_comparisons(text))


def _list_comparisons(text: str) -> Iterator[Comparison]:
    for clause in split_clauses(_COMMA_BEFORE_THAN.sub(" ", read_plain(text))):
        left = ""
        for part in _JOINED.split(clause):
            found = _read_comparison(part) or _read_behind(part)
            if found is None:
                left = left or part
                continue
            left = found.left if list_content(found.left) else left
            yield Comparison(found.key, found.sign, left, found.right)


def _read_comparison(part: str) -> Comparison | None:
    poles = direction.list_poles(part)
    for than in _THAN.finditer(part):
        before = [pole for pole in poles if pole.end <= than.start() and len(part[pole.end : than.start()]) < _NEAR]
        right = part[than.end() :].strip(" '")
        pole = next((each for each in reversed(before) if _is_comparative(part[each.start : each.end])), None)
        if pole and right and not find_figures(right.split()[0]):
            return Comparison(pole.key, pole.sign, f"{part[: pole.start]} {part[pole.end : than.start()]}", right)
    return None


_NEAR = 40
"""Characters that may stand between the word of measure and `than`."""


def _is_comparative(word: str) -> bool:
    return bool(_COMPARATIVE.match(word))


def _read_behind(part: str) -> Comparison | None:
    than = _THAN_BEHIND.search(part)
    poles = direction.list_poles(part[than.end() :]) if than else []
    if than is None or not poles:
        return None
    topic = _TOPIC.match(part[: than.start()])
    left, right = (topic[1], topic[2]) if topic else (part[than.end() :], part[: than.start()])
    return Comparison(poles[0].key, poles[0].sign, left, right)


def agrees(claim: str, quote: str) -> bool:
    """Whether the claim makes a comparison that the quote makes too, with the same side behind `than`."""
    return any(
        known.key == said.key and known.sign == said.sign and _measure(said.right, known.right) > 0
        for known in list_comparisons(quote)
        for said in list_comparisons(claim)
    )


def is_turned(question: str, answer: str, quote: str) -> bool:
    """Whether a comparison of the quote is the other way round in the card, as far as its sides can be told."""
    there = list_comparisons(quote if cause.asks_reason(question) else _narrow(answer, quote))
    claimed = [*list_comparisons(answer), *list_comparisons(question)]
    votes = [_compare(claim, known) for known in there for claim in claimed if claim.key == known.key]
    if not any(votes):
        votes = [vote for known in there if (vote := _vote_answer(question, answer, known))]
    if not any(votes):
        votes = list(_vote_clauses(question, answer, quote))
    if any(votes):
        return -1 in votes and 1 not in votes
    return bool(direction.count_opposites(question, quote)) != bool(direction.count_opposites(answer, quote, question))


def _narrow(answer: str, quote: str) -> str:
    """The sentences of the quote that name what the answer names; the whole quote if none does."""
    head = read_head(answer)
    return " ; ".join(each for each in _SENTENCES.split(quote) if _holds(each, head)) or quote


def _compare(claim: Comparison, known: Comparison) -> int:
    """Whether both comparisons say the same, 1, or the opposite, -1. What is behind `than` tells the sides apart."""
    said, there = list_content(claim.right), list_content(known.right)
    nearer = (
        _count(said, known.right) - _count(said, known.left) + _count(there, claim.right) - _count(there, claim.left)
    )
    straight = _measure(claim.left, known.left) + _measure(claim.right, known.right)
    crossed = _measure(claim.left, known.right) + _measure(claim.right, known.left)
    return _sign(nearer or straight - crossed) * claim.sign * known.sign


def _vote_answer(question: str, answer: str, known: Comparison) -> int:
    """Whether the answer is the side of the comparison that the question asks for: 1, -1, or 0 if that cannot be told."""
    asked, given = (direction.read_signs(text).get(known.key, 0) for text in (question, answer))
    if given and not asked:
        return _find_first(question, known) * given * known.sign
    head = read_head(answer)
    nearer = _lean_by_poles(head, known) or _measure(head, known.left) - _measure(head, known.right)
    return (
        _sign(nearer or _count(list_content(head), known.left) - _count(list_content(head), known.right))
        * asked
        * known.sign
    )


def _find_first(question: str, known: Comparison) -> int:
    """Which side the question names first: 1 for the left one, -1 for the right one, 0 unless it names both."""
    words = list_content(question)
    sides = (known.left, known.right), (known.right, known.left)
    left, right = (
        next((at for at, word in enumerate(words) if _count([word], side) and not _count([word], other)), None)
        for side, other in sides
    )
    return 0 if left is None or right is None else _sign(right - left)


def _lean_by_poles(head: str, known: Comparison) -> int:
    """Which side has the answer's words of measure, where the other one has their opposites: `in the short run`."""
    mine, left, right = map(direction.read_signs, (head, known.left, known.right))
    return sum(
        (left.get(key) == sign) - (right.get(key) == sign)
        for key, sign in mine.items()
        if left.get(key) != right.get(key)
    )


def _vote_clauses(question: str, answer: str, quote: str) -> Iterator[int]:
    """The same where no `than` stands: which clause says the measure, and whether it is of the answer or its rival."""
    asked, head, others = direction.read_signs(question), read_head(answer), list_rivals(question, answer)
    parts = [part for clause in split_clauses(read_plain(quote)) for part in _JOINED.split(clause)]
    if not asked or not head or len(parts) < _FEWEST_PARTS or direction.read_signs(head):
        return
    beyond = [word for word in _words(question) if not _share([word], f"{head} {' '.join(others)}")]
    most = max(_count(beyond, part) for part in parts)
    for part in parts:
        if _count(beyond, part) < most:
            continue
        said = {key: sign for key, sign in direction.read_signs(part).items() if key in asked}
        of_answer, of_rival = _holds(part, head), any(_holds(part, other) for other in others)
        if said and of_answer != of_rival and not _THAN.search(part):
            [sign, *_] = (sign * asked[key] for key, sign in said.items())
            yield sign if of_answer else -sign


_FEWEST_PARTS = 2


def read_head(answer: str) -> str:
    """What the answer names, without the reason or the second side behind it."""
    plain = read_plain(answer)
    return next((part for part in _HEAD_END.split(plain) if part and list_content(part)), plain)


def list_rivals(question: str, answer: str) -> list[str]:
    """What the question offers beside the answer, if it is a choice between two."""
    plain = read_plain(question)
    head = list_content(read_head(answer))
    found = _MEMBERS.search(plain) or _PAIR.search(plain)
    found = found or (None if plain.isascii() else _MEMBERS_SPACELESS.search(plain))
    members = [" ".join(list_content(each)) for each in found.groups()] if found else []
    mine = [each for each in members if _share(head, each)]
    return [each for each in members if each not in mine] if mine else []


def _holds(part: str, text: str) -> bool:
    words = _words(text)
    return bool(words) and _measure(text, part) == len(words)


def _share(words: Iterable[str], text: str) -> bool:
    there = list_content(text)
    return any(is_form(word, other) for word in words for other in there)


def _words(text: str) -> list[str]:
    return [word for word in list_content(text) if not direction.is_pole(word)]


def _measure(text: str, side: str) -> int:
    return _count(_words(text), side)


def _count(words: Iterable[str], side: str) -> int:
    there = list_content(side)
    return sum(any(is_form(word, other) for other in there) for word in words)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
