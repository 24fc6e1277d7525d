"""Routes to one's own sets of flashcards."""

import base64
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from aws_lambda_powertools.event_handler import Response

from bandup.account.limits import Limited, Limits
from bandup.account_data.downloads import Downloads
from bandup.flashcards.decks.cards import Deck
from bandup.flashcards.decks.table import csv_file
from bandup.flashcards.pictures import pack_pictures, unpack_pictures
from bandup.flashcards.sets import NULLABLE, export_set, read_set, show_set
from bandup.http.api import RestApi
from bandup.http.paging import PageTokens, page
from bandup.http.parameters import invalid_parameter, page_limit, query_choice
from bandup.http.responses import json_response, json_text, no_content
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.study.store import StudyStore

from .results import delete_result, get_owned_result

SUMMARY = (
    "set_id",
    "document_id",
    "document_name",
    "status",
    "total_cards",
    "requested_cards",
    "page_count",
    "chunk_count",
    "difficulty",
    "replaces",
    "created_at",
)
"""The attributes that a list shows of each set."""


ReadPictures = Callable[[], Mapping[str, bytes]]


class Format(NamedTuple):
    """A file format of an exported set.

    Attributes:
        content_type: its media type.
        file: makes the file of a set, see `bandup.flashcards.sets.read_set`; it may read the set's pictures.
    """

    content_type: str
    file: Callable[[Mapping[str, Any], ReadPictures], bytes]


def _apkg(found: Mapping[str, Any], pictures: ReadPictures) -> bytes:
    # genanki makes a cold start about 3 % longer. Every route would wait for it, and only this one needs it.
    from bandup.flashcards.decks.apkg import apkg_file  # noqa: PLC0415  # see above

    return apkg_file(Deck.from_set(found, pictures()))


FORMATS = {
    "apkg": Format("application/octet-stream", _apkg),
    "csv": Format("text/csv; charset=utf-8", lambda found, _: csv_file(Deck.from_set(found))),
    "json": Format("application/json", lambda found, _: json_text(show_set(found)).encode()),
}


def get_owned_set(sets: ResultStore, set_id: str, user_id: str) -> dict[str, Any]:
    """A user's set as its owner left it, see `bandup.flashcards.sets.read_set`.

    Raises:
        UnknownResourceError: there is none, or it belongs to another user.
    """
    return read_set(get_owned_result(sets, set_id, user_id))


def read_pictures(sets: ResultStore, found: Mapping[str, Any]) -> dict[str, bytes]:
    """The pictures of a user's set, by their names; none if it was made without."""
    if not any(card["page_image"] for card in found["flashcards"]):
        return {}
    return unpack_pictures(sets.read_attachment(found["set_id"], found["user_id"]) or pack_pictures({}))


def export_sets(sets: ResultStore, user_id: str) -> Iterator[dict[str, Any]]:
    """Every set of one owner, for the export of the account; pictures by their names, in Base64."""
    for stored in sets.all_owned(user_id):
        found = export_set(stored)
        pictures = read_pictures(sets, found)
        packed = {name: base64.b64encode(content).decode() for name, content in pictures.items()}
        yield found | ({"page_images": packed} if packed else {})


def add_flashcard_sets(
    api: RestApi,
    sets: ResultStore,
    jobs: JobStore,
    study: StudyStore,
    *,
    downloads: Downloads,
    limits: Limits,
    tokens: PageTokens,
) -> None:

    @api.get("/flashcard-sets/<set_id>")
    def get_set(set_id: str) -> Response[str]:
        return json_response(200, show_set(get_owned_set(sets, set_id, api.user_id)))

    @api.delete("/flashcard-sets/<set_id>")
    def delete_set(set_id: str) -> Response[str]:
        delete_result(sets, jobs, set_id, api.user_id, study=study)
        return no_content()

    @api.get("/flashcard-sets/<set_id>/export")
    def export_set(set_id: str) -> Response[str]:
        chosen = query_choice(api.received, "format", frozenset(FORMATS))
        if chosen is None:
            raise invalid_parameter("format", "missing", "This parameter is required.")
        found = get_owned_set(sets, set_id, api.user_id)
        jobs.require_account(api.user_id)
        limits.take(api.user_id, Limited.EXPORTS)
        content_type, file = FORMATS[chosen]
        name = f"flashcards-{set_id[:8]}.{chosen}"
        link = downloads.offer(
            api.user_id, file(found, partial(read_pictures, sets, found)), name=name, content_type=content_type
        )
        return json_response(200, {"get_url": link.url, "expires_in": link.expires_in})

    @api.get("/flashcard-sets")
    def list_sets() -> Response[str]:
        found, following = sets.list_owned(
            api.user_id,
            limit=page_limit(api.received),
            start=tokens.read(api.received, user_id=api.user_id, scope="flashcard sets"),
            fields=SUMMARY,
        )
        sets_found = [{**dict.fromkeys(NULLABLE), **each} for each in found]
        return json_response(200, page(sets_found, tokens.make(following, user_id=api.user_id, scope="flashcard sets")))
