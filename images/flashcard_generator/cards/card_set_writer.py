"""Writes a set of cards: asks for it in batches, checks the drafts, and asks once more for what is missing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass, field, replace

from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, WorkError
from bandup.models.pool import Models, start_all
from bandup.models.usage import Ledger

from ..pdf.chunks import Chunk
from ..request import CardRequest
from .batches import CardBatch, count_by_type, pick_evenly, split_into_batches
from .checks.card import Card
from .checks.checker import CardChecker, ExaminedDraft
from .checks.reasons import RejectionReason
from .prompt import build_prompt
from .schema import CardDrafts, build_schema
from .second_look import look_again

MAX_PARALLEL_REQUESTS = 4
"""Fifty cards are five batches."""

LEAST_KEPT = 0.5
"""Share of the cards asked for from which a set is delivered although the model failed for the rest of them; the cards
are paid for, and a new run would pay for them again. With fewer, the job is tried again later."""

SECOND_ROUND_SECONDS = 30.0
"""With less time left, what is missing is not asked for again: an answer takes 10 to 60 s."""

SECOND_LOOK_SECONDS = 25.0
"""With less time left there is no second look, and doubts are settled by how often they are right."""

_CORRECTABLE = frozenset(RejectionReason) - {
    RejectionReason.DUPLICATE,
    RejectionReason.SURPLUS,
    RejectionReason.TYPE_NOT_ASKED,
    RejectionReason.GIVES_ORDERS,
}
"""Reasons that the model can do something about once it knows them."""


@dataclass(frozen=True)
class CardSet:
    """The good cards of a set, and what became of the others.

    Attributes:
        cards: in the order of the document.
        drafts: how many cards the model wrote.
        dropped: how many of them were not kept, by reason.
        failures: how many requests failed for good, by the error's code.
        has_orders: whether a passage gave orders to the writer of cards; no card is made of those.
    """

    cards: Sequence[Card]
    drafts: int
    dropped: Mapping[str, int]
    failures: Mapping[str, int]
    has_orders: bool = False


@dataclass
class CardSetWriter:
    """One set of cards in the making.

    Attributes:
        models: who writes.
        request: what is wanted.
        deadline: no request to the model goes beyond its budget.
        ledger: gets each paid call.
        report: called with how many cards are done of how many.
        verify: whether cards get a second look.
        repair: whether an unusable answer is asked for once more, and what is missing from other passages.
    """

    models: Models
    request: CardRequest
    deadline: Deadline
    ledger: Ledger
    report: Callable[[int, int], None]
    verify: bool
    repair: bool = True
    _checker: CardChecker = field(init=False)
    _failures: list[WorkError] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self._checker = CardChecker(self.request.question_types)

    def write(self, chosen: Sequence[Chunk], document: Sequence[Chunk]) -> CardSet:
        """Write the cards.

        Args:
            chosen: passages that cover the document; at least one.
            document: all passages worth a card. What is missing after the first round is asked from others.

        Raises:
            InvalidOutputError: `no_usable_cards`: not one card was good.
            WorkError: as `bandup.models.port.JsonModel.generate_json` does, if less than half of the cards could be
                asked for.
        """
        self.report(0, self.request.num_cards)
        self._ask(split_into_batches(chosen, count_by_type(self.request.question_types, self.request.num_cards)))
        if self._failures and not self._checker.kept:
            raise _most_hopeful(self._failures)
        if self._missing and self.repair and self.deadline.budget() > SECOND_ROUND_SECONDS:
            self._failures.clear()
            self._ask(self._plan_second_round(chosen, document))
        return self._build_set()

    @property
    def _missing(self) -> int:
        return self.request.num_cards - len(self._checker.kept)

    def _ask(self, batches: Sequence[CardBatch]) -> None:
        """Ask for all batches at once, and keep what is good of each answer as it comes."""
        with start_all(self._request_cards, batches, MAX_PARALLEL_REQUESTS) as by_future:
            self._checker.prepare(chunk for batch in batches for chunk in batch.passages)
            for future in as_completed(by_future):
                self._keep(future, by_future[future])

    def _request_cards(self, batch: CardBatch) -> list[ExaminedDraft]:
        """Write the cards of one batch, check them by the rules, and look at the good ones again."""
        with self.models.borrow() as model:
            answer = model.generate_json(
                replace(build_prompt(batch, self.request.difficulty), repair=self.repair),
                build_schema(list(batch.wanted)),
                CardDrafts.model_validate,
                deadline=self.deadline,
                ledger=self.ledger,
            )
            examined = self._checker.examine(answer.cards, batch.passages, answer.orders)
            if self.verify and self.deadline.budget() > SECOND_LOOK_SECONDS:
                return look_again(examined, model, self.deadline, self.ledger)
        return examined

    def _keep(self, future: Future[list[ExaminedDraft]], batch: CardBatch) -> None:
        try:
            examined = future.result()
        except ConfigurationError:
            raise
        except WorkError as error:
            self._failures.append(error)
            return
        self._checker.keep(examined, batch.total)
        self.report(len(self._checker.kept), self.request.num_cards)

    def _plan_second_round(self, chosen: Sequence[Chunk], document: Sequence[Chunk]) -> list[CardBatch]:
        """Requests for what is missing only, each with what its passages were already used for."""
        kept = self._checker.kept
        had = Counter(card.type for card in kept)
        wanted = count_by_type(self.request.question_types, self.request.num_cards)
        lacking = list((wanted - had).elements())[: self._missing]
        passages = self._pick_other_passages(chosen, document)
        return [self._add_notes(batch) for batch in split_into_batches(passages, Counter(lacking))]

    def _pick_other_passages(self, chosen: Sequence[Chunk], document: Sequence[Chunk]) -> list[Chunk]:
        """The passages of rejected drafts that can be corrected, then those without a card: fresh ones first."""
        used = {card.chunk.number for card in self._checker.kept}
        first_round = {chunk.number for chunk in chosen}
        correctable = {
            each.draft.passage for each in self._checker.rejected if each.reason in _CORRECTABLE
        } & first_round
        fresh = [chunk for chunk in document if chunk.number not in first_round]
        without_card = [chunk for chunk in chosen if chunk.number not in used | correctable]
        picked = pick_evenly(fresh, self._missing)
        picked += pick_evenly(without_card, self._missing - len(picked))
        picked += [chunk for chunk in chosen if chunk.number in correctable]
        return sorted(picked or chosen, key=lambda chunk: chunk.number)

    def _add_notes(self, batch: CardBatch) -> CardBatch:
        numbers = {chunk.number for chunk in batch.passages}
        return replace(
            batch,
            used=[card.quote for card in self._checker.kept if card.chunk.number in numbers],
            rejected=[
                each for each in self._checker.rejected if each.draft.passage in numbers and each.reason in _CORRECTABLE
            ],
        )

    def _build_set(self) -> CardSet:
        kept = sorted(self._checker.kept, key=lambda card: (card.chunk.number, card.start))
        outages = [error for error in self._failures if _is_outage(error)]
        if outages and len(kept) < LEAST_KEPT * self.request.num_cards:
            raise _most_hopeful(outages)
        if not kept:
            raise InvalidOutputError(
                "no_usable_cards",
                "The model wrote no card that could be proven by the document.",
                answers=2 if self.repair else 1,
            )
        rejected = self._checker.rejected
        return CardSet(
            cards=kept,
            drafts=len(kept) + len(rejected),
            dropped=self._checker.dropped,
            failures=Counter(error.code for error in self._failures),
            has_orders=self._checker.has_orders,
        )


def _is_outage(error: WorkError) -> bool:
    return isinstance(error, RetryLaterError) and not isinstance(error, InvalidOutputError)


def _most_hopeful(errors: Sequence[WorkError]) -> WorkError:
    """The error that decides what becomes of the job: one that passes with time, if there is one."""
    outages = [error for error in errors if _is_outage(error)]
    invalid = [error for error in errors if isinstance(error, InvalidOutputError)]
    return [*outages, *invalid, *errors][0]
