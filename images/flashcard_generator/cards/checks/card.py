"""A card whose quote was found, before the other rules are checked."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from bandup.core.folding import fold
from bandup.flashcards.options import CardType

from ...pdf.chunks import Chunk
from ..card_types import CARD_TYPES, TypeRules
from ..schema import CardDraft
from . import cloze
from .judgement import read_judgement
from .passage import Passage
from .terms import extract_content

_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u2010\xad]\s*\n\s*(?=[^\W\d_])")
_COLUMN = re.compile(r"\s{3,}")


@dataclass(frozen=True)
class Card:
    """One card.

    Attributes:
        type: which kind of question it asks.
        question: its front, blanks at the ends removed, a gap written as `____`.
        answer: its back; `True` or `False` for a card of type TRUE_FALSE.
        example: an example that stands in the passage, or ''.
        passage: where the quote is.
        start: the quote's place in the chunk's text, in code points.
        end: its exclusive end.
        hint: what the model wrote to help with the answer, unchecked, or ''; see `hint.read_hint`.
        is_verified: whether a second look, which did not know the answer, came to the same.
        is_undoubted: whether it is known to raise no doubt, see `checker.settle_doubts`.
    """

    type: CardType
    question: str = field(repr=False)
    answer: str = field(repr=False)
    example: str = field(repr=False)
    passage: Passage = field(repr=False)
    start: int
    end: int
    is_verified: bool = False
    is_undoubted: bool = False
    hint: str = field(default="", repr=False)

    @classmethod
    def of(cls, draft: CardDraft, passage: Passage, place: tuple[int, int]) -> "Card":
        """The draft, its spelling of blanks, gaps and judgements made uniform."""
        question, answer = " ".join(draft.question.split()), _read_answer(draft.type, draft.answer)
        if draft.type is CardType.CLOZE:
            question = cloze.normalize_gaps(question)
        example = " ".join(draft.example.split())
        if fold(example) not in passage.folded.text:
            example = ""
        return cls(draft.type, question, answer, example, passage, *place, hint=" ".join(draft.hint.split()))

    def with_answer(self, answer: str) -> "Card":
        """The same card with another back."""
        return replace(self, answer=_read_answer(self.type, answer))

    @property
    def is_grounded(self) -> bool:
        """Whether the quote proves the card: it raises no doubt, or a second look has confirmed it."""
        return self.is_verified or self.is_undoubted

    @property
    def rules(self) -> TypeRules:
        """What holds for cards of its type."""
        return CARD_TYPES[self.type]

    @property
    def chunk(self) -> Chunk:
        """Where the quote is."""
        return self.passage.chunk

    @property
    def quote(self) -> str:
        """The evidence as it stands in the document."""
        return self.chunk.text[self.start : self.end]

    @cached_property
    def evidence(self) -> str:
        """The quote as the rules read it: its lines joined, but for those of a table, and words whole that a line divides."""
        lines = _DIVIDED.sub("", self.quote).splitlines()
        is_table = any(_COLUMN.search(line.strip()) for line in lines)
        return ("\n" if is_table else " ").join(" ".join(line.split()) for line in lines)

    @cached_property
    def fact_terms(self) -> frozenset[str]:
        """The content of front and back together; the back of TRUE_FALSE says nothing."""
        text = self.question if self.type is CardType.TRUE_FALSE else f"{self.question} {self.answer}"
        return extract_content(text)

    @cached_property
    def quote_terms(self) -> frozenset[str]:
        """The content of its quote, see `extract_content`."""
        return extract_content(self.quote)

    @cached_property
    def question_terms(self) -> frozenset[str]:
        """The content of its front."""
        return extract_content(self.question)

    @cached_property
    def answer_terms(self) -> frozenset[str]:
        """The content of its back."""
        return extract_content(self.answer)


def _read_answer(kind: CardType, answer: str) -> str:
    joined = " ".join(answer.split())
    return read_judgement(joined) if kind is CardType.TRUE_FALSE else joined
