"""Whether a `why` is answered with the reason, and not with what follows from it."""

import re
from collections.abc import Iterator

from .novelty import is_form, list_content
from .plain import compile_words, read_plain

_WHY = compile_words(
    "why|what causes|what caused|for what reason",
    "warum|weshalb|wieso|weswegen",
    "pourquoi",
    "لماذا|لم",
)
_WHY_ANYWHERE = compile_words(
    "なぜ|どうして|何故|理由|原因", "for what reason", "aus welchem grund", "pour quelle raison"
)
_REASON_AFTER = re.compile(
    r"\b(?:because|due to|owing to|on account of)\b|,\s(?:as|since|for)\b|\b(?:weil|denn|wegen)\b|,\sda\b"
    r"|\b(?:parce qu\w*|car|puisqu\w*|en raison|a cause)\b|\b(?:\u0644\u0627\u0646\w*|\u0628\u0633\u0628\u0628)\b"
)
_RESULT_AFTER = re.compile(
    r"\b(?:and so|so that|so|therefore|thus|hence|consequently|which is why|that is why|for (?:this|that) reason|as a result)\b"
    r"|\b(?:deshalb|daher|darum|deswegen|sodass|so dass|folglich|aus diesem grund)\b"
    r"|\b(?:donc|c'est pourquoi|ainsi|si bien que|de sorte que|pour cette raison|par consequent)\b"
    r"|\u0644\u0630\u0644\u0643|\u0648\u0644\u0647\u0630\u0627|\u0648\u0644\u0630\u0644\u0643|\u305f\u3081|\u306e\u3067|\u304b\u3089\u3001"
)
_LOOSE = ("so", "ainsi")
"""Words that mark a result, and other things as often."""

_CAUSES = re.compile(
    r"\b(?:causes?|caused|leads? to|led to|results? in|resulted in|brings? about|triggers?|produces?|verursach\w+|bewirk\w+|fuhr\w+ zu|provoqu\w+|entrain\w+)\b"
    r"|\u064a\u0633\u0628\u0628|\u062a\u0633\u0628\u0628|\u064a\u0624\u062f\u064a|\u062a\u0624\u062f\u064a|\u5f15\u304d\u8d77\u3053"
)
_CONDITION = re.compile(
    r"(?:^|[.;]\s)(?:when|if|once|after|as soon as|wenn|sobald|nachdem|quand|lorsque|lorsqu'\w*|si|des que|\u0627\u0630\u0627|\u0639\u0646\u062f\u0645\u0627)\s([^,.;\u060c]+)[,\u060c]([^.;]+)"
)
"""What comes first under a condition brings about what stands behind it."""


def asks_reason(question: str) -> bool:
    """Whether a question asks why."""
    plain = read_plain(question)
    return bool(_WHY.match(plain) or _WHY_ANYWHERE.search(plain))


def is_reversed(question: str, answer: str, quote: str) -> bool:
    """Whether the answer is what the quote gives as the effect, and the question asks about its cause."""
    if not asks_reason(question):
        return False
    beyond = " ".join(word for word in list_content(answer) if not _measure(word, question))
    return any(
        _is_effect(question, answer, reason, effect) or (is_plain and _is_all_effect(beyond, reason, effect))
        for reason, effect, is_plain in _list_reasons(read_plain(quote))
    )


def _list_reasons(plain: str) -> Iterator[tuple[str, str, bool]]:
    """Each reason and effect of a text, and whether they are said to be that in so many words."""
    reasons = list(_REASON_AFTER.finditer(plain))
    ends = [*(found.start() for found in reasons), len(plain)]
    for found, end in zip(reasons, ends[1:], strict=True):
        yield plain[found.end() : end], plain[: ends[0]], found[0][0] != ","
    if any(found[0][0] != "," for found in reasons):
        return  # it says what the reason is: other words only tell how that works
    for found in _RESULT_AFTER.finditer(plain):
        yield plain[: found.start()], plain[found.end() :], found[0] not in _LOOSE and not _KANA.search(found[0])
    for found in _CAUSES.finditer(plain):
        yield plain[: found.start()], plain[found.end() :], False
    if not reasons:
        yield from ((found[1], found[2], False) for found in _CONDITION.finditer(plain))


def _is_effect(question: str, answer: str, reason: str, effect: str) -> bool:
    asked = _measure(question, effect) - _measure(question, reason)
    given = _measure(answer, reason) - _measure(answer, effect)
    return asked < 0 and given < 0


def _is_all_effect(beyond: str, reason: str, effect: str) -> bool:
    """Whether what the answer adds to the question stands with the effect, and nothing of it with the reason."""
    return bool(beyond) and _measure(beyond, effect) == 1 and _measure(beyond, reason) == 0


_KANA = re.compile("[\u3040-\u30ff]")


def _measure(text: str, side: str) -> float:
    words, there = list_content(text), list_content(side)
    return sum(any(is_form(word, other) for other in there) for word in words) / (len(words) or 1)
