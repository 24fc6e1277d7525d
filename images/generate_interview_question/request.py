"""What a candidate sends: the beginning of an interview, or the next answer in one."""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from bandup.core.ids import UUID_PATTERN
from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.http.validation import RequestModel, refuse
from bandup.ielts.languages import FeedbackLanguage
from bandup.interview.categories import MAX_CATEGORY_LENGTH, normalize_category
from bandup.interview.model import MAX_TURNS, Session
from bandup.models.sanitize import drop_invisible

from .plan import FEWEST_MINUTES, FEWEST_QUESTIONS, MOST_MINUTES, MOST_QUESTIONS, count_questions

MAX_MESSAGE_LENGTH = 8_000
"""Characters of one answer: about ten minutes of speech."""

MAX_RESUME_LENGTH = 20_000
"""Characters: about eight pages."""

MAX_DESCRIPTION_LENGTH = 10_000
"""Characters: about four pages."""

MAX_NAME_LENGTH = 160
MAX_PHRASE_LENGTH = 80

MAX_FOCUS = 10
"""Topics that a candidate may wish for: a long interview covers about as many."""


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


def trim_text(text: str, longest: int) -> tuple[str, bool]:
    """A text that was read from a file or a recording as `_clean_text` would have it, and whether it was cut for that.

    It is cut between two words: its owner cannot shorten it, as one who types can.
    """
    clean = drop_invisible(text).strip()
    if len(clean) <= longest:
        return clean, False
    kept = clean[:longest]
    return (kept.rsplit(maxsplit=1)[0] if not clean[longest].isspace() else kept).rstrip(), True


def _upper(value: object) -> object:
    """The value as enumerations spell it, if it is a text."""
    return value.upper() if isinstance(value, str) else value


def _require_distinct(focus: list[str]) -> list[str]:
    if len({each.casefold() for each in focus}) < len(focus):
        raise PydanticCustomError("repeated", "Each of them may be named once.")
    return focus


class RetakeRequest(RequestModel):
    """One question that was asked before.

    Attributes:
        session_id: the interview in which it was asked.
        turn: the interviewer's turn that asked it.
    """

    session_id: Annotated[str, StringConstraints(pattern=UUID_PATTERN)]
    turn: Annotated[int, Field(ge=1, le=MAX_TURNS)]


_MATERIAL = ("message", "transcript_id", "job_description", "job_description_id", "resume_text", "resume_text_id")
_LINES = ("category", "job_title", "company", "seniority", "focus")
"""Fields with a candidate's own words, or that name them; those of several lines first."""

ResultId = Annotated[str, StringConstraints(pattern=UUID_PATTERN)]
"""Of a job's result."""


def _describe_misfits() -> list[dict[str, Any]]:
    """What no request may be."""
    missing, given = {"enum": [None]}, {"not": {"enum": [None]}}
    taken_from_earlier = (
        *("category", "difficulty", "job_title", "company", "seniority", "resume_text", "resume_text_id"),
        *("job_description", "job_description_id", "language", "focus", "adaptive", "questions", "minutes"),
        *("transcript_id", "message"),
    )
    goes_on, again = {"session_id": {"type": "string"}}, {"retake": {"type": "object"}}
    begins = {"session_id": missing, "retake": missing}
    length = {"questions": {"type": "integer"}, "minutes": {"type": "integer"}}
    twice = (("message", "transcript_id"), ("resume_text", "resume_text_id"), ("job_description", "job_description_id"))
    return [
        {"required": ["questions", "minutes"], "properties": length},
        *({"required": [*pair], "properties": {name: {"type": "string"} for name in pair}} for pair in twice),
        {"properties": {**begins, "category": missing}},
        {"properties": {**begins, "difficulty": missing}},
        {"required": ["session_id"], "properties": {**goes_on, "message": missing, "transcript_id": missing}},
        {"required": ["session_id", "retake"], "properties": {**goes_on, **again}},
        {
            "required": ["retake"],
            "properties": again,
            "anyOf": [{"required": [name], "properties": {name: given}} for name in taken_from_earlier],
        },
    ]


