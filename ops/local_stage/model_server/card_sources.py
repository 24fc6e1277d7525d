"""Which sentences of the passages the offline card writer makes cards of, and which of their words it asks for."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from bandup.ielts.english import FUNCTION_WORDS, is_english
from ops.local_stage.model_server import sentences
from ops.local_stage.model_server.card_prompt import CardPrompt, remove_blanks

SHORT_LINE = 8
"""Letters and figures of a line that is worth a card, where the passages are tables or slides without a full stop."""

_POINTING = r"it|they|he|she|this|these|those|such|them|there|here|we|you|i"
_LEANING = re.compile(
    rf"(?:{_POINTING}|its|their|his|her|all|both|each|one|some|that|our|your|but|and|or|so|yet|also|then|thus|hence|instead"
    r"|otherwise|moreover|furthermore|therefore|however|nevertheless|another|similarly|likewise|later|for example)\b"
    rf"|(?:\w+,?\s+){{1,2}}(?:{_POINTING})\b",
    re.IGNORECASE,
)
"""How a sentence begins that points at the one before."""

_ABOUT_THE_DOCUMENT = re.compile(
    r"\b(?:this|each|next|following|previous|present) "
    r"(?:book|chapter|section|course|document|manual|paper|text|page|report)"
    r"|\b(?:chapter|section|page|figure|fig\.|table|appendix|version) \d"
    r"|copyright|\u00a9|rights reserved|\bisbn\b|https?:|www\.|table of contents",
    re.IGNORECASE,
)

_NO_NOUN = re.compile(r"(?:ly|ed|ing)$")
"""How words end that a learner is seldom asked for, in English."""


@dataclass(frozen=True)
class Source:
    """A sentence that a card can be made of.

    Attributes:
        passage: the number of the passage that it stands in.
        text: the sentence, as it stands there.
        terms: words and figures that can be asked for, the best first.
        english: whether its questions may be in English.
        leans: whether it cannot be understood without the sentence before.
        plain_opening: whether its first word stands elsewhere with a small letter, so that it is no name.
    """

    passage: int
    text: str
    terms: tuple[str, ...]
    english: bool
    leans: bool
    plain_opening: bool

    def write_opening(self, start: str) -> str:
        """`start`, which begins the sentence, as it is written within one."""
        return start[0].lower() + start[1:] if self.plain_opening else start


def sources(prompt: CardPrompt) -> list[Source]:
    """The sentences in turns: one of each passage, then the next of each, and so on.

    Those that point at another one, or speak of the document, are taken only if there are no others; short lines
    only if there is no sentence.
    """
    texts = prompt.passages
    common = sentences.frequencies(texts.values())
    written = frozenset(word for text in texts.values() for word in re.findall(r"[^\W\d_]+", text))
    lines = list(_lines(texts, None))
    if not any(sentences.is_stopped(line) for _, line in lines):
        lines = list(_lines(texts, SHORT_LINE))
    found = [_source(number, line, texts[number], common, written) for number, line in lines]
    good = [each for each in found if not each.leans and not _ABOUT_THE_DOCUMENT.search(each.text)]
    return _in_turns([each for each in good or found if remove_blanks(each.text) not in prompt.used])


def _lines(passages: Mapping[int, str], least: int | None) -> Iterator[tuple[int, str]]:
    for number, text in passages.items():
        for line in sentences.sentences(text, least):
            yield number, line


def _in_turns(found: Sequence[Source]) -> list[Source]:
    by_passage = [list(group) for _, group in groupby(found, lambda each: each.passage)]
    return [each for turn in zip_longest(*by_passage) for each in turn if each]


def _source(passage: int, text: str, around: str, common: Mapping[str, int], written: Collection[str]) -> Source:
    words = re.findall(r"[^\W\d_]+", text)
    functions = sum(word.casefold() in FUNCTION_WORDS for word in words)
    opening = words[0].casefold() if words else ""
    return Source(
        passage=passage,
        text=text,
        terms=_terms(text, common),
        english=functions * 5 > len(words) or (functions > 0 and is_english(around)),
        leans=bool(_LEANING.match(text)),
        plain_opening=opening in written or opening in FUNCTION_WORDS,
    )


def _terms(text: str, common: Mapping[str, int]) -> tuple[str, ...]:
    """Names within the sentence first, then what is no noun last; of each the rarest first, then the longest."""
    found = [term for term in dict.fromkeys(sentences.terms(text)) if term.casefold() not in FUNCTION_WORDS]

    def rank(term: str) -> tuple[int, int, int]:
        name = term[0].isupper() and not text.startswith(term)
        return (0 if name else 2 if _NO_NOUN.search(term) else 1, common[term.casefold()], -len(term))

    return tuple(sorted(found, key=rank))
