"""On which side of a figure a text stands: `at least six`, `6 or more`, `not exceeding 500`."""

import re
from fractions import Fraction

from .numbers import NUMBER_WORDS, find_figures, make_countable

_UP_BEFORE = (
    r"(?:at least|(?:not|no) (?:less|fewer|earlier|lower|smaller|shorter) than|(?:a )?minimum(?: of)?|(?<!not )(?<!no )more than|over|above|(?<!not )(?<!to )exceed\w*|"
    r"(?<!not )(?<!no )(?:greater|larger|longer|older|higher|later|bigger) than|beyond|from|mindestens|wenigstens|(?:nicht|kein\w*) weniger als|(?<!nicht )mehr als|uber|ab|"
    r"(?:langer|grosser|hoher|alter) als|au moins|au minimum|pas moins d[e']|(?<!pas )plus d[e']|superieure?s? a|depass\w*|"
    r"\u0627\u0643\u062b\u0631 \u0645\u0646|\u0644\u0627 \u064a\u0642\u0644 \u0639\u0646|\u0644\u0627 \u062a\u0642\u0644 \u0639\u0646|\u5c11\u306a\u304f\u3068\u3082)"
)
_UP_AFTER = r"(?:or (?:more|over|above|older|longer|higher|later)|and (?:over|above|more)|oder (?:mehr|alter|langer)|und mehr|ou (?:plus|davantage)|et plus|at least|\u0641\u0623\u0643\u062b\u0631|\u0641\u0627\u0643\u062b\u0631|\u0639\u0644\u0649 \u0627\u0644\u0627\u0642\u0644|\u4ee5\u4e0a|\u3092?\u8d85|\u3092?\u4e0a\u56de|\u3088\u308a\u591a)"
_DOWN_BEFORE = (
    r"(?:at(?: the)? most|(?:not|no) (?:more|over|greater|longer|later|larger|higher|older)(?: than)?|not (?:to )?exceed\w*|"
    r"(?:a )?maximum(?: of)?|up to|(?<!not )(?<!no )(?:less|fewer|smaller|shorter|younger|lower|earlier) than|under|below|within|"
    r"hochstens|maximal|bis zu|(?:nicht|kein\w*) mehr als|(?<!nicht )weniger als|unter|binnen|(?:kurzer|kleiner|junger) als|au plus|au maximum|jusqu'a|pas plus d[e']|(?<!pas )moins d[e']|inferieure?s? a|"
    r"\u0627\u0642\u0644 \u0645\u0646|\u0644\u0627 \u064a\u0632\u064a\u062f (?:\u0639\u0646|\u0639\u0644\u0649)|\u0644\u0627 \u062a\u0632\u064a\u062f (?:\u0639\u0646|\u0639\u0644\u0649))"
)
_DOWN_AFTER = r"(?:or (?:less|fewer|under|below|younger|earlier)|and under|oder weniger|ou moins|at(?: the)? most|\u0641\u0623\u0642\u0644|\u0641\u0627\u0642\u0644|\u0639\u0644\u0649 \u0627\u0644\u0627\u0643\u062b\u0631|\u4ee5\u4e0b|\u672a\u6e80|\u4ee5\u5185|\u3092?\u4e0b\u56de|\u307e\u3067)"
_NEAR = r"(?:about |some |around |rund |environ |the |a )?"
_BEFORE = {+1: re.compile(rf"\b{_UP_BEFORE}\s*{_NEAR}\W?$"), -1: re.compile(rf"\b{_DOWN_BEFORE}\s*{_NEAR}\W?$")}
_AFTER = {
    side: re.compile(rf"^(?:\s*[%\u00b0]|[^\S\n]*[^\W\d_]{{1,14}}){{0,2}}?\s*{words}")
    for side, words in ((+1, _UP_AFTER), (-1, _DOWN_AFTER))
}
_ASKED = {
    +1: re.compile(r"\b(?:at least|at (?:a )?minimum|minimum|mindest\w*|au moins|minimal\w*)\b|\u6700\u4f4e|\u6700\u5c0f|\u5c11\u306a\u304f\u3068\u3082|\u0639\u0644\u0649 \u0627\u0644\u0627\u0642\u0644"),
    -1: re.compile(r"\b(?:at(?: the)? most|at (?:a )?maximum|maximum|maximal\w*|hochst\w*|au plus|au maximum)\b|\u6700\u5927|\u6700\u9ad8|\u0639\u0644\u0649 \u0627\u0644\u0627\u0643\u062b\u0631"),
}  # fmt: skip
_NUMBER_WORDS = "|".join(NUMBER_WORDS)
_PHRASES = re.compile(
    rf"\b(?:{_UP_BEFORE}|{_DOWN_BEFORE})(?=\s*{_NEAR}\W?(?:\d|(?:{_NUMBER_WORDS})\b))|{_UP_AFTER}|{_DOWN_AFTER}|\b(?:at least|at most|at minimum)\b"
)


def is_bound_turned(question: str, answer: str, quote: str) -> bool:
    """Whether a figure is a least in one text and a most in the other."""
    there = find_bounds(quote)
    asked = [side for side, words in _ASKED.items() if words.search(make_countable(question))]
    for value, side in find_bounds(answer).items():
        claimed = side or (asked[0] if len(asked) == 1 else 0)
        if claimed and there.get(value, 0) == -claimed:
            return True
    return False


def find_bounds(text: str) -> dict[Fraction, int]:
    """For each figure of a text: 1 if the text goes up from it, -1 if it goes down to it, 0 if it stops at it."""
    plain = make_countable(text)
    return {each.value: _find_side(plain[: each.start], plain[each.end :]) for each in find_figures(text)}


def _find_side(before: str, after: str) -> int:
    for side in (-1, +1):
        if _BEFORE[side].search(before) or _AFTER[side].match(after):
            return side
    return 0


def drop_bounds(plain: str) -> str:
    """A plain text without the words that bound figures: they compare no things."""
    return _PHRASES.sub(lambda found: " " * len(found[0]), plain)
