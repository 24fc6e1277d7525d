"""The route that takes reviews."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from pydantic import Field, StringConstraints

from bandup.account.limits import Limited, Limits
from bandup.core.ids import UUID_PATTERN
from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.exceptions import ConflictError, FieldError, InvalidFieldsError, ProblemError, UnknownResourceError
from bandup.http.responses import json_response
from bandup.http.validation import RequestModel, validate
from bandup.study.card import LATEST, Review

from .recording import Outcome, Recorded, Recorder
from .scheduling import CURRENT

MOST_AT_ONCE = 100

Id = Annotated[str, StringConstraints(pattern=UUID_PATTERN)]


class ReviewSubmission(RequestModel):
    """One answer of the learner to a card.

    Attributes:
        id: made by the learner's device, once for each review.
        card_id: the card.
        rating: 1 for forgotten, 2 hard, 3 good, 4 easy.
        time: when it was, in epoch milliseconds.
    """

    id: Id
    card_id: Id
    rating: Annotated[int, Field(ge=1, le=4)]
    time: Annotated[int, Field(ge=0, le=LATEST)]

    def to_review(self) -> Review:
        return Review(self.id, self.card_id, self.rating, self.time, CURRENT)


class ReviewBatch(RequestModel):
    """Reviews that were made while the device was offline.

    Attributes:
        reviews: in any order.
    """

    reviews: Annotated[list[ReviewSubmission], Field(min_length=1, max_length=MOST_AT_ONCE)]


def add_reviews(api: RestApi, recorder: Recorder, limits: Limits) -> None:

    @api.post("/reviews")
    def create_reviews() -> Response[str]:
        body = parse_body(api.received)
        if "reviews" in body:
            reviews = [each.to_review() for each in validate(ReviewBatch, body).reviews]
            _count(limits, api.user_id, len(reviews))
            recorded = recorder.record_all(api.user_id, reviews)
            items = [_show(*pair) for pair in zip(reviews, recorded, strict=True)]
            return json_response(200, {"items": items})
        review = validate(ReviewSubmission, body).to_review()
        _count(limits, api.user_id, 1)
        recorded_one = recorder.record(api.user_id, review)
        if recorded_one.outcome is not Outcome.STORED:
            raise _refuse(recorded_one.outcome)
        return json_response(200, _show(review, recorded_one))


def _count(limits: Limits, user_id: str, count: int) -> None:
    limits.take(user_id, Limited.REVIEWS)
    if count > 1:
        limits.charge(user_id, Limited.REVIEWS, count - 1)


def _show(review: Review, recorded: Recorded) -> dict[str, Any]:
    return {"id": review.id, "card_id": review.card_id, "outcome": recorded.outcome.value, "due": recorded.due}


def _refuse(outcome: Outcome) -> ProblemError:
    """The problem of a review that was sent by itself, and not stored."""
    match outcome:
        case Outcome.UNKNOWN_CARD:
            return UnknownResourceError()
        case Outcome.OUT_OF_TIME:
            message = "A time between the card's own and now is expected."
            return InvalidFieldsError([FieldError("/time", outcome.value, message)])
        case Outcome.NOT_STUDIED:
            return ConflictError("The card is only proposed. Make it active, and review it then.")
    return ConflictError("Another review of this card has this id.")
