"""What can be counted in an answer given in an interview. English only; other languages just score low."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bandup.ielts.english import find_sentences

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_NUMBER = re.compile(r"\d")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w+#.-]*\w")
_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|probably|possibly|I guess|I suppose|I think|not (?:really )?sure|sort of|kind of|somehow"
    r"|hopefully|(?:do not|don't) (?:really )?know|no idea)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(r"\b(?:um+|uh+|er+|hmm+|you know|basically|actually|literally|stuff|like I said)\b", re.IGNORECASE)
_REASONING = re.compile(
    r"\b(?:because|therefore|instead|rather than|alternatives?|trade-?offs?|compar\w+|measur\w+|test\w*|check\w*"
    r"|verif\w+|root cause|cause[sd]?|risks?|decid\w+|weigh\w*|if)\b",
    re.IGNORECASE,
)
_OWNERSHIP = re.compile(r"\b(?:I|my)\b")
_STRUCTURE = {
    "situation": re.compile(
        r"\b(?:when|while|at the time|last (?:year|month|week)|in my (?:last|previous))\b", re.IGNORECASE
    ),
    "task": re.compile(r"\b(?:had to|needed to|my (?:task|job|goal|role)|was asked|responsible)\b", re.IGNORECASE),
    "action": re.compile(
        r"\b(?:first|then|next|after that|so I|I (?:\w+ed|built|wrote|made|found|led|ran))\b", re.IGNORECASE
    ),
    "result": re.compile(
        r"\b(?:as a result|in the end|finally|since then|from [\w,.]+ to|fell|rose|dropped|grew|saved)\b", re.IGNORECASE
    ),
}
_COMMON = re.compile(
    r"about|after|again|because|been|before|could|does|doing|from|have|into|just|more|most|much|only|other|over|said|some"
    r"|tell|than|that|their|them|then|there|these|they|this|those|time|very|was|were|what|when|where|which|while|will"
    r"|with|would|you|your"
)

FULL_ANSWER = 60
"""Words with which an answer has room for all that is looked for."""

MOST_QUOTED = 15
"""Words of a quote."""


@dataclass(frozen=True)
class Answer:
    """One answer and what was counted in it.

    Attributes:
        turn: its number.
        question: what it answers.
        text: what was said, as far as it is shown.
    """

    turn: int
    question: str
    text: str

    @property
    def words(self) -> int:
        """Words of the answer."""
        return len(_WORD.findall(self.text))

    @property
    def substance(self) -> float:
        """0 to 1: how far the answer is long enough to hold anything."""
        return min(1.0, self.words / FULL_ANSWER)

    @property
    def specifics(self) -> float:
        """0 to 1: numbers and names, three are plenty."""
        return _share(len(re.findall(r"\d[\d,.]*", self.text)) + len(_NAME.findall(self.text)), 3)

    @property
    def structure(self) -> float:
        """0 to 1: how many parts of situation, task, action and result are signalled."""
        return sum(bool(pattern.search(self.text)) for pattern in _STRUCTURE.values()) / len(_STRUCTURE)

    @property
    def reasoning(self) -> float:
        """0 to 1: words of weighing and checking, three are plenty."""
        return _share(len(_REASONING.findall(self.text)), 3)

    @property
    def ownership(self) -> float:
        """0 to 1: how often the candidate says `I`, three times are plenty."""
        return _share(len(_OWNERSHIP.findall(self.text)), 3)

    @property
    def firmness(self) -> float:
        """1 without hedging and fillers, down to 0 with one in every ten words."""
        soft = len(_HEDGE.findall(self.text)) + len(_FILLER.findall(self.text))
        return max(0.0, 1 - 10 * soft / max(1, self.words))

    @property
    def relevance(self) -> float:
        """0 to 1: share of the question's key words that the answer takes up; a third is plenty."""
        asked = keywords(self.question)
        return _share(len(asked & keywords(self.text)), max(1, len(asked) // 3)) if asked else 1.0

    @property
    def quality(self) -> float:
        """0 to 1: all of it, to tell the weakest answer."""
        parts = (self.specifics, self.structure, self.reasoning, self.ownership, self.firmness, self.relevance)
        return self.substance * sum(parts) / len(parts)

    def sentences(self) -> list[str]:
        """Its sentences verbatim, cut after `MOST_QUOTED` words; the mark of what is left out is in none."""
        pieces = re.split(r"\[\.\.\. [^\]]* \.\.\.\]", self.text)
        found = [piece[span.start : span.end] for piece in pieces for span in find_sentences(piece)]
        return [_cut_words(sentence) for sentence in found]


def keywords(text: str) -> set[str]:
    """The longer words, without endings that only bend them."""
    found = {word.casefold() for word in _WORD.findall(text)}
    return {re.sub(r"(?:ing|ed|es|s)$", "", word) for word in found if len(word) > 3 and not _COMMON.fullmatch(word)}


def says_a_number(sentence: str) -> bool:
    """Whether it names a number, in digits or in a word."""
    return bool(_NUMBER.search(sentence))


def hedges(sentence: str) -> list[str]:
    """Phrases that weaken it, in lower case."""
    return [found.casefold() for found in _HEDGE.findall(sentence)]


def fillers(sentence: str) -> list[str]:
    """Filler words, in lower case."""
    return [found.casefold() for found in _FILLER.findall(sentence)]


def reasons(sentence: str) -> list[str]:
    """Words of weighing and checking, in lower case."""
    return [found.casefold() for found in _REASONING.findall(sentence)]


def owns(sentence: str) -> bool:
    """Whether it begins with an act of the candidate's own."""
    return bool(re.match(r"(?:\w+ )?I (?!think|guess|suppose|do|am|was)\w+", sentence))


def mean(values: Iterable[float]) -> float:
    """The mean of at least one value."""
    listed = list(values)
    return sum(listed) / len(listed)


def _share(count: int, plenty: int) -> float:
    return min(1.0, count / plenty)


def _cut_words(sentence: str) -> str:
    words = list(_WORD.finditer(sentence))
    return sentence if len(words) <= MOST_QUOTED else sentence[: words[MOST_QUOTED - 1].end()]
