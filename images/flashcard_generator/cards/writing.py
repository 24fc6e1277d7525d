"""From passages to good cards: asked for in parts, examined, and asked once more for what is missing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol

from bandup.core.deadline import Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, WorkError
from bandup.models.port import JsonModel
from bandup.models.usage import Ledger

from ..pdf.chunks import Chunk
from ..request import CardRequest
from . import parts, prompt
from .checks.candidate import Candidate
from .checks.examine import Examination, Reason
from .parts import Part
from .schema import CardDraft, CardDrafts, schema_for

WRITERS = 4
"""Requests at once: fifty cards are five parts."""

LEAST_KEPT = 0.5
"""Share of the cards asked for from which a set is delivered although the model failed for the rest of them; the cards
are paid for, and a new run would pay for them again. With fewer, the job is tried again later."""

SECOND_ROUND_SECONDS = 30.0
"""With less time left, what is missing is not asked for again: an answer takes 10 to 60 s."""

_MENDABLE = frozenset(Reason) - {Reason.DUPLICATE, Reason.SURPLUS, Reason.TYPE_NOT_ASKED}
"""Reasons that the model can do something about when it is told."""


class Models(Protocol):
    """Lends a model to one thread at a time."""

    def one(self) -> AbstractContextManager[JsonModel]:
        """See `writers.Writers.one`."""
        ...


@dataclass(frozen=True)
class Written:
    """The good cards of a set, and what became of the others.

    Attributes:
        cards: in the order of the document.
        drafts: how many cards the model wrote.
        dropped: how many of them were not kept, by reason.
        failures: how many requests failed for good, by the error's code.
    """

    cards: Sequence[Candidate]
    drafts: int
    dropped: Mapping[str, int]
    failures: Mapping[str, int]


@dataclass
class CardWriting:
    """One set of cards in the making.

    Attributes:
        models: who writes.
        request: what is wanted.
        deadline: no request to the model goes beyond its budget.
        ledger: gets each paid call.
        report: told how many cards are done of how many.
    """

    models: Models
    request: CardRequest
    deadline: Deadline
    ledger: Ledger
    report: Callable[[int, int], None]
    _examination: Examination = field(init=False)
    _failures: list[WorkError] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        """Nothing was examined yet."""
        self._examination = Examination(self.request.question_types)

    def write(self, chosen: Sequence[Chunk], document: Sequence[Chunk]) -> Written:
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
        self._round(parts.divided(chosen, parts.dealt(self.request.question_types, self.request.num_cards)))
        if self._failures and not self._examination.kept:
            raise _worst(self._failures)
        if self._missing and self.deadline.budget() > SECOND_ROUND_SECONDS:
            self._failures.clear()
            self._round(self._second_round(chosen, document))
        return self._written()

    @property
    def _missing(self) -> int:
        return self.request.num_cards - len(self._examination.kept)

    def _round(self, asked: Sequence[Part]) -> None:
        """Ask for all parts at once, and examine each answer as it comes."""
        executor = ThreadPoolExecutor(WRITERS, thread_name_prefix="writing")
        try:
            by_future = {executor.submit(self._drafts, part): part for part in asked}
            self._examination.prepare(chunk for part in asked for chunk in part.passages)
            for future in as_completed(by_future):
                self._examine(future, by_future[future])
        finally:
            executor.shutdown(cancel_futures=True)

    def _drafts(self, part: Part) -> list[CardDraft]:
        with self.models.one() as model:
            answer = model.generate_json(
                prompt.build(part, self.request.difficulty),
                schema_for(list(part.wanted)),
                CardDrafts.model_validate,
                deadline=self.deadline,
                ledger=self.ledger,
            )
        return answer.cards

    def _examine(self, future: Future[list[CardDraft]], part: Part) -> None:
        try:
            drafts = future.result()
        except ConfigurationError:
            raise
        except WorkError as error:
            self._failures.append(error)
            return
        self._examination.add(drafts, part.passages, part.total)
        self.report(len(self._examination.kept), self.request.num_cards)

    def _second_round(self, chosen: Sequence[Chunk], document: Sequence[Chunk]) -> list[Part]:
        """Requests for what is missing only, each with what its passages were already used for."""
        kept = self._examination.kept
        had = Counter(card.type for card in kept)
        wanted = parts.dealt(self.request.question_types, self.request.num_cards)
        lacking = list((wanted - had).elements())[: self._missing]
        passages = self._other_passages(chosen, document)
        return [self._with_notes(part) for part in parts.divided(passages, Counter(lacking))]

    def _other_passages(self, chosen: Sequence[Chunk], document: Sequence[Chunk]) -> list[Chunk]:
        """Those of rejected drafts that can be mended, then such as no card is from: fresh ones first."""
        used = {card.chunk.number for card in self._examination.kept}
        shown = {chunk.number for chunk in chosen}
        mendable = {each.draft.passage for each in self._examination.rejected if each.reason in _MENDABLE} & shown
        fresh = [chunk for chunk in document if chunk.number not in shown]
        barren = [chunk for chunk in chosen if chunk.number not in used | mendable]
        picked = parts.spread(fresh, self._missing)
        picked += parts.spread(barren, self._missing - len(picked))
        picked += [chunk for chunk in chosen if chunk.number in mendable]
        return sorted(picked or chosen, key=lambda chunk: chunk.number)

    def _with_notes(self, part: Part) -> Part:
        numbers = {chunk.number for chunk in part.passages}
        return replace(
            part,
            used=[card.quote for card in self._examination.kept if card.chunk.number in numbers],
            rejected=[
                each
                for each in self._examination.rejected
                if each.draft.passage in numbers and each.reason in _MENDABLE
            ],
        )

    def _written(self) -> Written:
        kept = sorted(self._examination.kept, key=lambda card: (card.chunk.number, card.start))
        outages = [error for error in self._failures if _is_outage(error)]
        if outages and len(kept) < LEAST_KEPT * self.request.num_cards:
            raise _worst(outages)
        if not kept:
            raise InvalidOutputError("no_usable_cards", "The model wrote no card that could be proven by the document.")
        rejected = self._examination.rejected
        return Written(
            cards=kept,
            drafts=len(kept) + len(rejected),
            dropped=self._examination.dropped,
            failures=Counter(error.code for error in self._failures),
        )


def _is_outage(error: WorkError) -> bool:
    return isinstance(error, RetryLaterError) and not isinstance(error, InvalidOutputError)


def _worst(errors: Sequence[WorkError]) -> WorkError:
    """The error that decides what becomes of the job: one that time mends, if there is one."""
    return next(iter(_by_hope(errors)))


def _by_hope(errors: Sequence[WorkError]) -> Iterator[WorkError]:
    yield from (error for error in errors if _is_outage(error))
    yield from (error for error in errors if isinstance(error, InvalidOutputError))
    yield from errors
