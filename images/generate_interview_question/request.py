"""What a candidate sends: the beginning of an interview, or the next answer in one."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from bandup.core.ids import UUID_PATTERN
from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.http.validation import RequestModel
from bandup.interview.model import Session
from bandup.models.sanitize import drop_invisible

MAX_MESSAGE_LENGTH = 8_000
"""Characters of one answer: about ten minutes of speech."""

MAX_RESUME_LENGTH = 20_000
"""Characters: about eight pages."""

MAX_CATEGORY_LENGTH = 80
MAX_NAME_LENGTH = 160

KNOWN_CATEGORIES = frozenset({"behavioural", "situational", "system_design", "technical"})
"""The kinds of interview that have a name of their own here; every other one is the candidate's own words."""

_SPELLINGS = {"behavioral": "behavioural"}


def _clean_text(longest: int) -> AfterValidator:
    """For a text of several lines: drops invisible characters and blanks around it, and then checks its length."""

    def clean(text: str) -> str:
        return _check_text(drop_invisible(text).strip(), longest)

    return AfterValidator(clean)


def _clean_line(longest: int) -> AfterValidator:
    """The same for a text of one line."""

    def clean(text: str) -> str:
        return _check_text(" ".join(drop_invisible(text).split()), longest)

    return AfterValidator(clean)


def _check_text(text: str, longest: int) -> str:
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise PydanticCustomError("blank", "At least one visible character is expected.")
    if len(text) > longest:
        raise PydanticKnownError("string_too_long", {"max_length": longest})
    return text


def _normalize_category(text: str) -> str:
    """A known category however it is spelt; all others as they are."""
    name = text.casefold().replace(" ", "_").replace("-", "_")
    name = _SPELLINGS.get(name, name)
    return name if name in KNOWN_CATEGORIES else text


class InterviewRequest(RequestModel):
    """One request.

    Attributes:
        session_id: the interview to go on with; a new one begins without it.
        category: the kind of interview. A new one needs it.
        difficulty: how demanding the questions are. A new interview needs it.
        job_title: what the candidate applies for.
        company: where.
        resume_text: the candidate's résumé.
        message: the answer to the interviewer's last turn; in a new interview an introduction, if there is one.
    """

    session_id: Annotated[str, StringConstraints(pattern=UUID_PATTERN)] | None = None
    category: Annotated[str, _clean_line(MAX_CATEGORY_LENGTH), AfterValidator(_normalize_category)] | None = Field(
        default=None, validate_default=True
    )
    difficulty: Literal["EASY", "MEDIUM", "HARD"] | None = Field(default=None, validate_default=True)
    job_title: Annotated[str, _clean_line(MAX_NAME_LENGTH)] | None = None
    company: Annotated[str, _clean_line(MAX_NAME_LENGTH)] | None = None
    resume_text: Annotated[str, _clean_text(MAX_RESUME_LENGTH)] | None = None
    message: Annotated[str, _clean_text(MAX_MESSAGE_LENGTH)] | None = Field(default=None, validate_default=True)

    @field_validator("category", "difficulty")
    @classmethod
    def _require_to_begin(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("session_id", "at fault itself") is None:
            raise PydanticCustomError("missing", "A new interview needs this field.")
        return value

    @field_validator("message")
    @classmethod
    def _require_to_continue(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("session_id") is not None:
            raise PydanticCustomError("missing", "An interview that has begun needs this field.")
        return value

    @property
    def setting(self) -> dict[str, Any]:
        """What shapes the questions, as far as it is given; the names are those of `Session` too."""
        return self.model_dump(exclude={"session_id", "message"}, exclude_none=True)

    def require_same_setting(self, session: Session) -> None:
        """Do nothing if what is sent again is what the interview began with: it cannot be changed on the way.

        Raises:
            InvalidFieldsError: with a pointer to each field that differs.
        """
        differing = [name for name, value in self.setting.items() if value != getattr(session, name)]
        if differing:
            message = "The interview began with another value. Leave this field out, or begin a new interview."
            raise InvalidFieldsError([FieldError(f"/{name}", "differs", message) for name in differing])
