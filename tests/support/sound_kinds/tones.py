"""Signals and music."""

import numpy as np

from support.sound_kinds.ground import Signal, band, harmonics, noise, place, ring, slow, sweep, times, white

SCALE = 2.0 ** (np.array([0, 2, 4, 5, 7, 9, 11, 12]) / 12)
INSTRUMENTS = {
    "flute": [1, 0.25, 0.1, 0.03],
    "organ": [1, 0.8, 0.5, 0.6, 0.2, 0.3, 0.1, 0.2],
    "strings": [1 / n for n in range(1, 13)],
    "clarinet": [1, 0, 0.6, 0, 0.4, 0, 0.2],
}


def _note(hertz: float, seconds: float, gains: list[float], *, vibrato: float) -> Signal:
    t = times(seconds)
    attack = np.minimum(1, t / 0.03) * np.minimum(1, (seconds - t) / 0.05)
    return attack * harmonics(sweep(hertz * (1 + vibrato * np.sin(2 * np.pi * 5.5 * t))), gains)


def melody(dice: np.random.Generator, seconds: float) -> Signal:
    """One wind or string instrument."""
    gains = INSTRUMENTS[str(dice.choice(list(INSTRUMENTS)))]
    base, beat, vibrato = dice.uniform(180, 350), dice.uniform(0.2, 0.5), dice.choice([0.0, 0.005, 0.01])
    events, at = [], 0.2
    while at < seconds:
        length = beat * float(dice.choice([1, 1, 2]))
        events.append((at, _note(base * dice.choice(SCALE), length, gains, vibrato=vibrato)))
        at += length
    return place(seconds, events) + 0.003 * white(dice, seconds)


def chords(dice: np.random.Generator, seconds: float) -> Signal:
    """An organ or strings."""
    gains = INSTRUMENTS[str(dice.choice(["organ", "strings"]))]
    length, base = dice.uniform(0.8, 2.0), dice.uniform(100, 220)
    events = [
        (at, sum(_note(base * SCALE[(start + step) % 8], length, gains, vibrato=0.003) for step in (0, 2, 4)))
        for at in np.arange(0.2, seconds, length)
        for start in [int(dice.integers(0, 6))]
    ]
    return place(seconds, events) + 0.003 * white(dice, seconds)


def piano(dice: np.random.Generator, seconds: float) -> Signal:
    """Broken chords."""
    base, beat = dice.uniform(130, 260), dice.uniform(0.15, 0.4)
    events = [
        (at, ring(dice, [(base * SCALE[int(dice.integers(8))] * n, 0.6 / n) for n in range(1, 7)]))
        for at in np.arange(0.2, seconds, beat)
    ]
    return place(seconds, events) + 0.003 * white(dice, seconds)


def guitar(dice: np.random.Generator, seconds: float) -> Signal:
    """It is strummed."""
    root, beat = dice.uniform(82, 130), dice.uniform(0.3, 0.6)
    strings = np.array([1, 1.5, 2, 2.52, 3, 4])
    events = [
        (at + n * 0.012, ring(dice, [(root * move * ratio * k, 0.5 / k) for k in range(1, 6)]))
        for at in np.arange(0.2, seconds, beat)
        for move in [float(dice.choice([1, 4 / 3, 3 / 2]))]
        for n, ratio in enumerate(strings)
    ]
    return place(seconds, events) + 0.003 * white(dice, seconds)


def drums(dice: np.random.Generator, seconds: float) -> Signal:
    beat = dice.uniform(0.22, 0.35)
    kick = np.sin(sweep(50 + 100 * np.exp(-times(0.3) / 0.03))) * np.exp(-times(0.3) / 0.08)
    snare = (noise(dice, 0.2, band(300, 6000)) * 0.5 + np.sin(2 * np.pi * 190 * times(0.2))) * np.exp(
        -times(0.2) / 0.05
    )
    hat = noise(dice, 0.06, band(5000, 7900)) * np.exp(-times(0.06) / 0.015) * 0.3
    events: list[tuple[float, Signal]] = []
    for n, at in enumerate(np.arange(0.2, seconds, beat)):
        events += [(at, hat), (at, (kick, snare)[n % 2])] if dice.random() < 0.8 else [(at, hat)]
    return place(seconds, events) + 0.002 * white(dice, seconds)


def siren(dice: np.random.Generator, seconds: float) -> Signal:
    t, period = times(seconds), dice.uniform(0.4, 5)
    bend = 0.5 + 0.5 * np.sin(2 * np.pi * t / period)
    wail = harmonics(sweep(dice.uniform(400, 600) + dice.uniform(300, 800) * bend), [1, 0.5, 0.4, 0.2, 0.1])
    return wail * (0.3 + 0.7 * slow(dice, seconds, 0.3)) + 0.02 * noise(dice, seconds, band(50, 2000))


def alarm(dice: np.random.Generator, seconds: float) -> Signal:
    """A clock that beeps."""
    t, hertz = times(seconds), dice.uniform(800, 3000)
    beeps = ((t * 8) % 2 < 1) * (t % 1 < 0.5)
    return np.sign(np.sin(2 * np.pi * hertz * t)) * beeps + 0.003 * white(dice, seconds)


def bell(dice: np.random.Generator, seconds: float) -> Signal:
    base, gap = dice.uniform(200, 500), dice.uniform(1.0, 3.0)
    modes = [(base * ratio, 1.2 / ratio**0.7) for ratio in (0.5, 1, 1.2, 1.5, 2, 2.7, 3.8)]
    return place(seconds, [(at, ring(dice, modes)) for at in np.arange(0.3, seconds, gap)]) + 0.003 * white(
        dice, seconds
    )
