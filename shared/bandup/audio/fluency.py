"""How fluent speech sounds, measured from its loudness alone: the same for every model, language and accent.

Where the numbers come from:

- Loudness is compared with the 99th percentile of the recording, so that one click does not decide; sound that lies
  more than 25 dB below it counts as silence; and a sound shorter than 0.1 s is none (N. de Jong and T. Wempe, 2009,
  "Praat script to detect syllable nuclei and measure speech rate automatically", Behavior Research Methods 41).
- A silence of 250 ms or more is a pause. Shorter ones belong to articulation, such as the closure of a `t` (N. de Jong
  and H. Bosker, 2013, "Choosing a threshold for silent pauses to measure second language fluency").

Steady noise must not fill the pauses, so the threshold also stays above the recording's own quietest moments.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

FRAME_SECONDS = 0.01
"""One level each."""

SMOOTHED_FRAMES = 3
"""A level is averaged over 30 ms, which holds three periods of the lowest voice, 100 Hz."""

SILENCE_BELOW_PEAK_DB = 25.0
PEAK_SHARE = 0.99
SHORTEST_SOUND_SECONDS = 0.1
SHORTEST_PAUSE_SECONDS = 0.25

FLOOR_SHARE = 0.05
ABOVE_FLOOR_DB = 3.0
"""The quietest twentieth of a recording is taken for its noise; noise itself varies by less than this."""

QUIETEST_PEAK_DB = -60.0
"""Below full scale. Nobody can be understood who speaks more quietly; an open microphone's own noise is near it."""

LEAST_RANGE_DB = 6.0
"""Speech rises and falls by far more; hum, hiss and tones do not."""


@dataclass(frozen=True)
class Fluency:
    """Times in seconds.

    Attributes:
        duration: of the whole recording.
        talk: from the first sound of speech to the last.
        speech: of `talk`, what is no pause.
        silence_share: how much of `duration` is not `speech`, 0 to 1.
        pauses: the pauses inside `talk`, in order; silence before and after it is none.
    """

    duration: float
    talk: float
    speech: float
    silence_share: float
    pauses: tuple[float, ...]


def measure_fluency(levels: Sequence[float]) -> Fluency:
    """Measure a recording.

    Args:
        levels: its mean power in each hundredth of a second, in decibels of full scale.

    Returns:
        Its measures; if nobody speaks in it, `talk` and `speech` are 0.
    """
    duration = len(levels) * FRAME_SECONDS
    runs = _runs(_smooth(levels))
    while runs and not runs[0][0]:
        runs.pop(0)
    while runs and not runs[-1][0]:
        runs.pop()
    lengths = [(is_sound, frames * FRAME_SECONDS) for is_sound, frames in runs]
    pauses = tuple(seconds for is_sound, seconds in lengths if not is_sound and seconds >= _shortest_pause())
    talk = sum(seconds for _, seconds in lengths)
    speech = talk - sum(pauses)
    return Fluency(duration, talk, speech, 1 - speech / duration if duration else 1.0, pauses)


def _shortest_pause() -> float:
    return SHORTEST_PAUSE_SECONDS - FRAME_SECONDS / 2


def _smooth(levels: Sequence[float]) -> list[float]:
    """Levels of the mean power of neighbouring frames."""
    powers = [10 ** (level / 10) for level in levels]
    reach = SMOOTHED_FRAMES // 2
    windows = (powers[max(0, i - reach) : i + reach + 1] for i in range(len(powers)))
    return [10 * math.log10(sum(window) / len(window)) for window in windows]


def _runs(levels: Sequence[float]) -> list[tuple[bool, int]]:
    """Stretches of sound and of silence, as (is it sound, frames); empty if nobody speaks."""
    if not levels:
        return []
    ordered = sorted(levels)
    peak = ordered[math.ceil(PEAK_SHARE * len(ordered)) - 1]
    floor = ordered[int(FLOOR_SHARE * len(ordered))]
    if peak < QUIETEST_PEAK_DB or peak - floor < LEAST_RANGE_DB:
        return []
    threshold = max(peak - SILENCE_BELOW_PEAK_DB, floor + ABOVE_FLOOR_DB)
    sounding = [(key, sum(1 for _ in group)) for key, group in groupby(level > threshold for level in levels)]
    shortest = SHORTEST_SOUND_SECONDS / FRAME_SECONDS
    kept = ((is_sound and frames >= shortest, frames) for is_sound, frames in sounding)
    return [(key, sum(frames for _, frames in group)) for key, group in groupby(kept, key=lambda run: run[0])]
