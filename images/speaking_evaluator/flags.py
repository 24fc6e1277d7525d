"""What a reader of the result should know besides the bands. Flags never change a band."""

import re
from collections.abc import Iterable

from bandup.audio.fluency import Fluency

from .request import Part
from .rubric import LEAST_SPEECH_SECONDS

_INSTRUCTIONS = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override)\b[^.?!\n]{0,60}\b(?:instructions?|prompts?|rubric|criteria|descriptors?)\b
    | \b(?:give|award|assign|grant|score|grade|rate|mark)\b[^.?!\n]{0,60}
      \bbands?\s+(?:scores?\s+)?(?:of\s+)?(?:[0-9]|six|seven|eight|nine)\b
    | \byou\s+are\s+(?:now\s+)?an?\s+(?:ai|language\s+model|assistant)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""The plain forms of speech to the examiner, as a transcript writes them: a hint for a person. The result is protected
because bands obey the rules whatever the model was made to say."""


FLAGS = ("too_little_speech", "instruction_in_speech", "off_topic", "another_voice")


def find_flags(
    part: Part, fluency: Fluency, transcript: str, *, off_topic: bool | None, another_voice: bool | None = None
) -> list[str]:
    """The flags of one recording.

    Args:
        part: which part it answers.
        fluency: what was measured in it.
        transcript: what was said, as the model heard it.
        off_topic: what the model said; None if it cannot tell.
        another_voice: whether the model heard somebody else too; None if it cannot tell.

    Returns:
        Any of `FLAGS`, in this order.
    """
    raised = {
        "too_little_speech": fluency.speech < LEAST_SPEECH_SECONDS[part],
        "instruction_in_speech": bool(_INSTRUCTIONS.search(transcript)),
        "off_topic": off_topic is True,
        "another_voice": another_voice is True,
    }
    return sort_flags(name for name, is_raised in raised.items() if is_raised)


def sort_flags(flags: Iterable[str]) -> list[str]:
    """Each flag once, in the usual order."""
    return sorted(set(flags), key=FLAGS.index)
