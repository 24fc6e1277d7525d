"""Measured fluency as the result shows it: from the signal, and for the rates also from the transcript's words."""

import re
from decimal import Decimal
from typing import Any

from bandup.audio.fluency import Fluency
from bandup.ielts.length import count_words

_ANNOTATION = re.compile(r"\[[^\[\]\n]*\]")
"""What a transcript says about the recording, such as `[inaudible]`: no word of the candidate."""

_HUNDREDTH = Decimal("0.01")


def spoken_words(transcript: str) -> int:
    """How many words the candidate said; what stands in square brackets is none."""
    return count_words(_ANNOTATION.sub(" ", transcript))


def as_fields(fluency: Fluency, transcript: str) -> dict[str, Any]:
    """The stored form.

    Speech rate counts words over all the talk, pauses included, and articulation rate over speech alone: the first
    falls with every pause, the second only with slow speech.

    Returns:
        Seconds, shares (0 to 1), counts, and words a minute; the rates are None if nothing was transcribed.
    """
    count, pauses = spoken_words(transcript), fluency.pauses
    return {
        "duration_seconds": _rounded(fluency.duration),
        "talk_seconds": _rounded(fluency.talk),
        "speech_seconds": _rounded(fluency.speech),
        "silence_share": _rounded(fluency.silence_share),
        "pause_count": len(pauses),
        "pauses_per_minute": _rounded(len(pauses) / fluency.talk * 60),
        "mean_pause_seconds": _rounded(sum(pauses) / len(pauses)) if pauses else None,
        "longest_pause_seconds": _rounded(max(pauses)) if pauses else None,
        "words": count,
        "speech_rate_wpm": _rounded(count / fluency.talk * 60) if count else None,
        "articulation_rate_wpm": _rounded(count / fluency.speech * 60) if count else None,
    }


def _rounded(value: float) -> Decimal:
    return Decimal(value).quantize(_HUNDREDTH)
