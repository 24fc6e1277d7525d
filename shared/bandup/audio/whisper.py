"""Where in a recording a mouth speaks without a steady pitch: a whisper, or a rough voice, frame by frame.

A whisper has no pitch. It is noise, which the mouth gives the shape of its vowels and consonants, and so another shape
with every sound, 2 to 8 times a second (S. Greenberg and others, 2003, "Temporal properties of spontaneous speech":
syllables last 0.1 to 0.3 s). A rough or creaky voice has a pitch that jumps from frame to frame, and is shaped alike.
Breath, wind, rain, fans, paper and applause are noise too. They swell and fade, and keep their shape. What changes its
shape like a mouth without being noise, such as a bird, has its power in few bands, and a struck thing holds its note.
"""

import numpy as np
from numpy.typing import NDArray

from bandup.audio.pitch import Floats
from bandup.audio.voice import VOICED, Frames, Voice, measure_change, measure_growth, shift

STEPS = 5
"""Frames that are averaged, and after which their mean is compared: 100 ms, half a syllable. The average is what noise
needs before its shape is known."""

LEAST_SHAPE_DB = 3.0
"""The shape of steady noise differs by 1.5 by chance."""

BROAD_BANDS, BROAD_DB = 6, 15.0
"""So many bands of 20 lie at most so far below the strongest one: a mouth lets all of a noise through, more or less."""

HELD_WITHIN = 0.25
"""Semitones. What stays so near to its pitch from one frame to the next holds a note."""


def find_whisper(frames: Frames) -> Voice:
    """Where somebody whispers, told as a voice is.

    Its `voiced` is where broad sound is that holds no note, its `moving` where the shape of that changes.
    """
    strongest = frames.shape.max(axis=1, keepdims=True)
    is_broad = (frames.shape > strongest - BROAD_DB).sum(axis=1) >= BROAD_BANDS
    breath = is_broad & ~_hold_note(frames)
    moving = breath & (measure_change(_average(frames.shape), STEPS) > LEAST_SHAPE_DB)
    return Voice(frames.levels, breath, moving, measure_growth(frames.levels))


def _hold_note(frames: Frames) -> NDArray[np.bool_]:
    """Where a frame has the pitch of the one before it, or of the one behind it."""
    voiced, semitones = frames.periodicity > VOICED, 12 * np.log2(frames.pitch)
    same = voiced & shift(voiced, 1) & (np.abs(semitones - shift(semitones, 1)) < HELD_WITHIN)
    return np.asarray(same | np.concatenate([same[1:], same[-1:]]), bool)


def _average(shape: Floats) -> NDArray[np.float32]:
    """The mean of the last `STEPS` frames; of fewer at the beginning."""
    sums = np.cumsum(shape, axis=0, dtype=np.float64)
    sums[STEPS:] -= sums[:-STEPS].copy()
    counts = np.minimum(np.arange(len(shape)) + 1, STEPS)
    return np.asarray(sums / counts[:, None], np.float32)
