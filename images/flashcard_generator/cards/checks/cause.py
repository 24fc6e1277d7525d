"""Whether a `why` is answered with the reason, and not with what follows from it."""

import re

from .novelty import is_form, list_content
from .plain import compile_words, read_plain

_WHY = compile_words(
    "why|what causes|what caused|for what reason",
    "warum|weshalb|wieso|weswegen",
    "pourquoi",
    "لماذا|لم",
    "なぜ|どうして|何故",
)
_REASON_AFTER = re.compile(
    r"\b(?:because|since|as|due to|owing to|for)\b|\b(?:weil|da|denn|wegen)\b|\b(?:parce qu\w*|car|puisqu\w*|en raison)\b|\b(?:ل[اأ]ن\w*|بسبب)\b".replace(
        "أ", "ا"
    )
)
_RESULT_AFTER = re.compile(
    r"\b(?:and so|so that|so|therefore|thus|hence|consequently|which is why)\b|\b(?:deshalb|daher|darum|deswegen|sodass|so dass|folglich)\b"
    r"|\b(?:donc|c'est pourquoi|ainsi|si bien que|de sorte que)\b|(?:لذلك|ولهذا|ولذلك)|ため|ので|から、"
)


def is_reversed(question: str, answer: str, quote: str) -> bool:
    """Whether the answer is what the quote gives as the effect, and the question asks about its cause."""
    if not _WHY.search(read_plain(question)):
        return False
    plain = read_plain(quote)
    for marker, reason_first in ((_RESULT_AFTER, True), (_REASON_AFTER, False)):
        for found in marker.finditer(plain):
            sides = plain[: found.start()], plain[found.end() :]
            reason, effect = sides if reason_first else sides[::-1]
            asked = _measure(question, effect) - _measure(question, reason)
            given = _measure(answer, reason) - _measure(answer, effect)
            if asked < 0 and given < 0:
                return True
    return False


def _measure(text: str, side: str) -> float:
    words, there = list_content(text), list_content(side)
    return sum(any(is_form(word, other) for other in there) for word in words) / (len(words) or 1)
