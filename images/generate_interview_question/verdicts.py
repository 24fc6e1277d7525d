"""Words by which an interviewer rates an answer, or gives one. In English and German, the languages that tests hold.

They are signs for a count and for one repair: a phrase that is missed does no harm, and one that is found wrongly costs
one more call.
"""

import re

_PRAISE = (
    "excellent|perfect|outstanding|brilliant|amazing|fantastic|impressive|terrific|great|good|strong|solid|weak|poor|bad"
    "|wrong|terrible|incorrect|disappointing|mediocre"
)
_VERDICT = (
    "excellent|perfect|outstanding|brilliant|weak|poor|wrong|incorrect|disappointing|impressive|correct|insufficient"
    "|mediocre"
)
_LOB = "ausgezeichnet|hervorragend|perfekt|sehr gut|gut|stark|schwach|schlecht|falsch|richtig|korrekt"
_BEST = "good|great|strong|better|best|ideal|perfect|model|sample|complete|correct|right|typical"
_SAID = "said|mentioned|answered|named|used|talked|explained|added|told|started|expected"


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_RATING = _any_of(
    r"\b\d+(?:[.,]\d+)?\s*(?:/|out of|von)\s*(?:5|10|100)\b",
    r"\bi(?: would|'d| will|'ll)? (?:rate|score|grade)\b|\bi give (?:you|this|that)\b",
    r"\byour? (?:score|rating|grade|mark)\b|\b(?:score|rating|grade) (?:of|is|so far)\b",
    rf"\b(?:{_PRAISE}) (?:answer|response|reply|job|explanation|work)\b",
    rf"\b(?:(?:answer|response|that|this|it) (?:is|was)|(?:that|it)'s) (?:\w+ )?(?:{_VERDICT})\b",
    r"\bwell done\b|\bbravo\b|\bsehr gut (?:gemacht|beantwortet)\b",
    r"\bich (?:gebe|würde)\b.{0,40}\b(?:punkte?|note|bewerte\w*)\b",
    r"\b(?:note|punktzahl|bewertung) (?:wäre|ist|von)\b",
    rf"\b(?:{_LOB})e antwort\b|\b(?:antwort|das) (?:ist|war) (?:\w+ )?(?:{_LOB})\b",
)

_MODEL_ANSWER = _any_of(
    rf"\b(?:{_BEST}) (?:\w+ )?(?:answer|response|solution|approach) (?:here )?"
    r"(?:is|was|would|could|might|should|includes?|covers?|mentions?|goes)\b",
    r"\ban? answer (?:is|would be)\b|\bthe answer (?:is|would be|i was looking for)\b",
    rf"\byou (?:should|could|might|ought to) have (?:\w+ )?(?:{_SAID})\b",
    rf"\b(?:i would have|i'd have|a senior \w+ would(?: have)?) (?:{_SAID})\b",
    r"\bi(?: was| am|'m) (?:looking|hoping) for\b|\bfor example,? you (?:could|might|can) say\b",
    r"\bhere(?:'s| is) (?:how|what) (?:i|you|a)\b",
    r"\b(?:richtig|korrekt|ideal|besser) (?:wäre|ist|gewesen)\b",
    r"\b(?:eine?|die) (?:gute|bessere|richtige|ideale|vollständige) (?:antwort|lösung)"
    r" (?:wäre|ist|lautet|enthält|umfasst)\b",
    r"\bsie hätten\b.{0,60}\b(?:sollen|können|müssen)\b",
)


def rates(statement: str) -> bool:
    """Whether a sentence rates what the candidate said."""
    return bool(_RATING.search(_plain(statement)))


def answers(statement: str) -> bool:
    """Whether a sentence says how a question is answered."""
    return bool(_MODEL_ANSWER.search(_plain(statement)))


def _plain(statement: str) -> str:
    return " ".join(statement.replace("\u2019", "'").split())
