"""The environment of this function."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bandup.core.settings import TableName
from bandup.jobs.lambda_worker import WorkerSettings
from bandup.models.gemini_settings import GeminiSettings

from .scans.limits import MAX_PAGES

MIN_CHUNK = 200
"""Characters. Less than a few sentences holds no fact with its context."""

MAX_CHUNK = 8_000
"""Characters. Titan takes 50,000 characters but only 8,192 tokens, and in Chinese a character is about a token."""


class Settings(WorkerSettings, GeminiSettings):
    """One field for each variable, beside those of every worker and of Gemini.

    Attributes:
        bedrock_region: where Titan is called.
        verify_cards: whether a second call answers each question from its quote alone.
        ocr_pages: how many scanned pages of a document a model reads at most; 0 for none.
        rag_chunk_size: characters of one chunk.
        rag_chunk_overlap: characters that a chunk repeats of the one before; less than half of its size.
    """

    dynamodb_flashcard_sets: TableName
    dynamodb_texts: TableName
    bedrock_region: Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]+)+-[0-9]$")]
    rag_chunk_size: Annotated[int, Field(ge=MIN_CHUNK, le=MAX_CHUNK)]
    verify_cards: bool
    ocr_pages: Annotated[int, Field(ge=0, le=MAX_PAGES)]
    rag_chunk_overlap: Annotated[int, Field(ge=0)]

    @field_validator("rag_chunk_overlap")
    @classmethod
    def _chunks_advance(cls, overlap: int, found: ValidationInfo) -> int:
        if overlap * 2 >= found.data.get("rag_chunk_size", MAX_CHUNK):
            raise PydanticCustomError("setting", "must be less than half of RAG_CHUNK_SIZE")
        return overlap
