"""What a sentence shows of an order to its judge, by the words of `orders.json`.

No sentence is listed there, only words by what they do in an order, for each language. Several of them must come
together, since each by itself is ordinary language: who answers for their work speaks of instructions and of marks.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Final

from bandup.core.alternatives import join_alternatives

_BLANKLESS: Final = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
"""First and last letter of scripts that put no blanks between words, and of Korean, which appends endings."""

_PREFIXED = re.compile(r"[\u0600-\u06ff]")
"""Scripts that write small words together with the next one."""

_DIGITS_FOR_LETTERS = re.compile(r"\b(?=[a-z0-9]*[a-z][013457][a-z])[a-z0-9]{4,}\b|\b[01345][a-z]{3,}[a-z0-9]*\b")
_LETTERS = str.maketrans("013457", "oieast")
_SPACED_OUT = re.compile(r"(?<=\b[a-z\u0430-\u0451]) (?=[a-z\u0430-\u0451]\b)")
_MARKUP = re.compile(
    r"<\|(?:im_\w+|system|assistant|user)\|>"
    r'|"(?:ratings?|overall|overall_band|band|technical|communication|confidence|problem_solving)"\s?:\s?(?:"?(?:[89]|10)\b|\{)'
    r"|\b(?:tr|ta|cc|lr)\W{1,3}[89]\b[^\n]{0,20}\b(?:cc|lr|gra)\W{1,3}[89]\b|\boverall band ?[:=] ?[89]\b"
)
"""Marks of another speaker, and results ready to be copied."""

_SPEAKER = re.compile(
    r"(?:^|[\n.!?\"\]>] ?)\W{0,6}(?:system|assistant|developer|admin\w*)"
    r"(?: (?:message|override|update|note|command))?:"
    r"[^\n]{0,100}\b(?:you are now|you must|ignore|override|disabled|is over|full marks|candidate is"
    r"|overall\W{1,3}\d)\b"
)
"""Another speaker who gives an order."""

_HINTS = re.compile(
    r"</?(?:system|assistant|instructions?|answer|essay|turn|transcript|passage)\b|\boverall ?[:=] ?\d|\b10/10/10\b"
    r"|\b(?:end|begin|start) of (?:document|transcript|essay|interview|answers?|input)\b|\bend_of_\w+"
    r"|\[(?:hidden|instruction|system)"
)
"""Marks that programmers and textbooks write too."""

_TOP_NUMBER = re.compile(
    r"(?<!\b1 to )(?<!\bone to )(?<!\b0 to )(?<!\bzero to )(?<!\bout of )(?<!\d-)(?<![\w.])(?:10|9|ten|nine|eights)"
    r"(?= ?(?:[,;!?)\]\"']|\.(?!\d)|\Z| (?:in|for|on|overall|out|points|everywhere|across|please|and|or)\b))"
)
"""A mark, and not a number of things."""

_BAND = re.compile(r"\bbands? (?:scores? )?(?:of )?(?:[7-9]|seven|eight|nine)\b")
_OTHER_SCRIPT = re.compile(r"[^\0-\u036f\u1e00-\u2e7f\U00010000-\U0010ffff]")
"""By what it leaves out: `re` marks each character of a range one by one, which took 4 ms of a start the other way."""

_OPENING = r"(?:^|[,.:;!?(\[\]\u2014\u2013\u2026>#\n\"'-]\s?|{openers} )\Z"
"""Where a clause begins, or words after which a demand stands."""

_NAMES: Final = "vocative_name"
_ROLES: Final = "vocative_role"
_DEMANDS: Final = ("override", "cut", "grant", "reveal")
_LONGEST_OPENING: Final = 40
_BEFORE: Final = 100
_BEHIND: Final = 200
"""Characters around a demand that count with it: in a sentence without end, any words come together."""

_STEP: Final = 40
"""Demands nearer to each other are looked at once: the time grows with the text, and not with its square."""


class Sign(IntEnum):
    """How much a sentence shows.

    Attributes:
        NONE: nothing.
        WEAK: it speaks of what orders to a judge speak of, as ordinary sentences do too.
        CLEAR: it tells a judge what to do.
    """

    NONE = 0
    WEAK = 1
    CLEAR = 2


def show_markup(sentences: Iterable[str]) -> list[bool]:
    """Whether each sentence, with what it quotes, holds marks of another speaker or a result ready to be copied."""
    return [bool(_MARKUP.search(sentence.casefold())) for sentence in sentences]


def read_signs(sentences: Iterable[str]) -> list[Sign]:
    """What each sentence shows, see `read_sign`."""
    return [read_sign(sentence) for sentence in sentences]


def read_sign(sentence: str) -> Sign:
    """What one sentence shows, passages in quotation marks blanked."""
    plain = _read_plain(sentence)
    if _SPEAKER.search(plain):
        return Sign.CLEAR
    is_latin = not _OTHER_SCRIPT.search(plain)
    if is_latin and not _load_latin_words().search(plain):
        return Sign(bool(_HINTS.search(plain)))
    signs = [language.read(plain) for language in _load_languages() if language.is_latin or not is_latin]
    return max(signs, default=Sign.NONE) or Sign(bool(_HINTS.search(plain)))


class _Language:
    """The words of one language, as patterns."""

    def __init__(self, words: Mapping[str, str]) -> None:
        openers = words.get("opener")
        self._opening = re.compile(_OPENING.format(openers=_any_of(openers))) if openers else None
        self._roles = {role: re.compile(_any_of(listed)) for role, listed in words.items()}
        self.is_latin = not _OTHER_SCRIPT.search(words["subject"])
        rules, owner = (_any_of(words[role]) for role in ("rules", "yours"))
        if theirs := words.get("theirs"):
            of = _any_of(theirs)
            self._roles["theirs"] = re.compile(rf"{of} (?:[\w']+ ){{0,2}}?{rules}|{rules} {of}")
        self._roles["lifted"] = re.compile(rf"{owner}[^.;\n]{{0,25}}?{rules}|{rules}[^.;\n]{{0,25}}?{owner}")
        if names := words.get(_NAMES):
            name, begin = _any_of(names), r"(?:^|[.!?;:(\[\n] ?)"
            self._roles[_NAMES] = re.compile(
                rf"(?:{begin}|, |\bbut |\bnow |\band ){name} ?[,:\u2014-]|{begin}{_any_of(words[_ROLES])},"
                rf"|{begin}(?:to|for) (?:the |any |all )?(?:\w+ ){{0,2}}?{name}(?: \w+){{0,5}}? ?:"
            )

    def read(self, plain: str) -> Sign:
        """What a sentence shows in this language. Who tells of an order gives none, but may only seem to tell."""
        demands = {(role, at // _STEP * _STEP) for role, at in self._find_demands(plain)}
        if any(self._is_clear(role, plain[max(0, at - _BEFORE) : at + _BEHIND]) for role, at in demands):
            return Sign.WEAK if self._has("report", plain) else Sign.CLEAR
        if not self._has("subject", plain) or self._has("report", plain):
            return Sign.NONE
        is_weak = bool(demands) or any(self._has(role, plain) for role in ("address", "vocative", "top"))
        return Sign.WEAK if is_weak else Sign.NONE

    def _is_clear(self, demand: str, near: str) -> bool:
        """Whether a demand and what stands around it tell a judge what to do."""

        def has(role: str) -> bool:
            return self._has(role, near)

        if has("vocative") or has(_NAMES):
            return True
        if demand == "override":
            return has("lifted") and not has("theirs")
        if demand == "reveal":
            return has("secret")
        if demand == "grant" and _BAND.search(near):
            return True
        is_prize = has("prize") or bool(_TOP_NUMBER.search(near)) if "prize" in self._roles else has("top")
        return demand == "grant" and is_prize and (has("me") or (has("all") and has("subject")))

    def _has(self, role: str, text: str) -> bool:
        return role in self._roles and bool(self._roles[role].search(text))

    def _find_demands(self, plain: str) -> Iterator[tuple[str, int]]:
        """Where verbs stand that demand something; where their form is that of a statement too, at a clause's begin."""
        for role in _DEMANDS:
            for found in self._roles[role].finditer(plain) if role in self._roles else ():
                at = found.start()
                if self._opening is None or self._opening.search(plain, max(0, at - _LONGEST_OPENING), at):
                    yield role, at