class InterviewRequest(RequestModel):
    """One request.

    Attributes:
        session_id: the interview to go on with; a new one begins without it.
        retake: the one question of a new interview; all else is then as it was in the earlier one.
        category: the kind of interview. A new one needs it.
        difficulty: how demanding the questions are. A new interview needs it.
        job_title: what the candidate applies for.
        company: where.
        seniority: the position's.
        resume_text: the candidate's résumé.
        resume_text_id: the same by the id of a text that was read from a file; given instead.
        job_description: what the job demands.
        job_description_id: the same by the id of a text; given instead.
        language: what the interviewer speaks; the candidate's language if it is not given.
        focus: what the candidate wants to be asked about.
        adaptive: whether questions get easier and harder with the answers.
        questions: answers after which the interview is closed.
        minutes: how long it is to take; given instead of `questions`.
        transcript_id: the answer by the id of a transcript of it; given instead of `message`.
        message: the answer to the interviewer's last turn; in a new interview an introduction, if there is one.
    """

    model_config = refuse(_describe_misfits())

    session_id: Annotated[str, StringConstraints(pattern=UUID_PATTERN)] | None = None
    retake: RetakeRequest | None = None
    category: Annotated[str, _clean_line(MAX_CATEGORY_LENGTH), AfterValidator(normalize_category)] | None = Field(
        default=None, validate_default=True
    )
    difficulty: Annotated[Literal["EASY", "MEDIUM", "HARD"], BeforeValidator(_upper)] | None = Field(
        default=None, validate_default=True
    )
    job_title: Annotated[str, _clean_line(MAX_NAME_LENGTH)] | None = None
    company: Annotated[str, _clean_line(MAX_NAME_LENGTH)] | None = None
    seniority: Annotated[str, _clean_line(MAX_PHRASE_LENGTH)] | None = None
    resume_text: Annotated[str, _clean_text(MAX_RESUME_LENGTH)] | None = None
    resume_text_id: ResultId | None = None
    job_description: Annotated[str, _clean_text(MAX_DESCRIPTION_LENGTH)] | None = None
    job_description_id: ResultId | None = None
    language: FeedbackLanguage | None = None
    focus: (
        Annotated[
            list[Annotated[str, _clean_line(MAX_PHRASE_LENGTH)]],
            Field(min_length=1, max_length=MAX_FOCUS),
            AfterValidator(_require_distinct),
        ]
        | None
    ) = None
    adaptive: bool | None = None
    questions: Annotated[int, Field(ge=FEWEST_QUESTIONS, le=MOST_QUESTIONS)] | None = None
    minutes: Annotated[int, Field(ge=FEWEST_MINUTES, le=MOST_MINUTES)] | None = None
    transcript_id: ResultId | None = None
    message: Annotated[str, _clean_text(MAX_MESSAGE_LENGTH)] | None = Field(default=None, validate_default=True)

    @field_validator("*")
    @classmethod
    def _require_alone(cls, value: object, info: ValidationInfo) -> object:
        if (
            value is not None
            and info.field_name not in ("session_id", "retake")
            and info.data.get("retake") is not None
        ):
            raise PydanticCustomError("retake_alone", "A retake takes this from the earlier interview.")
        return value

    @field_validator("retake")
    @classmethod
    def _require_new(cls, value: RetakeRequest | None, info: ValidationInfo) -> RetakeRequest | None:
        if value is not None and info.data.get("session_id") is not None:
            raise PydanticCustomError("retake_alone", "A retake begins an interview of its own.")
        return value

    @field_validator("category", "difficulty")
    @classmethod
    def _require_to_begin(cls, value: str | None, info: ValidationInfo) -> str | None:
        begins = all(info.data.get(name, "at fault itself") is None for name in ("session_id", "retake"))
        if value is None and begins:
            raise PydanticCustomError("missing", "A new interview needs this field.")
        return value

    @field_validator("minutes")
    @classmethod
    def _require_one_length(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is not None and info.data.get("questions") is not None:
            raise PydanticCustomError("one_of_two", "Either questions or minutes is expected, not both.")
        return value

    @field_validator("resume_text_id", "job_description_id")
    @classmethod
    def _require_once(cls, value: str | None, info: ValidationInfo) -> str | None:
        typed = str(info.field_name).removesuffix("_id")
        if value is not None and info.data.get(typed) is not None:
            raise PydanticCustomError(
                "one_of_two", "Either this field or {typed} is expected, not both.", {"typed": typed}
            )
        return value

    @field_validator("message")
    @classmethod
    def _require_to_continue(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "transcript_id" not in info.data:  # it is at fault itself
            return value
        is_spoken = info.data["transcript_id"] is not None
        if value is not None and is_spoken:
            raise PydanticCustomError("one_of_two", "Either this field or transcript_id is expected, not both.")
        if value is None and not is_spoken and info.data.get("session_id") is not None:
            raise PydanticCustomError("missing", "An interview that has begun needs this field.")
        return value

    @property
    def planned(self) -> int | None:
        """Answers after which the interview is closed, if the request says so."""
        return self.questions if self.minutes is None else count_questions(self.minutes)

    @property
    def setting(self) -> dict[str, Any]:
        """What shapes the interview, as far as it is given; the names are those of `Session` too."""
        not_setting = {"session_id", "retake", "message", "transcript_id", "questions", "minutes"}
        given = self.model_dump(exclude=not_setting, exclude_none=True)
        if self.focus is not None:
            given["focus"] = tuple(self.focus)
        return given if self.planned is None else given | {"planned": self.planned}

    @property
    def own_words(self) -> list[str]:
        """The fields with texts that the interviewer has not seen before: those of several lines, if there are any."""
        if self.session_id is not None:
            return ["message" if self.transcript_id is None else "transcript_id"]
        fields = self.model_fields_set
        return [name for name in _MATERIAL if name in fields] or [name for name in _LINES if name in fields]

    def require_same_setting(self, session: Session) -> None:
        """Do nothing if what is sent again is what the interview began with: it cannot be changed on the way.

        Raises:
            InvalidFieldsError: with a pointer to each field that differs.
        """
        differing = [name for name, value in self.setting.items() if value != getattr(session, name)]
        if differing:
            sent = {"planned": "questions" if self.minutes is None else "minutes"}
            message = "The interview began with another value. Leave this field out, or begin a new interview."
            raise InvalidFieldsError([FieldError(f"/{sent.get(name, name)}", "differs", message) for name in differing])
