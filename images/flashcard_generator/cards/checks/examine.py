"""Every rule that one card must pass, in order, and which one it broke."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bandup.flashcards.kinds import CardType

from ...pdf.chunks import Chunk
from ...retrieval.boilerplate import leads_to_a_page
from ..schema import CardDraft
from . import cloze, duplicates, language, support, wording
from .candidate import Candidate
from .passage import Passage
from .terms import terms


class Reason(StrEnum):
    """Why a card was not kept; for programs and, as counts, for the owner of the set."""

    TYPE_NOT_ASKED = "type_not_asked"
    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_UNFIT = "quote_unfit"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    ABOUT_DOCUMENT = "about_the_document"
    NEEDS_CONTEXT = "needs_context"
    SEVERAL_FACTS = "several_facts"
    GAP_UNFIT = "gap_unfit"
    ANSWER_IN_QUESTION = "answer_in_question"
    UNSUPPORTED = "unsupported"
    OTHER_LANGUAGE = "other_language"
    DUPLICATE = "duplicate"
    SURPLUS = "surplus"


_SENTENCES = frozenset((CardType.CLOZE, CardType.TRUE_FALSE))
"""Types whose front is a sentence."""

_RULES: Sequence[tuple[Reason, Callable[[Candidate], bool]]] = (
    (Reason.EMPTY, lambda card: not wording.is_empty(card.question, card.answer)),
    (Reason.QUOTE_UNFIT, lambda card: _is_fit_quote(card.quote)),
    (
        Reason.TOO_LONG,
        lambda card: wording.is_short(card.question, card.answer, sentence=card.type in _SENTENCES),
    ),
    (Reason.ABOUT_DOCUMENT, lambda card: not wording.is_about_the_document(card.question)),
    (Reason.NEEDS_CONTEXT, lambda card: card.type not in _SENTENCES or wording.stands_alone(card.question)),
    (
        Reason.SEVERAL_FACTS,
        lambda card: wording.asks_one_thing(card.question, card.answer, sentence=card.type in _SENTENCES),
    ),
    (
        Reason.GAP_UNFIT,
        lambda card: card.type is not CardType.CLOZE or cloze.fits(card.question, card.answer, card.quote),
    ),
    (Reason.ANSWER_IN_QUESTION, lambda card: not support.gives_itself_away(card)),
    (Reason.UNSUPPORTED, support.is_supported),
    (Reason.OTHER_LANGUAGE, lambda card: language.is_kept(card.question, card.passage.written)),
)
"""What must hold of a card whose quote was found, and what it is rejected for."""


@dataclass(frozen=True)
class Rejected:
    """A draft that broke a rule."""

    draft: CardDraft = field(repr=False)
    reason: Reason


@dataclass
class Examination:
    """Examines the drafts of one set of cards, one after the other.

    Attributes:
        types: which types were asked for.
        kept: the good cards so far.
        rejected: the others.
    """

    types: Collection[CardType]
    kept: list[Candidate] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    _passages: dict[int, Passage] = field(default_factory=dict, init=False)

    def prepare(self, passages: Iterable[Chunk]) -> None:
        """Find out what can be known of passages before there are drafts from them: the model takes seconds."""
        for passage in map(self._passage, passages):
            _ = passage.folded, passage.written

    def add(self, drafts: Sequence[CardDraft], passages: Sequence[Chunk], wanted: int) -> None:
        """Examine what one request brought.

        Args:
            drafts: the cards as the model wrote them.
            passages: what the model was shown.
            wanted: how many cards it was asked for; good ones beyond that are surplus.
        """
        shown = {chunk.number: self._passage(chunk) for chunk in passages}
        before = len(self.kept)
        for draft in drafts:
            outcome = self._examined(draft, shown)
            if isinstance(outcome, Candidate) and len(self.kept) - before >= wanted:
                outcome = Reason.SURPLUS
            if isinstance(outcome, Candidate):
                self.kept.append(outcome)
            else:
                self.rejected.append(Rejected(draft, outcome))

    @property
    def dropped(self) -> dict[str, int]:
        """How many cards were rejected, by reason."""
        return {str(reason): count for reason, count in Counter(each.reason for each in self.rejected).items()}

    def _passage(self, chunk: Chunk) -> Passage:
        return self._passages.setdefault(chunk.number, Passage(chunk))

    def _examined(self, draft: CardDraft, shown: dict[int, Passage]) -> Candidate | Reason:
        if draft.type not in self.types:
            return Reason.TYPE_NOT_ASKED
        place = _place(draft, shown)
        if place is None:
            return Reason.QUOTE_NOT_FOUND
        card = Candidate.of(draft, *place)
        broken = next((reason for reason, holds in _RULES if not holds(card)), None)
        if broken is None and duplicates.is_duplicate(card, self.kept):
            return Reason.DUPLICATE
        return broken or card


def _place(draft: CardDraft, shown: dict[int, Passage]) -> tuple[Passage, tuple[int, int]] | None:
    """Where the quote stands: in the passage that the draft names, or else in another that the model was shown."""
    named = [shown[draft.passage]] if draft.passage in shown else []
    for passage in [*named, *shown.values()]:
        place = passage.folded.find(draft.quote)
        if place:
            return passage, place
    return None


def _is_fit_quote(quote: str) -> bool:
    is_sentence = len(quote) <= wording.MAX_QUOTE and len(terms(quote)) >= wording.MIN_QUOTE_TERMS
    return is_sentence and not leads_to_a_page(quote)
