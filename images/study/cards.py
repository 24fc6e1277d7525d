"""Routes to one's own cards."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, Self

from aws_lambda_powertools.event_handler import Response
from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bandup.core.clock import Clock
from bandup.core.errors import RetryLaterError
from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.fields import MAX_INTEGER, VISIBLE, describe_none_of
from bandup.http.paging import PageTokens, page
from bandup.http.parameters import invalid_parameter, page_limit, path_id, query_choice
from bandup.http.responses import json_response, no_content
from bandup.http.validation import RequestModel, refuse, validate
from bandup.study.card import CardState, StudyCard, show_card
from bandup.study.exceptions import StudyCardChangedError
from bandup.study.store import StudyStore

from .following import Follower
from .mistakes import Mistakes
from .retest.verdict import Retest

STATES = frozenset(state.value for state in CardState if state is not CardState.DELETED)

CHANGED_BY_WORK = frozenset((CardState.PROPOSED, CardState.ACTIVE, CardState.RETIRED))
"""States that new work brings cards into."""

MAX_FRONT = 1_200
MAX_BACK = 2_400
"""Characters that an owner may write; a card of a set has half of it at most."""

ATTEMPTS = 6
"""A card may be reviewed while it is deleted."""


class StudyCardPatch(RequestModel):
    """What an owner changes of a card.

    Attributes:
        version: the card's, as it was read.
        state: whether it is studied.
        front: its new question.
        back: its new answer.
    """

    model_config = refuse([describe_none_of("state", "front", "back")])

    version: Annotated[int, Field(ge=1, le=MAX_INTEGER)]
    state: Literal["active", "suspended", "retired"] | None = None
    front: Annotated[str, StringConstraints(max_length=MAX_FRONT), VISIBLE] | None = None
    back: Annotated[str, StringConstraints(max_length=MAX_BACK), VISIBLE] | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.state is self.front is self.back is None:
            raise PydanticCustomError("nothing_to_change", "One of state, front and back is expected.")
        return self

    def apply(self, card: StudyCard, now: int) -> StudyCard:
        """The card after the change at `now` (epoch milliseconds).

        What was graded before its owner decided about it says nothing of it, whenever it is looked through.

        Raises:
            StudyCardChangedError: the change was made for another version of it.
        """
        if card.version != self.version:
            raise StudyCardChangedError
        texts = self.model_dump(include={"front", "back"}, exclude_none=True)
        changes: dict[str, Any] = {**texts, "rewritten": True} if texts else {}
        if self.state:
            changes["state"] = CardState(self.state)
            changes["retest"] = Retest(last=(now, "")).as_stored() if card.mistake else None
        return card.change(now, **changes)


def add_cards(
    api: RestApi, store: StudyStore, mistakes: Mistakes, follower: Follower, *, tokens: PageTokens, now: Clock
) -> None:

    @api.get("/cards")
    def list_cards() -> Response[str]:
        state = query_choice(api.received, "state", STATES)
        if state is None:
            raise invalid_parameter("state", "missing", "This parameter is required.")
        scope = f"cards {state}"
        start = tokens.read(api.received, user_id=api.user_id, scope=scope)
        looks_through = state in CHANGED_BY_WORK and not start
        left = {"results_left": mistakes.look_through(api.user_id)} if looks_through else {}
        found, following = store.list_state(api.user_id, CardState(state), limit=page_limit(api.received), start=start)
        token = tokens.make(following, user_id=api.user_id, scope=scope)
        return json_response(200, page([show_card(card) for card in follower.follow(found)], token) | left)

    @api.patch("/cards/<card_id>")
    def patch_card(card_id: str) -> Response[str]:
        patch = validate(StudyCardPatch, parse_body(api.received))
        seen = store.get(api.user_id, path_id(card_id))
        changed = patch.apply(seen, now())
        store.change(seen, changed)
        return json_response(200, show_card(changed))

    @api.delete("/cards/<card_id>")
    def delete_card(card_id: str) -> Response[str]:
        _delete(lambda: store.get(api.user_id, path_id(card_id)), store, now)
        return no_content()


def _delete(read: Callable[[], StudyCard], store: StudyStore, now: Clock) -> None:
    for _ in range(ATTEMPTS):
        try:
            return store.delete(read(), now())
        except StudyCardChangedError:
            continue
    raise RetryLaterError("card_busy", "Others change this card.", retry_after=1)
