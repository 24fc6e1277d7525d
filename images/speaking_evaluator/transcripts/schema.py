"""The answer that is asked of the model that writes a recording down, and what becomes of it: one definition.

Docstrings and descriptions of these classes are part of the schema, and so of what the model is asked.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from bandup.models.answer import AnswerPart

from ..schema import Moment

MAX_CHARACTERS = 30_000
"""Of one transcript. Ten minutes at 350 words a minute have about 20,000, and nobody speaks so fast for ten minutes."""


def _check_length(transcript: str) -> str:
    if len(transcript) > MAX_CHARACTERS:
        raise ValueError(f"must have at most {MAX_CHARACTERS} characters")
    return transcript


class Transcription(AnswerPart):
    """What is said in the recording."""

    speech_heard: bool = Field(
        description="whether the speaker says anything; false if nobody does, or only an interviewer"
    )
    another_voice: bool | None = Field(description="whether anybody else speaks in it too, such as an interviewer")
    transcript: Annotated[str, AfterValidator(_check_length)] = Field(
        description="every word of the speaker exactly as spoken: keep um, er, repetitions, false starts and errors; "
        "mark what cannot be understood as [inaudible]; empty if the speaker says nothing"
    )
    transcript_times: list[Moment] = Field(description="one for each sentence of the transcript, in order")


SCHEMA: dict[str, Any] = Transcription.model_json_schema()
"""JSON Schema of the answer, sent to the provider."""
