"""What can be submitted for flashcards: a document, and what kind of cards are wanted."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bandup.flashcards.options import MAX_CARDS, CardType, Difficulty
from bandup.http.validation import RequestModel, refuse
from bandup.storage.uploads import StoredUpload

from .fields import UploadId, ValueOf, describe_one_of, require_one_of


def _each_once(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise PydanticCustomError("repeated", "Each value is expected once.")
    return values


class FlashcardSubmission(RequestModel):
    """A document and the cards that are wanted of it.

    Attributes:
        num_cards: how many.
        difficulty: how much each asks of the learner.
        question_types: which kinds there may be, each named once.
        replaces: the id of an own set of the same document that the new one takes the place of in Anki.
        page_images: whether each card gets a picture of where its quote stands.
        ocr: whether a model reads pages that are pictures only.
        pdf_url: a PDF by the `file_url` of its upload.
        upload_id: the document, of whatever kind, by the id of its upload. It is named in one of the two ways.
    """

    model_config = refuse(describe_one_of("upload_id", "pdf_url"))

    num_cards: Annotated[int, Field(ge=1, le=MAX_CARDS)]
    difficulty: Annotated[str, ValueOf(Difficulty)]
    question_types: Annotated[
        list[Annotated[str, ValueOf(CardType)]],
        Field(min_length=1, max_length=len(CardType), json_schema_extra={"uniqueItems": True}),
        AfterValidator(_each_once),
    ]
    replaces: UploadId | None = None
    page_images: bool = False
    ocr: Literal["auto", "never"] = "auto"
    pdf_url: Annotated[str, StringConstraints(max_length=512)] | None = None
    upload_id: UploadId | None = Field(default=None, validate_default=True)

    @field_validator("upload_id")
    @classmethod
    def _id_or_url(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "pdf_url" in info.data:  # else it is at fault itself
            require_one_of(value is not None, "pdf_url", other_given=info.data["pdf_url"] is not None)
        return value

    def build_request(self, upload: StoredUpload, document_id: str | None) -> dict[str, Any]:
        """The job's stored request.

        Args:
            upload: the document.
            document_id: of the set that is replaced, if one is.
        """
        wanted = {
            "upload": upload.as_request(),
            "num_cards": self.num_cards,
            "difficulty": self.difficulty,
            "question_types": self.question_types,
            **({"page_images": True} if self.page_images else {}),
            **({"ocr": self.ocr} if self.ocr != "auto" else {}),
        }
        return wanted if document_id is None else wanted | {"replaces": self.replaces, "document_id": document_id}
