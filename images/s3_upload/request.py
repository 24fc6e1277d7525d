"""What a caller says of a file before sending it, and what of that is accepted."""

import re
import uuid
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from bandup.core.idempotency import request_hash
from bandup.core.visible import has_visible
from bandup.http.validation import RequestModel
from bandup.storage.upload_forms import NewUpload
from bandup.storage.upload_rules import RULES, UploadRule
from bandup.storage.uploads import UploadType

MAX_FILENAME_LENGTH = 255
"""Characters; no common file system allows more."""

MAX_CONTENT_TYPE_LENGTH = 255

FILENAME_PATTERN = (
    r"^[^\x00-\x1f\x7f]*"
    r"[^\x00-\x20./\\\x7f-\xa0\xad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff]"
    r"[^\x00-\x1f\x7f/\\]*$"
)
"""No control characters; and after the last slash, if there is one, a character that shows and is no dot. Rarer
characters that do not show are found by `has_visible`."""

MAX_BYTES = max(rule.max_bytes for rule in RULES.values())
"""Of a file of any type; a request is told the limit of its own type."""

CONTENT_TYPE_PATTERN = r"^[ -~]+$"
"""Visible ASCII and blanks, so that no line can be broken with it."""

_NAMESPACE = uuid.UUID("0f0f5a0c-7c2e-4b8f-9a57-5b7a1c7a4d7e")
"""Any fixed UUID: it keeps the ids made from Idempotency-Keys apart from all other name-based UUIDs."""


def _describe_types() -> dict[str, Any]:
    """What a file of each type may be, for the API's document: of these content types, and no larger than this."""
    schemas: list[dict[str, Any]] = []
    for upload_type, rule in RULES.items():
        names = "|".join(map(re.escape, sorted(rule.content_types))).replace("\\-", "-")
        schemas.append(
            {
                "required": ["upload_type"],
                "properties": {
                    "upload_type": {"enum": [str(upload_type)]},
                    "content_type": {"pattern": f"^ *({names}) *(;[ -~]*)?$"},
                    "size": {"maximum": rule.max_bytes},
                },
            }
        )
    return {"oneOf": schemas}


class UploadRequest(RequestModel):
    """One file that is about to be sent.

    Attributes:
        upload_type: what it is for.
        filename: its name on the owner's machine. Folders in it are dropped, and it never becomes part of a key.
        content_type: what it is, as browsers say it. Parameters, such as a recorder's codecs, are dropped.
        size: bytes.
    """

    model_config = ConfigDict(json_schema_extra=_describe_types())

    upload_type: Literal[
        "speaking_audio",
        "flashcard_pdf",
        "flashcard_document",
        "writing_image",
        "writing_essay",
        "resume",
        "job_description",
    ]
    filename: Annotated[str, StringConstraints(min_length=1, max_length=MAX_FILENAME_LENGTH, pattern=FILENAME_PATTERN)]
    content_type: Annotated[
        str, StringConstraints(min_length=1, max_length=MAX_CONTENT_TYPE_LENGTH, pattern=CONTENT_TYPE_PATTERN)
    ]
    size: Annotated[int, Field(ge=1, json_schema_extra={"maximum": MAX_BYTES})]

    @field_validator("filename")
    @classmethod
    def _drop_folders(cls, filename: str) -> str:
        name = re.split(r"[/\\]", filename)[-1]
        if not has_visible(name.strip(".")):
            raise PydanticCustomError("blank", "At least one visible character is expected.")
        return name

    @field_validator("content_type")
    @classmethod
    def _check_content_type(cls, content_type: str, info: ValidationInfo) -> str:
        media_type = content_type.partition(";")[0].strip().lower()
        rule = _find_rule(info)
        if rule and media_type not in rule.content_types:
            expected = ", ".join(sorted(rule.content_types))
            raise PydanticKnownError("literal_error", {"expected": expected})
        return media_type

    @field_validator("size")
    @classmethod
    def _check_size(cls, size: int, info: ValidationInfo) -> int:
        rule = _find_rule(info)
        if rule and size > rule.max_bytes:
            raise PydanticKnownError("less_than_equal", {"le": rule.max_bytes})
        return size

    def to_upload(self, user_id: str, idempotency_key: str | None) -> NewUpload:
        """The upload of this file by a user. Its id is random, or derived from the owner and the Idempotency-Key."""
        identifier = (
            uuid.uuid4() if idempotency_key is None else uuid.uuid5(_NAMESPACE, f"{user_id}\n{idempotency_key}")
        )
        return NewUpload(
            upload_id=str(identifier),
            upload_type=UploadType(self.upload_type),
            user_id=user_id,
            filename=self.filename,
            content_type=self.content_type,
            size=self.size,
        )

    @property
    def hash(self) -> str:
        """Tells a repeated request from another one with the same Idempotency-Key."""
        return request_hash(self.model_dump())


def _find_rule(info: ValidationInfo) -> UploadRule | None:
    """The rule of the request's type; None if that is wrong itself, which is error enough."""
    named = info.data.get("upload_type")
    return RULES[UploadType(named)] if named else None
