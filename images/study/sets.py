"""The route that puts the cards of a set into study."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.event_handler import Response

from bandup.core.errors import RetryLaterError
from bandup.flashcards.sets import read_set
from bandup.http.api import RestApi
from bandup.http.exceptions import ConflictError, UnknownResourceError
from bandup.http.parameters import path_id
from bandup.http.responses import json_response
from bandup.jobs.exceptions import JobNotFoundError
from bandup.jobs.kinds import Kind
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.study.card import CardState, Source, SourceKind, StudyCard
from bandup.study.exceptions import SourceGoneError, StudyCardChangedError
from bandup.study.store import StudyStore

from .following import follow_suspension

ATTEMPTS = 6
"""Cards may be reviewed while the set is put into study."""


@dataclass(frozen=True)
class Taken:
    """What became of a set's cards.

    Attributes:
        cards: how many the set has.
        added: how many are new in study.
    """

    cards: int
    added: int


@dataclass(frozen=True)
class SetStudy:
    """Puts sets into study.

    Attributes:
        store: cards that are studied.
        sets: all sets.
        jobs: what sets are being made by.
    """

    store: StudyStore
    sets: ResultStore
    jobs: JobStore

    def take(self, set_id: str, user_id: str) -> Taken:
        """Make every card of an own set a card that is studied. It can be repeated.

        A card whose fact is studied already, of an earlier set of the document, goes on with this set and keeps its
        reviews. One that its owner deleted from study stays deleted.

        Raises:
            UnknownResourceError: there is no such set, or it belongs to another user.
            ConflictError: it is still being made.
            AccountDeletedError: the account is deleted.
            RetryLaterError: others changed the cards at each attempt.
        """
        stored = self.sets.get_owned(set_id, user_id)
        if stored is None:
            raise self._explain_missing(set_id, user_id)
        cards = {card.id: card for card in _make_cards(read_set(stored), user_id, self.jobs.now())}
        try:
            added = self.store.add(*cards.values()) if cards else []
            for _ in range(ATTEMPTS):
                if not self._join(stored["document_id"], user_id, cards):
                    return Taken(len(cards), len(added))
        except SourceGoneError:
            raise UnknownResourceError from None
        raise RetryLaterError("cards_busy", "Others change these cards.", retry_after=1)

    def _join(self, document_id: str, user_id: str, cards: Mapping[str, StudyCard]) -> bool:
        """Let cards that are studied go on with this set; whether some of them were changed meanwhile."""
        is_busy = False
        for studied in self.store.list_of(user_id, document_id):
            wanted = cards.get(studied.id)
            if wanted and studied.state is not CardState.DELETED and not _follows(studied, wanted):
                try:
                    self.store.change(studied, studied.change(self.jobs.now(), **_go_on(studied, wanted)))
                except StudyCardChangedError:
                    is_busy = True
        return is_busy

    def _explain_missing(self, set_id: str, user_id: str) -> Exception:
        try:
            job = self.jobs.get_owned(set_id, user_id)
        except JobNotFoundError:
            return UnknownResourceError()
        if job.kind is Kind.FLASHCARD and job.is_open:
            return ConflictError("The set is still being made. Follow its job, and study it then.")
        return UnknownResourceError()


def add_sets(api: RestApi, set_study: SetStudy) -> None:

    @api.post("/flashcard-sets/<set_id>/study")
    def study_set(set_id: str) -> Response[str]:
        taken = set_study.take(path_id(set_id), api.user_id)
        return json_response(200, {"set_id": path_id(set_id), **vars(taken)})


def _make_cards(found: Mapping[str, Any], user_id: str, now: int) -> Iterator[StudyCard]:
    for card in found["flashcards"]:
        yield StudyCard(
            user_id=user_id,
            source=Source(SourceKind.FLASHCARDS, found["set_id"], _hash_fact(card["fact"]), found["document_id"]),
            kind=card["type"].lower(),
            front=card["question"],
            back=card["answer"],
            note=card["quote"],
            error_type=None,
            state=CardState.SUSPENDED if card["suspended"] else CardState.ACTIVE,
            created_at=now,
            updated_at=now,
            followed={"card": card["id"], "version": card["version"], "suspended": card["suspended"]},
        )


def _hash_fact(fact: tuple[str, ...]) -> str:
    """The place of a card in its document. A fact has words of the document, which a deleted card must not keep."""
    return hashlib.sha256(json.dumps(fact).encode()).hexdigest()


def _follows(studied: StudyCard, wanted: StudyCard) -> bool:
    return (studied.source, studied.followed) == (wanted.source, wanted.followed)


def _go_on(studied: StudyCard, wanted: StudyCard) -> dict[str, Any]:
    """What changes of a studied card that goes on with this set: attributes by name."""
    before = studied.followed or {}
    is_suspended = bool(wanted.followed and wanted.followed["suspended"])
    texts = {} if studied.rewritten else {"front": wanted.front, "back": wanted.back}
    return {
        **texts,
        "source": wanted.source,
        "note": wanted.note,
        "followed": wanted.followed,
        "state": follow_suspension(studied.state, was=before.get("suspended", False), suspended=is_suspended),
    }