def _read_plain(text: str) -> str:
    """Small letters, plain apostrophes and blanks; letters that were spaced out or written as digits are put back."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    if not plain.isascii():
        plain = "".join(
            each for each in plain if not ("\u064b" <= each <= "\u0652" or unicodedata.category(each) == "Cf")
        )
    plain = _SPACED_OUT.sub("", plain)
    plain = _DIGITS_FOR_LETTERS.sub(lambda found: found[0].translate(_LETTERS), plain)
    return re.sub(r"[^\S\n]+", " ", plain).strip()


@cache
def _load_words() -> tuple[Mapping[str, str], ...]:
    listed = json.loads(Path(__file__).with_name("orders.json").read_text(encoding="utf-8"))
    return tuple(listed.values())


@cache
def _load_languages() -> tuple[_Language, ...]:
    return tuple(map(_Language, _load_words()))


@cache
def _load_latin_words() -> re.Pattern[str]:
    """A word of any language in Latin letters without which a sentence shows nothing in it: most have none."""
    latin = [words for words in _load_words() if not _OTHER_SCRIPT.search(words["subject"])]
    return re.compile(
        _any_of("|".join(words[role] for words in latin for role in ("subject", *_DEMANDS) if role in words))
    )


def _is_blankless(word: str) -> bool:
    return any(first <= each <= last for each in word for first, last in _BLANKLESS)


def _any_of(listed: str) -> str:
    """Any of these words. One that ends in `*` is a beginning; where no blanks part words, they are found anywhere."""
    whole: list[str] = []
    begun: list[str] = []
    anywhere: list[str] = []
    for word in listed.split("|"):
        kind = anywhere if _is_blankless(word) else begun if word.endswith("*") else whole
        kind.append(re.escape(_read_plain(word.removesuffix("*"))))
    prefix = "[\u0648\u0641\u0628\u0644]?" if _PREFIXED.search(listed) else ""
    divided = rf"(?<!\w){prefix}(?:(?:{join_alternatives(whole)})(?!\w)|{join_alternatives(begun)})"
    return f"(?:{'|'.join([divided, *anywhere])})"
