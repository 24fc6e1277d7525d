"""Where in a recording a voice speaks: frame by frame, by what only speech does.

A voiced sound repeats itself 70 to 400 times a second, which its autocorrelation shows (P. Boersma, 1993, "Accurate
short-term analysis of the fundamental frequency"). Bells, hums, engines and instruments do the same. But a speaker
moves the mouth and the pitch while sounding: in 60 ms the spectrum changes its shape, and the pitch glides a little.
A held note keeps its shape, a siren its loudness, and a knock is over before it could change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

RATE = 8_000
"""Samples per second that are looked at: pitch and vowels lie below 4 kHz."""

HOP_SECONDS = 0.02
WINDOW_SECONDS = 0.04

Floats = NDArray[np.float32]
T = TypeVar("T", bound=np.generic)

LOWEST_HZ, HIGHEST_HZ = 70, 400
VOICED = 0.6
"""How much of a voiced frame's power repeats itself, at least."""

STEPS = 3
"""Frames over which movement is measured: 60 ms, less than a vowel."""
LEAST_SHAPE_DB = 2.5
LEAST_GLIDE, MOST_GLIDE, MOST_JUMP = 0.03, 5.0, 1.5
"""Semitones: what the pitch moves in `STEPS` frames, at least and at most, and from one frame to the next."""

_HOP, _WINDOW = round(RATE * HOP_SECONDS), round(RATE * WINDOW_SECONDS)
_FFT = 512
_FRAMES_AT_ONCE = 3000
_SHORTEST_LAG, _LONGEST_LAG = RATE // HIGHEST_HZ, RATE // LOWEST_HZ
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


def find_voice(samples: Floats) -> Voice:
    """Look at a recording.

    Args:
        samples: at `RATE`, -1 to 1, without what is below a voice.
    """
    found = [np.concatenate(each) for each in zip(*_measure(samples), strict=True)]
    if not found:
        nothing = np.zeros(0, bool)
        return Voice(np.zeros(0, np.float32), nothing, nothing, np.zeros(0, np.float32))
    levels, strength, pitch, shape = found
    voiced = strength > VOICED
    semitones = 12 * np.log2(pitch)
    connected = voiced & _shift(voiced, 1) & (np.abs(semitones - _shift(semitones, 1)) < MOST_JUMP)
    steady = connected.copy()
    for step in range(1, STEPS):
        steady &= _shift(connected, step)
    glide = np.abs(semitones - _shift(semitones, STEPS))
    change = np.sqrt(np.mean((shape - _shift(shape, STEPS)) ** 2, axis=1))
    moving = steady & (glide > LEAST_GLIDE) & (glide < MOST_GLIDE) & (change > LEAST_SHAPE_DB)
    return Voice(levels, voiced, moving, levels - _shift(levels, STEPS))


def _shift(values: NDArray[T], frames: int) -> NDArray[T]:
    """The value that many frames before; the first value where there is none."""
    return np.concatenate([np.repeat(values[:1], min(frames, len(values)), axis=0), values[:-frames]])


def _measure(samples: Floats) -> Iterator[tuple[Floats, Floats, Floats, Floats]]:
    """Level, periodicity (to 1), pitch in Hz and shape of the spectrum in dB of each frame; many frames at once."""
    if len(samples) < _WINDOW:
        return
    windows = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_HOP]
    for start in range(0, len(windows), _FRAMES_AT_ONCE):
        power = np.abs(np.fft.rfft(windows[start : start + _FRAMES_AT_ONCE] * _HANN, _FFT)).astype(np.float32) ** 2
        levels = 10 * np.log10(power.sum(axis=1) * _TO_MEAN_POWER + 1e-10)
        yield levels, *_find_pitch(power), _shape(power)


def _find_pitch(power: Floats) -> tuple[Floats, Floats]:
    """The strongest repetition of each frame: its strength, and its frequency between samples by a parabola."""
    repeats = np.fft.irfft(power, _FFT)[:, : _LONGEST_LAG + 2]
    repeats = repeats / np.maximum(repeats[:, :1], 1e-12) / _HANN_REPEATS
    before, here, after = (
        repeats[:, _SHORTEST_LAG - 1 : -2],
        repeats[:, _SHORTEST_LAG:-1],
        repeats[:, _SHORTEST_LAG + 1 :],
    )
    peaks = np.where((here > before) & (here >= after), here, -1.0)
    best = peaks.argmax(axis=1)
    rows = np.arange(len(power))
    low, top, high = before[rows, best], here[rows, best], after[rows, best]
    bend = np.maximum(2 * top - low - high, 1e-9)
    lag = best + _SHORTEST_LAG + np.clip((high - low) / (2 * bend), -0.5, 0.5)
    return peaks[rows, best].astype(np.float32), (RATE / lag).astype(np.float32)


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
    hertz = np.fft.rfftfreq(_FFT, 1 / RATE)[:, None]
    rising = (hertz - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - hertz) / np.diff(edges)[1:]
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), np.float32)


_HANN = np.hanning(_WINDOW).astype(np.float32)
_HANN_REPEATS = np.fft.irfft(np.abs(np.fft.rfft(_HANN, _FFT)) ** 2)[: _LONGEST_LAG + 2]
_HANN_REPEATS /= _HANN_REPEATS[0]
_TO_MEAN_POWER = float(2 / _FFT / np.sum(_HANN**2))
_BANK = _mel_bank()
