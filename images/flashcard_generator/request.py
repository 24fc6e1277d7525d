"""What a flashcard job asks for."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bandup.core.errors import TerminalError
from bandup.flashcards.options import MAX_CARDS, CardType, Difficulty
from bandup.storage.uploads import StoredUpload


class CardRequest(BaseModel):
    """A document, and the cards that are wanted from it.

    Attributes:
        upload: which version of which upload is the document.
        num_cards: how many cards.
        difficulty: how much they ask of the learner.
        question_types: which types they may have; each type about as often as the others.
        replaces: the set that this one is made instead of, or None.
        document_id: the document of the replaced set, or None.
        page_images: whether each card gets a picture of where its quote stands.
        ocr: whether a model reads scanned pages.
    """

    model_config = ConfigDict(frozen=True)

    upload: StoredUpload
    num_cards: Annotated[int, Field(ge=1, le=MAX_CARDS)]
    difficulty: Difficulty
    question_types: Annotated[tuple[CardType, ...], Field(min_length=1)]
    replaces: str | None = None
    document_id: str | None = None
    page_images: bool = False
    ocr: Literal["auto", "never"] = "auto"

    @classmethod
    def parse(cls, request: Mapping[str, Any]) -> "CardRequest":
        """What a job's stored request asks for.

        Raises:
            TerminalError: the request is not one that this version can read.
        """
        try:
            return cls.model_validate({**request, "upload": StoredUpload.from_request(request["upload"])})
        except (KeyError, TypeError, ValueError):
            raise TerminalError("invalid_request", "The stored request does not ask for flashcards.") from None
