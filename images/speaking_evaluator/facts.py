"""The measured facts of a result: fluency from the signal, and speech rates also from the transcript's words."""

import re
from decimal import Decimal
from typing import Any

from bandup.audio.fluency import Fluency
from bandup.ielts.length import count_words

_ANNOTATION = re.compile(r"\[[^\[\]\n]*\]")
"""What a transcript says about the recording, such as `[inaudible]`: no word of the candidate."""

_HUNDREDTH = Decimal("0.01")


def measure_sound(fluency: Fluency) -> dict[str, Any]:
    """What is measured without knowing a word, in the stored form: seconds, shares (0 to 1) and counts."""
    pauses = fluency.pauses
    return {
        "duration_seconds": _round(fluency.duration),
        "talk_seconds": _round(fluency.talk),
        "speech_seconds": _round(fluency.speech),
        "silence_share": _round(fluency.silence_share),
        "pause_count": len(pauses),
        "pauses_per_minute": _round(len(pauses) / fluency.talk * 60),
        "mean_pause_seconds": _round(sum(pauses) / len(pauses)) if pauses else None,
        "longest_pause_seconds": _round(max(pauses)) if pauses else None,
    }


def measure_facts(fluency: Fluency, transcript: str) -> dict[str, Any]:
    """Everything that is measured, in the stored form.

    Speech rate counts words over all the talk, pauses included, and articulation rate over speech alone: the first
    falls with every pause, the second only with slow speech.

    Returns:
        What `measure_sound` does, and words a minute; the rates are None if nothing was transcribed.
    """
    count = count_words(_ANNOTATION.sub(" ", transcript))
    return {
        **measure_sound(fluency),
        "words": count,
        "speech_rate_wpm": _round(count / fluency.talk * 60) if count else None,
        "articulation_rate_wpm": _round(count / fluency.speech * 60) if count else None,
    }


def _round(value: float) -> Decimal:
    return Decimal(value).quantize(_HUNDREDTH)
