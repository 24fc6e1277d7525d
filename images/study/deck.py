"""The route that exports one's own mistakes as a deck for Anki, or as a table."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from aws_lambda_powertools.event_handler import Response

from bandup.account.limits import Limited, Limits
from bandup.account_data.downloads import Downloads
from bandup.flashcards.decks.cards import Card, Deck
from bandup.flashcards.decks.table import csv_file
from bandup.http.api import RestApi
from bandup.http.parameters import invalid_parameter, query_choice
from bandup.http.responses import json_response
from bandup.jobs.store import JobStore
from bandup.study.card import StudyCard
from bandup.study.store import StudyStore

MOST_EXPORTED = 5_000
"""Cards of one deck: 0.7 s of a processor, of which the function has a seventh."""

COLUMNS = ("question", "answer", "type", "error_type", "quote")

NAME = "My mistakes"


class Format(NamedTuple):
    """A file format of the deck.

    Attributes:
        content_type: its media type.
        file: makes the file.
    """

    content_type: str
    file: Callable[[Deck], bytes]


def _apkg(deck: Deck) -> bytes:
    # genanki makes a cold start longer. Every route would wait for it, and only this one needs it.
    from bandup.flashcards.decks.apkg import apkg_file  # noqa: PLC0415  # see above

    return apkg_file(deck)


FORMATS = {
    "apkg": Format("application/octet-stream", _apkg),
    "csv": Format("text/csv; charset=utf-8", lambda deck: csv_file(deck, COLUMNS)),
}


def add_deck(api: RestApi, store: StudyStore, downloads: Downloads, jobs: JobStore, limits: Limits) -> None:

    @api.get("/cards/export")
    def export_cards() -> Response[str]:
        chosen = query_choice(api.received, "format", frozenset(FORMATS))
        if chosen is None:
            raise invalid_parameter("format", "missing", "This parameter is required.")
        jobs.require_account(api.user_id)
        limits.take(api.user_id, Limited.EXPORTS)
        cards, more = take_first(store.all_mistakes(api.user_id), MOST_EXPORTED)
        content_type, file = FORMATS[chosen]
        name = f"mistakes.{chosen}"
        link = downloads.offer(
            api.user_id, file(build_deck(api.user_id, cards, jobs.now())), name=name, content_type=content_type
        )
        body = {"get_url": link.url, "expires_in": link.expires_in, "cards": len(cards), "more": more}
        return json_response(200, body)


def take_first(cards: Iterator[StudyCard], most: int) -> tuple[list[StudyCard], bool]:
    """The first cards, and whether there are more."""
    return list(islice(cards, most)), next(cards, None) is not None


def build_deck(user_id: str, cards: Sequence[StudyCard], now: int) -> Deck:
    """The deck of one owner's mistakes. A card keeps its note, whatever its owner writes on it.

    Args:
        user_id: the owner, whose decks are one in Anki.
        cards: none of a set.
        now: epoch milliseconds.
    """
    created_at = min((card.created_at for card in cards), default=now)
    return Deck(f"mistakes of {user_id}", NAME, created_at, tuple(map(_make_card, cards)))


def _make_card(card: StudyCard) -> Card:
    return Card(
        question=card.front,
        answer=card.back,
        # In lower case, a gap is shown and not filled in: a front that is written anew may have none.
        type=card.kind,
        difficulty="",
        page=None,
        quote=card.note,
        example="",
        fact=(card.id,),
        changed_at=card.updated_at // 1000 if card.rewritten else 0,
        error_type=card.error_type or "",
    )
