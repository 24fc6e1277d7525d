"""The environment of this function."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bandup.core.settings import BucketName, FunctionSettings, SecretArn, TableName, Url

MIN_CHUNK = 200
"""Characters. Less than a few sentences holds no fact with its context."""

MAX_CHUNK = 8_000
"""Characters. Titan takes 50,000 characters but only 8,192 tokens, and in Chinese a character is about a token."""


class Settings(FunctionSettings):
    """One field for each variable.

    Attributes:
        queue_url: the queue that feeds this function.
        gemini_model: which model writes the cards; it must be live in the catalogue.
        gemini_base_url: the provider's address; unset means Google's.
        bedrock_region: where Titan is called.
        rag_chunk_size: characters of one chunk.
        rag_chunk_overlap: characters that a chunk repeats of the one before; less than half of its size.
    """

    dynamodb_jobs: TableName
    dynamodb_flashcard_sets: TableName
    s3_bucket_documents: BucketName
    queue_url: Url
    dlq_url: Url
    gemini_api_key_secret_arn: SecretArn
    gemini_model: str
    gemini_base_url: Url | None = None
    bedrock_region: Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]+)+-[0-9]$")]
    rag_chunk_size: Annotated[int, Field(ge=MIN_CHUNK, le=MAX_CHUNK)]
    rag_chunk_overlap: Annotated[int, Field(ge=0)]

    @field_validator("rag_chunk_overlap")
    @classmethod
    def _chunks_advance(cls, overlap: int, found: ValidationInfo) -> int:
        if overlap * 2 >= found.data.get("rag_chunk_size", MAX_CHUNK):
            raise PydanticCustomError("setting", "must be less than half of RAG_CHUNK_SIZE")
        return overlap
