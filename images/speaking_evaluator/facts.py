"""The measured facts of a result: fluency from the signal, and speech rates also from the transcript's words."""

from decimal import Decimal
from typing import Any

from bandup.audio.fluency import Fluency

from .words import count_spoken

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


def measure_facts(fluency: Fluency, transcript: str, *, another_voice: bool | None = None) -> dict[str, Any]:
    """Everything that is measured, in the stored form.

    Speech rate counts words over all the talk, pauses included, and articulation rate over speech alone: the first
    falls with every pause, the second only with slow speech.

    Args:
        fluency: what was measured.
        transcript: the candidate's words.
        another_voice: whether somebody else speaks too. Their speech was measured and their words were not written
            down, so the candidate's rates are not known.

    Returns:
        What `measure_sound` does, and words a minute; the rates are None if nothing was transcribed, and with another
        voice.
    """
    count = count_spoken(transcript)
    has_rates = count and not another_voice
    return {
        **measure_sound(fluency),
        "words": count,
        "speech_rate_wpm": _round(count / fluency.talk * 60) if has_rates else None,
        "articulation_rate_wpm": _round(count / fluency.speech * 60) if has_rates else None,
    }


def _round(value: float) -> Decimal:
    return Decimal(value).quantize(_HUNDREDTH)
