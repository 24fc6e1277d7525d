"""What the speechless sounds are made of. Every one is an array of float samples at `RATE`."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

RATE = 16_000

Signal = Any
"""An array of floats, whose many forms NumPy's types tell apart and this does not."""
Make = Callable[[np.random.Generator, float], Signal]
"""Makes so many seconds of one kind; the same generator gives the same sound."""


def times(seconds: float) -> Signal:
    return np.arange(round(seconds * RATE)) / RATE


def white(dice: np.random.Generator, seconds: float) -> Signal:
    return dice.standard_normal(round(seconds * RATE))


def noise(dice: np.random.Generator, seconds: float, gain: Callable[[Signal], Signal]) -> Signal:
    """Noise whose spectrum is `gain` of the frequency in Hz."""
    spectrum = np.fft.rfft(white(dice, seconds))
    frequencies = np.fft.rfftfreq(round(seconds * RATE), 1 / RATE)
    shaped = np.fft.irfft(spectrum * gain(frequencies), round(seconds * RATE))
    return shaped / (np.std(shaped) + 1e-12)


def band(low: float, high: float) -> Callable[[Signal], Signal]:
    """The gain of a band with soft edges."""
    return lambda f: 1 / (1 + (low / np.maximum(f, 1)) ** 4) / (1 + (f / high) ** 4)


def slow(dice: np.random.Generator, seconds: float, hertz: float) -> Signal:
    """A random curve between 0 and 1 that turns about `hertz` times a second."""
    knots = dice.random(max(4, round(seconds * hertz) + 2))
    return np.interp(times(seconds), np.linspace(0, seconds, len(knots)), knots)


def sweep(hertz: Signal) -> Signal:
    """The phase, in radians, of a tone whose frequency is given for each sample."""
    return 2 * np.pi * np.cumsum(hertz) / RATE


def harmonics(phase: Signal, gains: Iterable[float]) -> Signal:
    return np.sum([gain * np.sin(n * phase) for n, gain in enumerate(gains, 1)], axis=0)


def place(seconds: float, events: Iterable[tuple[float, Signal]]) -> Signal:
    """Silence with each sound added at its second; what does not fit is cut."""
    result = np.zeros(round(seconds * RATE))
    for at, sound in events:
        start = round(at * RATE)
        piece = sound[: max(0, len(result) - start)]
        result[start : start + len(piece)] += piece
    return result


def moments(dice: np.random.Generator, seconds: float, least: float, most: float) -> list[float]:
    """Moments with random gaps."""
    found, at = [], float(dice.uniform(0, most))
    while at < seconds:
        found.append(at)
        at += float(dice.uniform(least, most))
    return found


def ring(dice: np.random.Generator, modes: Iterable[tuple[float, float]]) -> Signal:
    """A struck thing: modes of (Hz, seconds until it has lost two thirds), each with a random strength."""
    modes = list(modes)
    t = times(min(2.0, 5 * max(decay for _, decay in modes)))
    return np.sum([dice.uniform(0.4, 1) * np.sin(2 * np.pi * f * t) * np.exp(-t / decay) for f, decay in modes], axis=0)
