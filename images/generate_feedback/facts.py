"""What can be counted in the answers, beside the judgement. No rating follows from it."""

import re
from typing import Any, Final

from bandup.ielts.english import is_english

from .transcript import Transcript
from .word_boundaries import count_words

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")

_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|probably|possibly|i guess|i suppose|i think|not (?:really )?sure|sort of|kind of|somehow"
    r"|hopefully)\b",
    re.IGNORECASE,
)
_I = re.compile(r"\bI(?:['\u2019](?:d|ll|m|ve))?\b")
_WE = re.compile(r"\bwe(?:['\u2019](?:d|ll|re|ve))?\b", re.IGNORECASE)

STAR: Final = {
    part: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for part, words in {
        "situation": r"when|while|at the time|last (?:year|month|week)|in my (?:last|previous|first)",
        "task": r"had to|needed to|my (?:task|job|goal|role)|was asked to|was responsible",
        "action": r"first|then|next|after that|so I|I (?:\w+ed|built|wrote|made|found|led|ran|took)",
        "result": r"as a result|in the end|finally|since then|from [\w,.]+ to|fell|rose|dropped|grew|saved|turned out",
    }.items()
}
"""Words that usually begin each part of a story told by situation, task, action and result."""


def count_facts(transcript: Transcript) -> dict[str, Any]:
    """What is counted in an interview's answers, JSON-like.

    Words and figures are counted in any language; hedges, "I" against "we" and the parts of STAR in English only, and
    they are left out of what is not English.
    """
    said = {turn: line.sanitized.text for turn, line in transcript.answers.items()}
    facts: dict[str, Any] = {
        "words": [{"turn": turn, "words": count_words(text)} for turn, text in said.items()],
        "figures": sum(len(_FIGURE.findall(text)) for text in said.values()),
    }
    together = "\n".join(said.values())
    if is_english(together):
        facts |= {
            "hedges": len(_HEDGE.findall(together)),
            "i": len(_I.findall(together)),
            "we": len(_WE.findall(together)),
            "star": [part for part, begins in STAR.items() if begins.search(together)],
        }
    return facts
