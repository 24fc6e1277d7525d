"""When what was said was said: the moments that a model names, as far as they can be true."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from bandup.audio.fluency import Fluency

from .schema import Moment

NEAR_SECONDS = 2.0
"""A model's times are right to a second or two."""


def locate_moments(moments: Sequence[Moment], transcript: str, fluency: Fluency) -> list[dict[str, Any]]:
    """The moments that are in order, in the stored form: `transcript[start:end]` is said from `seconds` on.

    A moment is dropped if its words are not in the transcript behind those of the moment before it, if it is earlier
    than that one, after the recording's end, or where no speech was measured.

    Args:
        moments: as the model named them.
        transcript: what was said.
        fluency: what was measured in the recording.
    """
    starts: list[tuple[Decimal, int]] = []
    seconds, searched_to = Decimal(0), 0
    for moment in moments:
        words, at = moment.words.strip(), _round(moment)
        start = transcript.find(words, searched_to) if words else -1
        if start < 0 or at < seconds or not _was_speech(at, fluency):
            continue
        starts.append((at, start))
        seconds, searched_to = at, start + len(words)
    return [
        {"seconds": at, "start": start, "end": end}
        for (at, start), (_, end) in pairwise([*starts, (seconds, len(transcript))])
    ]


def find_unspoken(moments: Sequence[Moment], transcript: str, fluency: Fluency) -> list[tuple[int, int]]:
    """The stretches of the transcript, (start, end), that the model places where no speech was measured.

    Each reaches from a moment's words to those of the next moment that is found.
    """
    found, searched_to = [], 0
    for moment in moments:
        words = moment.words.strip()
        start = transcript.find(words, searched_to) if words else -1
        if start >= 0:
            found.append((start, _was_speech(_round(moment), fluency)))
            searched_to = start + len(words)
    return [
        (start, end) for (start, is_speech), (end, _) in pairwise([*found, (len(transcript), True)]) if not is_speech
    ]


def _round(moment: Moment) -> Decimal:
    """To a tenth of a second: what a model hears is no more exact. A model may name any number, however large."""
    return Decimal(str(round(moment.seconds, 1)))


def _was_speech(at: Decimal, fluency: Fluency) -> bool:
    return at <= fluency.duration and fluency.has_speech(float(at) - NEAR_SECONDS, float(at) + NEAR_SECONDS)
