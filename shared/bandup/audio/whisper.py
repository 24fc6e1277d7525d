"""Where in a recording somebody whispers: frame by frame, by what only a mouth does to noise.

A whisper has no pitch. It is noise, which the mouth gives the shape of its vowels and consonants, and so another shape
with every sound, 2 to 8 times a second (S. Greenberg and others, 2003, "Temporal properties of spontaneous speech":
syllables last 0.1 to 0.3 s). Breath, wind, rain, fans, paper and applause are noise too. They swell and fade, and keep
their shape. What changes its shape like a mouth without being noise, such as a bird, has its power in few bands.
"""

import numpy as np
from numpy.typing import NDArray

from bandup.audio.pitch import Floats
from bandup.audio.voice import VOICED, Frames, Voice, measure_change, measure_growth

STEPS = 5
"""Frames that are averaged, and after which their mean is compared: 100 ms, half a syllable. The average is what noise
needs before its shape is known."""

LEAST_SHAPE_DB = 3.0
"""The shape of steady noise differs by 1.5 by chance."""

BROAD_BANDS, BROAD_DB = 6, 15.0
"""So many bands of 20 lie at most so far below the strongest one: a mouth lets all of a noise through, more or less."""


def find_whisper(frames: Frames) -> Voice:
    """Where somebody whispers, told as a voice is.

    Its `voiced` is where broad noise is, its `moving` where the shape of that changes.
    """
    strongest = frames.shape.max(axis=1, keepdims=True)
    is_broad = (frames.shape > strongest - BROAD_DB).sum(axis=1) >= BROAD_BANDS
    noise = is_broad & (frames.periodicity <= VOICED)
    moving = noise & (measure_change(_average(frames.shape), STEPS) > LEAST_SHAPE_DB)
    return Voice(frames.levels, noise, moving, measure_growth(frames.levels))


def _average(shape: Floats) -> NDArray[np.float32]:
    """The mean of the last `STEPS` frames; of fewer at the beginning."""
    sums = np.cumsum(shape, axis=0, dtype=np.float64)
    sums[STEPS:] -= sums[:-STEPS].copy()
    counts = np.minimum(np.arange(len(shape)) + 1, STEPS)
    return np.asarray(sums / counts[:, None], np.float32)
