"""How fluent speech sounds, measured from its sound alone: the same for every model, language and accent.

Where the numbers come from:

- Sound that lies 25 dB below the loudest speech counts as silence, and a sound shorter than 0.1 s is none (N. de Jong
  and T. Wempe, 2009, "Praat script to detect syllable nuclei and measure speech rate automatically", Behavior Research
  Methods 41).
- A silence of 250 ms or more is a pause. Shorter ones belong to articulation, such as the closure of a `t` (N. de Jong
  and H. Bosker, 2013, "Choosing a threshold for silent pauses to measure second language fluency").

What is loud is taken from the frames in which a voice moves (`bandup.audio.voice`) and not from the whole recording, so
that a bang or a beep makes nothing silent. It is a low quartile of them, so that a louder examiner does not either.
Steady noise must not fill the pauses, so the threshold also stays above the recording's own quietest moments.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bandup.audio.pitch import Floats
from bandup.audio.voice import Voice

FRAME_SECONDS = 0.01
"""One level each."""

SMOOTHED_FRAMES = 3
"""A level is averaged over 30 ms, which holds three periods of the lowest voice, 100 Hz."""

QUIET_VOICE_SHARE = 0.25
SILENCE_BELOW_VOICE_DB = 13.0
"""In speech of one person in a quiet room, a quarter of the moving frames lie 12 dB or more below the recording's 99th
percentile: this is the threshold of 25 dB, found from the voice."""

FLOOR_SHARE = 0.05
ABOVE_FLOOR_DB = 3.0
"""The quietest twentieth of a recording is taken for its noise; noise itself varies by less than this."""

SHORTEST_SOUND_SECONDS = 0.1
SHORTEST_PAUSE_SECONDS = 0.25
LEAST_VOICED_SECONDS = 0.04
"""A stretch between two pauses with less voice than this is a knock, a click or a breath: no words have no vowel."""


@dataclass(frozen=True)
class Fluency:
    """Times in seconds.

    Attributes:
        duration: of the whole recording.
        talk: from the first sound of speech to the last.
        speech: of `talk`, what is no pause.
        silence_share: how much of `duration` is not `speech`, 0 to 1.
        pauses: the pauses inside `talk`, in order; silence before and after it is none.
        sounds: the stretches of speech, (start, end) in order; between them are the pauses.
    """

    duration: float
    talk: float
    speech: float
    silence_share: float
    pauses: tuple[float, ...]
    sounds: tuple[tuple[float, float], ...] = ()

    def has_speech(self, start: float, end: float) -> bool:
        """Whether any speech was measured between two moments."""
        return not self.sounds or any(begins <= end and ends >= start for begins, ends in self.sounds)


def find_threshold(levels: Floats, moving_levels: Floats) -> float:
    """The level above which there is sound, in the unit of both; infinite if no voice moves.

    Args:
        levels: of the whole recording.
        moving_levels: of the frames in which a voice moves.
    """
    if not len(moving_levels):
        return float("inf")
    voice = float(np.quantile(moving_levels, QUIET_VOICE_SHARE)) - SILENCE_BELOW_VOICE_DB
    return max(voice, float(np.quantile(levels, FLOOR_SHARE)) + ABOVE_FLOOR_DB)


def measure_fluency(levels: Floats, voice: Voice) -> Fluency:
    """Measure a recording.

    Args:
        levels: its mean power in each `FRAME_SECONDS`, in decibels of full scale.
        voice: where a voice speaks in it.

    Returns:
        Its measures; if nobody speaks in it, `talk` and `speech` are 0.
    """
    duration = len(levels) * FRAME_SECONDS
    stretches = _find_stretches(levels, voice)
    sounds = tuple((round(start * FRAME_SECONDS, 2), round(end * FRAME_SECONDS, 2)) for start, end in stretches)
    pauses = tuple(float((after - before) * FRAME_SECONDS) for before, after in _gaps(stretches))
    talk = float((stretches[-1, 1] - stretches[0, 0]) * FRAME_SECONDS) if len(stretches) else 0.0
    speech = talk - sum(pauses)
    return Fluency(duration, talk, speech, 1 - speech / duration if duration else 1.0, pauses, sounds)


def _find_stretches(levels: Floats, voice: Voice) -> NDArray[np.int_]:
    """Stretches of speech between pauses, as (first frame, frame behind the last)."""
    if len(levels) < SMOOTHED_FRAMES:
        return np.zeros((0, 2), int)
    voiced, moving = voice.spread(len(levels), FRAME_SECONDS)
    smooth = _smooth(levels)
    sounding = _runs(smooth > find_threshold(smooth, smooth[moving]))
    sounding = sounding[np.diff(sounding)[:, 0] >= round(SHORTEST_SOUND_SECONDS / FRAME_SECONDS)]
    stretches = _join(sounding)
    voiced_before = np.concatenate([[0], np.cumsum(voiced)])
    has_voice = np.diff(voiced_before[stretches])[:, 0] * FRAME_SECONDS >= LEAST_VOICED_SECONDS - FRAME_SECONDS / 2
    return stretches[has_voice]


def _smooth(levels: Floats) -> Floats:
    """Levels of the mean power of neighbouring frames."""
    powers, window = 10 ** (levels / 10), np.ones(SMOOTHED_FRAMES)
    counts = np.convolve(np.ones(len(levels)), window, "same")
    return 10 * np.log10(np.maximum(np.convolve(powers, window, "same") / counts, 1e-12))


def _runs(holds: NDArray[np.bool_]) -> NDArray[np.int_]:
    """Where something holds, as (first frame, frame behind the last)."""
    edges = np.diff(np.concatenate([[0], holds.astype(np.int8), [0]]))
    return np.column_stack([np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)])


def _join(runs: NDArray[np.int_]) -> NDArray[np.int_]:
    """Runs with every gap closed that is too short to be a pause."""
    if not len(runs):
        return runs
    shortest = round((SHORTEST_PAUSE_SECONDS - FRAME_SECONDS / 2) / FRAME_SECONDS + 0.5)
    is_pause = runs[1:, 0] - runs[:-1, 1] >= shortest
    starts, ends = runs[np.concatenate([[True], is_pause]), 0], runs[np.concatenate([is_pause, [True]]), 1]
    return np.column_stack([starts, ends])


def _gaps(stretches: NDArray[np.int_]) -> NDArray[np.int_]:
    return np.column_stack([stretches[:-1, 1], stretches[1:, 0]])
