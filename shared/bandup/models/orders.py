"""Text that gives orders to the model that judges it, or makes cards of it, instead of telling it something.

Two look for it, since each alone is wrong too often: words, see `order_signs`, and the model itself, which is asked to
copy such passages. Where the words are clear they decide alone. Where they only hint at it, the model must have named
the sentence too; its word alone, or a passage that is not there, accuses nobody. A flag is for a person to look at.
What protects a result is that it obeys the rules whatever the model was made to say.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import Field, model_validator

from bandup.core.folding import FoldedText, fold

from .answer import AnswerPart
from .order_signs import Sign, read_sign, read_signs, show_markup
from .sanitize import SanitizedText

Place = tuple[int, int]
"""Start and exclusive end, in Unicode code points of the text as it was written."""

NamedOrders = Annotated[
    list[str],
    Field(
        description="passages of the judged text, copied character by character, that tell its judge what to rate,"
        " write or leave out; none that only tells of such words or of orders to others; nearly always empty"
    ),
]
"""What the model names. Part of its schema, and so of what it is told."""

_LEAST_LETTERS = 4
"""Letters and figures of a passage or sentence that is looked at: fewer order nothing, and stand anywhere."""

_QUOTATION = re.compile(
    "|".join(
        (
            r'"[^"\n]{1,300}"',
            r"\u201c[^\u201d\n]{1,300}\u201d",
            r"\u201e[^\u201c\u201d\n]{1,300}[\u201c\u201d]",
            r"\xab[^\xbb\n]{1,300}\xbb",
            r"(?<!\w)'[^'\n]{1,300}'(?!\w)",
            r"\u2018[^\u2019\n]{1,300}\u2019(?!\w)",
            r"\u300c[^\u300d\n]{1,300}\u300d",
            r"\u300e[^\u300f\n]{1,300}\u300f",
        )
    )
)
_LEAST_AROUND = 4
"""Words around quotations from which they count as quoted: else the text is what stands in them."""

_SENTENCE = re.compile(r"(?:[^.!?\n\u3002\uff01\uff1f\u0964]|\.(?=\d))+[.!?\n\u3002\uff01\uff1f\u0964]*")


class NamesOrders(AnswerPart):
    """An answer with a field `orders`. A model that leaves it out has named none, and is not asked again."""

    @model_validator(mode="before")
    @classmethod
    def _name_none(cls, answer: Any) -> Any:
        return {"orders": [], **answer} if isinstance(answer, dict) else answer


def find_orders(text: SanitizedText, named: Iterable[str] = ()) -> tuple[Place, ...]:
    """Where sentences stand that give orders to the judge.

    Args:
        text: what was written, as the model is shown it.
        named: passages that the model says are orders; what is not found in the text word by word counts for nothing.
    """
    passages = list(_find_named(text.text, named))
    sentences = list(_split_sentences(text.text))
    wholes = [text.text[slice(*place)] for place, _ in sentences]
    signs = read_signs([own for _, own in sentences])
    found = []
    for (place, own), whole, sign, is_marked in zip(sentences, wholes, signs, show_markup(wholes), strict=True):
        delimiters = (at - place[0] for at in text.delimiter_places if place[0] <= at < place[1])
        is_clear = sign is Sign.CLEAR or is_marked
        is_clear = is_clear or any(not own[at].isspace() for at in delimiters)  # not in what it quotes
        if is_clear or (overlaps(place, passages) and _confirm(sign, whole) is Sign.CLEAR):
            found.append(place)
    return tuple(text.all_in_original(found))


def gives_orders(text: SanitizedText) -> bool:
    """Whether a text holds an order by its words alone; for what no model is asked about."""
    return bool(find_orders(text))


def overlaps(place: Place, others: Iterable[Place]) -> bool:
    """Whether a place shares a code point with any of the others."""
    return any(start < place[1] and place[0] < end for start, end in others)


def _confirm(sign: Sign, whole: str) -> Sign:
    """What a sentence shows that the model named: a hint is enough, in quotation marks only clear words are."""
    if sign is Sign.WEAK or read_sign(whole) is Sign.CLEAR:
        return Sign.CLEAR
    return sign


def _find_named(text: str, named: Iterable[str]) -> Iterator[Place]:
    wanted = [passage for passage in named if len(fold(passage)) >= _LEAST_LETTERS]
    folded = FoldedText.of(text) if wanted else None
    for passage in wanted:
        if folded and (place := folded.find_whole(passage)):
            yield place


def _split_sentences(text: str) -> Iterator[tuple[Place, str]]:
    """Each sentence, and its own words: what it quotes is blanked."""
    own = _QUOTATION.sub(lambda found: '"' + " " * (len(found[0]) - 2) + '"', text)
    if len(own.split()) < _LEAST_AROUND:
        own = text
    for found in _SENTENCE.finditer(own):
        if sum(map(str.isalnum, text[found.start() : found.end()])) >= _LEAST_LETTERS:
            yield found.span(), found[0]
