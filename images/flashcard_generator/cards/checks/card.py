"""A card whose quote was found, before the other rules are checked."""

from dataclasses import dataclass, field
from functools import cached_property

from bandup.core.folding import fold
from bandup.flashcards.options import CardType

from ...pdf.chunks import Chunk
from ..card_types import CARD_TYPES, TypeRules
from ..schema import CardDraft
from . import cloze
from .passage import Passage
from .terms import extract_content


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
    """

    type: CardType
    question: str = field(repr=False)
    answer: str = field(repr=False)
    example: str = field(repr=False)
    passage: Passage = field(repr=False)
    start: int
    end: int

    @classmethod
    def of(cls, draft: CardDraft, passage: Passage, place: tuple[int, int]) -> "Card":
        """The draft, its spelling of blanks, gaps and judgements made uniform."""
        question, answer = " ".join(draft.question.split()), " ".join(draft.answer.split())
        if draft.type is CardType.TRUE_FALSE:
            answer = answer.rstrip(".").capitalize()
        if draft.type is CardType.CLOZE:
            question = cloze.normalize_gaps(question)
        example = " ".join(draft.example.split())
        if fold(example) not in passage.folded.text:
            example = ""
        return cls(draft.type, question, answer, example, passage, *place)

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
