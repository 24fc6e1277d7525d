"""Where in a recording a voice speaks: frame by frame, by what only speech does.

A voiced sound repeats itself 50 to 400 times a second (`bandup.audio.pitch`). Bells, hums, engines and instruments do
the same. But a speaker moves the mouth and the pitch while sounding: in 60 ms the spectrum changes its shape, and the
pitch glides a little. A held note keeps its shape, a siren its loudness, and a knock is over before it could change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bandup.audio.pitch import RATE, Floats, PitchSearch

HOP_SECONDS = 0.02
WINDOW_SECONDS = 0.04

T = TypeVar("T", bound=np.generic)

VOICED = 0.6
"""How much of a voiced frame's power repeats itself, at least."""

STEPS = 3
"""Frames over which movement is measured: 60 ms, less than a vowel."""
LEAST_SHAPE_DB = 2.5
LEAST_GLIDE, MOST_GLIDE, MOST_JUMP = 0.03, 5.0, 1.5
"""Semitones: what the pitch moves in `STEPS` frames, at least and at most, and from one frame to the next."""

_HOP, _WINDOW = round(RATE * HOP_SECONDS), round(RATE * WINDOW_SECONDS)
_PITCH = PitchSearch(_WINDOW, 512, lowest_hz=70, highest_hz=400)
_LOW_PITCH = PitchSearch(2 * _WINDOW, 1024, lowest_hz=50, highest_hz=80)
"""A creaky or very deep voice. In 40 ms it does not repeat itself once."""
_FRAMES_AT_ONCE = 3000
_BANDS = 20
_SHAPE_RANGE_DB = 40.0


@dataclass(frozen=True)
class Voice:
    """One value for each `HOP_SECONDS`.

    Attributes:
        levels: power, in decibels of full scale.
        voiced: whether the sound repeats itself as a voice does.
        moving: whether it is voiced, and moves as only speech does.
        growth: by how many decibels the level is higher than `STEPS` frames before.
    """

    levels: Floats
    voiced: NDArray[np.bool_]
    moving: NDArray[np.bool_]
    growth: Floats

    def spread(self, count: int, frame_seconds: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """`voiced` and `moving` for each of `count` shorter frames, `frame_seconds` long."""
        middles = (np.arange(count) + 0.5) * frame_seconds
        at = np.round((middles - WINDOW_SECONDS / 2) / HOP_SECONDS).astype(int)
        inside = (at >= 0) & (at < len(self.levels))
        at = np.clip(at, 0, max(0, len(self.levels) - 1))
        if not len(self.levels):
            return inside, inside
        return self.voiced[at] & inside, self.moving[at] & inside


@dataclass(frozen=True)
class Frames:
    """What is measured in a recording, one value for each `HOP_SECONDS`.

    Attributes:
        levels: power, in decibels of full scale.
        periodicity: how much of the power repeats itself, to 1.
        pitch: how often it does, in Hz.
        shape: the spectrum in bands as the ear has them, in decibels around its own mean; a row each.
    """

    levels: Floats
    periodicity: Floats
    pitch: Floats
    shape: Floats


def find_voice(frames: Frames) -> Voice:
    """Where a voice sounds."""
    voiced = frames.periodicity > VOICED
    semitones = 12 * np.log2(frames.pitch)
    connected = voiced & shift(voiced, 1) & (np.abs(semitones - shift(semitones, 1)) < MOST_JUMP)
    steady = hold(connected, STEPS)
    glide = np.abs(semitones - shift(semitones, STEPS))
    change = measure_change(frames.shape, STEPS)
    moving = steady & (glide > LEAST_GLIDE) & (glide < MOST_GLIDE) & (change > LEAST_SHAPE_DB)
    return Voice(frames.levels, voiced, moving, measure_growth(frames.levels))


def shift(values: NDArray[T], frames: int) -> NDArray[T]:
    """The value that many frames before; the first value where there is none."""
    return np.concatenate([np.repeat(values[:1], min(frames, len(values)), axis=0), values[:-frames]])


def hold(values: NDArray[np.bool_], frames: int) -> NDArray[np.bool_]:
    """Where something has held for that many frames."""
    return np.asarray(np.logical_and.reduce([values, *(shift(values, step) for step in range(1, frames))]), bool)


def measure_change(shape: Floats, frames: int) -> Floats:
    """By how many decibels each spectrum differs from the one that many frames before, as a mean of its bands."""
    return np.asarray(np.sqrt(np.mean((shape - shift(shape, frames)) ** 2, axis=1)), np.float32)


def measure_growth(levels: Floats) -> Floats:
    """By how many decibels each level is higher than `STEPS` frames before."""
    return levels - shift(levels, STEPS)


def measure_frames(samples: Floats) -> Frames:
    """Look at a recording.

    Args:
        samples: at `RATE`, -1 to 1, without what is below a voice.
    """
    if len(samples) < _WINDOW:
        nothing = np.zeros(0, np.float32)
        return Frames(nothing, nothing, nothing, np.zeros((0, _BANDS), np.float32))
    return Frames(*(np.concatenate(each) for each in zip(*_measure(samples), strict=True)))


def _measure(samples: Floats) -> Iterator[tuple[Floats, Floats, Floats, Floats]]:
    """The attributes of `Frames`; many frames at once."""
    windows = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_HOP]
    around = np.pad(samples, _WINDOW // 2)
    longer = np.lib.stride_tricks.sliding_window_view(around, 2 * _WINDOW)[::_HOP]
    for start in range(0, len(windows), _FRAMES_AT_ONCE):
        at = slice(start, start + _FRAMES_AT_ONCE)
        power = _PITCH.measure_power(windows[at])
        levels = 10 * np.log10(power.sum(axis=1) * _TO_MEAN_POWER + 1e-10)
        periodicity, pitch = _PITCH.find(power)
        unvoiced = np.flatnonzero(periodicity <= VOICED)
        low, low_pitch = _LOW_PITCH.find(_LOW_PITCH.measure_power(longer[at][unvoiced]))
        deep = low > VOICED
        periodicity[unvoiced[deep]], pitch[unvoiced[deep]] = low[deep], low_pitch[deep]
        yield levels, periodicity, pitch, _shape(power)


def _shape(power: Floats) -> Floats:
    """The spectrum in bands as the ear has them, in decibels around its own mean."""
    bands = 10 * np.log10(power @ _BANK + 1e-10)
    bands = np.maximum(bands, bands.max(axis=1, keepdims=True) - _SHAPE_RANGE_DB)
    return np.asarray(bands - bands.mean(axis=1, keepdims=True), np.float32)


def _mel_bank() -> Floats:
    """Triangles from 100 Hz to 4 kHz, equally wide in mel; one column each."""
    lowest, highest = 2595 * np.log10(1 + np.array([100.0, 4000.0]) / 700)
    mel = np.linspace(lowest, highest, _BANDS + 2)
    edges = 700 * (10 ** (mel / 2595) - 1)
    hertz = np.fft.rfftfreq(_PITCH.size, 1 / RATE)[:, None]
    rising = (hertz - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - hertz) / np.diff(edges)[1:]
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), np.float32)


_TO_MEAN_POWER = float(2 / _PITCH.size / np.sum(np.hanning(_WINDOW) ** 2))
_BANK = _mel_bank()
