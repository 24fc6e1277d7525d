"""Routes to the cards of one's own sets."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from aws_lambda_powertools.event_handler import Response
from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bandup.flashcards.edits import FIRST_VERSION, MAX_ANSWER, MAX_QUESTION, SetEdits
from bandup.flashcards.sets import change_card, delete_card, find_card, keeps_gaps, read_set, show_card
from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.http.fields import MAX_INTEGER, VISIBLE, describe_none_of
from bandup.http.paging import PageTokens, page
from bandup.http.parameters import page_limit
from bandup.http.responses import json_response, no_content
from bandup.http.validation import RequestModel, refuse, validate

from .card_editor import CardEditor
from .flashcard_sets import get_owned_set


class CardPatch(RequestModel):
    """What an owner changes of a card.

    Attributes:
        version: the card's, as it was read.
        question: its new front.
        answer: its new back.
        suspended: whether it is not to be learned at the moment.
    """

    model_config = refuse([describe_none_of("question", "answer", "suspended")])

    version: Annotated[int, Field(ge=FIRST_VERSION, le=MAX_INTEGER)]
    question: Annotated[str, StringConstraints(max_length=MAX_QUESTION), VISIBLE] | None = None
    answer: Annotated[str, StringConstraints(max_length=MAX_ANSWER), VISIBLE] | None = None
    suspended: bool | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.changes:
            raise PydanticCustomError("nothing_to_change", "One of question, answer and suspended is expected.")
        return self

    @property
    def changes(self) -> dict[str, Any]:
        """What is changed, by name."""
        return self.model_dump(exclude_none=True, exclude={"version"})


def add_set_cards(api: RestApi, editor: CardEditor, tokens: PageTokens) -> None:

    @api.get("/flashcard-sets/<set_id>/cards")
    def list_cards(set_id: str) -> Response[str]:
        cards = get_owned_set(editor.sets, set_id, api.user_id)["flashcards"]
        scope, limit = f"cards of {set_id}", page_limit(api.received)
        start = tokens.read(api.received, user_id=api.user_id, scope=scope) or {"position": 0}
        # By their place in the set as it was made: a card that is deleted between two pages moves no other.
        rest = [card for card in cards if card["position"] >= start["position"]]
        following = {"position": rest[limit]["position"]} if len(rest) > limit else None
        token = tokens.make(following, user_id=api.user_id, scope=scope)
        return json_response(200, page([show_card(card) for card in rest[:limit]], token))

    @api.patch("/flashcard-sets/<set_id>/cards/<card_id>")
    def patch_card(set_id: str, card_id: str) -> Response[str]:
        patch = validate(CardPatch, parse_body(api.received))

        def edit(found: Mapping[str, Any], now: int) -> SetEdits:
            edits = change_card(found, card_id, patch.version, now, patch.changes)
            _require_gaps(find_card(read_set(found), card_id), patch)
            return edits

        changed = editor.store(set_id, api.user_id, edit)
        return json_response(200, show_card(find_card(changed, card_id)))

    @api.delete("/flashcard-sets/<set_id>/cards/<card_id>")
    def remove_card(set_id: str, card_id: str) -> Response[str]:
        editor.store(set_id, api.user_id, lambda found, now: delete_card(found, card_id, now))
        return no_content()


def _require_gaps(card: Mapping[str, Any], patch: CardPatch) -> None:
    if patch.question is not None and not keeps_gaps(card, patch.question):
        message = "A card of type CLOZE keeps its gaps, each written as four underscores."
        raise InvalidFieldsError([FieldError("/question", "gaps", message)])
