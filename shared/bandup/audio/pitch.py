"""How strongly and how often a frame of sound repeats itself.

Its autocorrelation shows it (P. Boersma, 1993, "Accurate short-term analysis of the fundamental frequency").
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

RATE = 8_000
"""Samples per second that are looked at: pitch and vowels lie below 4 kHz."""

Floats = NDArray[np.float32]


class PitchSearch:
    """Looks for a pitch within limits.

    Args:
        window: samples of a frame, which is to hold the longest period twice.
        size: of the Fourier transform; at least the window and the longest period.
        lowest_hz: the lowest pitch.
        highest_hz: the highest.
    """

    def __init__(self, window: int, size: int, *, lowest_hz: int, highest_hz: int) -> None:
        self.size = size
        self._hann = np.hanning(window).astype(np.float32)
        self._shortest, self._longest = RATE // highest_hz, RATE // lowest_hz

    @cached_property
    def _hann_repeats(self) -> Floats:
        repeats = self._repeats(np.abs(np.fft.rfft(self._hann, self.size)) ** 2)
        return np.asarray(repeats / repeats[0], np.float32)

    def _repeats(self, power: NDArray[np.floating]) -> NDArray[np.float64]:
        return np.fft.irfft(power, self.size)[..., : self._longest + 2]

    def measure_power(self, windows: Floats) -> Floats:
        """The power spectrum of each window."""
        return np.abs(np.fft.rfft(windows * self._hann, self.size)).astype(np.float32) ** 2

    def find(self, power: Floats) -> tuple[Floats, Floats]:
        """The strongest repetition of each frame: its strength, to 1, and its frequency in Hz.

        The frequency lies between samples, by a parabola.

        Args:
            power: the power spectrum of each frame.
        """
        repeats = self._repeats(power)
        repeats = repeats / np.maximum(repeats[:, :1], 1e-12) / self._hann_repeats
        before = repeats[:, self._shortest - 1 : -2]
        here = repeats[:, self._shortest : -1]
        after = repeats[:, self._shortest + 1 :]
        peaks = np.where((here > before) & (here >= after), here, -1.0)
        best = peaks.argmax(axis=1)
        rows = np.arange(len(power))
        low, top, high = before[rows, best], here[rows, best], after[rows, best]
        bend = np.maximum(2 * top - low - high, 1e-9)
        lag = best + self._shortest + np.clip((high - low) / (2 * bend), -0.5, 0.5)
        return peaks[rows, best].astype(np.float32), (RATE / lag).astype(np.float32)
