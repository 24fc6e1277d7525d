"""Words that give away what a message does: rate, answer, tell of instructions, speak as a candidate, ask to end.

They are English and German, the languages that tests hold.

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
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn"
_PRAISE_IN_GERMAN = "ausgezeichnet|hervorragend|perfekt|sehr gut|gut|stark|schwach|schlecht|falsch|richtig|korrekt"
_BEST = "good|great|strong|better|best|ideal|perfect|model|sample|complete|correct|right|typical"
_SAID = "said|mentioned|answered|named|used|talked|explained|added|told|started|expected"


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_RATING = _any_of(
    rf"\b(?:\d+(?:[.,]\d+)?|{_NUMBERS})\s*(?:/|out of|von)\s*(?:5|10|100|five|ten|fünf|zehn)\b",
    r"\bi(?: would|'d| will|'ll)? (?:rate|score|grade)\b|\bi give (?:you|this|that)\b",
    r"\b(?:your|my|overall) (?:overall )?(?:score|rating|grade|mark)\b|\b(?:score|rating|grade) (?:of|is|so far)\b",
    r"\bone of the (?:best|worst|strongest|weakest)\b|\b(?:above|below) average\b",
    r"\byou (?:would|have|will) (?:pass|fail)|\beine der (?:besten|schlechtesten)\b|\b(?:über|unter)durchschnittlich",
    rf"\b(?:{_PRAISE}) (?:answer|response|reply|job|explanation|work)\b",
    rf"\b(?:(?:answer|response|that|this|it) (?:is|was)|(?:that|it)'s) (?:\w+ )?(?:{_VERDICT})\b",
    r"\bwell done\b|\bbravo\b|\bsehr gut (?:gemacht|beantwortet)\b",
    r"\bich (?:gebe|würde)\b.{0,40}\b(?:punkte?|note|bewerte\w*)\b",
    r"\b(?:note|punktzahl|bewertung) (?:wäre|ist|von)\b",
    rf"\b(?:{_PRAISE_IN_GERMAN})e antwort\b|\b(?:antwort|das) (?:ist|war) (?:\w+ )?(?:{_PRAISE_IN_GERMAN})\b",
)

_MODEL_ANSWER = _any_of(
    rf"\b(?:{_BEST}) (?:\w+ )?(?:answer|response|solution|approach) (?:here )?"
    r"(?:is|was|would|could|might|should|includes?|covers?|mentions?|goes)\b",
    r"\b(?:model|sample|muster|beispiel)[ -]?(?:answer|antwort)\b",
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


_LEAK = _any_of(
    r"\bmy (?:instructions?|rules?|guidelines|prompt|plan)\b|\bsystem prompt\b|\bas an? (?:ai|language model)\b",
    r"\bmeine[nr]? (?:anweisungen?|vorgaben?|regeln?)\b|\bals (?:ki|sprachmodell)\b",
    r"\bmoves? that you may make\b|</?(?:plan|interview|turn|topics|answer)\b|\"(?:move|refers_to|topic|message)\"\s*:",
)

_FIRST_PERSON = _any_of(r"\b(?:i|me|my|myself|mine|ich|mich|mir|mein\w*)\b")
_SECOND_PERSON = _any_of(r"\b(?:you|your|yours|yourself|sie|ihnen|ihr\w*|du|dein\w*|dich|dir)\b")
_FEWEST_OWN_WORDS = 3

_WISH = _any_of(
    r"\b(?:can|could|may|shall|should) (?:we|i) (?:please )?(?:just )?(?:stop|end|finish|leave|break|call it|pause)\b",
    r"\bi(?:'m afraid i)? (?:have|need|ought) to (?:go|leave|stop|end|finish|run|quit)\b|\bi must (?:go|leave|stop)\b",
    r"\b(?:i want|i'd like|i would like) to (?:stop|end|finish|quit|leave)\b|\blet(?:'s| us) (?:stop|end|finish)\b",
    r"\b(?:stop|end|finish|quit) (?:here|now|it here|the interview|this interview)\b|\bgot to (?:go|run)\b",
    r"\b(?:ich|wir) (?:muss|müssen|möchten?|will|wollen)\b.{0,40}\b(?:los|gehen|weg|aufhören|beenden|abbrechen)\b",
    r"\b(?:können|könnten|dürfen) wir\b.{0,40}\b(?:aufhören|beenden|abbrechen|schluss machen)\b|\bschluss für heute\b",
)


def rates(statement: str) -> bool:
    """Whether a sentence rates what the candidate said."""
    return bool(_RATING.search(_plain(statement)))


def answers(statement: str) -> bool:
    """Whether a sentence says how a question is answered."""
    return bool(_MODEL_ANSWER.search(_plain(statement)))


def leaks(message: str) -> bool:
    """Whether a reply tells of its instructions, or shows the form that it was to be written in."""
    return bool(_LEAK.search(_plain(message)))


def speaks_as_candidate(message: str) -> bool:
    """Whether a reply without a question is mostly about the speaker: an answer, and none of an interviewer."""
    text = _plain(message)
    own, other = len(_FIRST_PERSON.findall(text)), len(_SECOND_PERSON.findall(text))
    return own >= _FEWEST_OWN_WORDS and own > 2 * other


def asks_to_end(message: str) -> bool:
    """Whether a candidate plainly asks to end the interview, or says that they must."""
    return bool(_WISH.search(_plain(message)))


def _plain(statement: str) -> str:
    return " ".join(statement.replace("\u2019", "'").split())
