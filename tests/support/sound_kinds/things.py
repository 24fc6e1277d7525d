"""Rooms, streets, weather, machines and animals."""

import numpy as np

from support.sound_kinds.ground import (
    RATE,
    Signal,
    band,
    harmonics,
    moments,
    noise,
    place,
    ring,
    slow,
    sweep,
    times,
    white,
)


def knocks(dice: np.random.Generator, seconds: float) -> Signal:
    """A fist on a door, in groups."""
    modes = [
        (float(dice.uniform(80, 140)), 0.05),
        (float(dice.uniform(180, 320)), 0.04),
        (float(dice.uniform(500, 900)), 0.015),
    ]
    groups = moments(dice, seconds, 2.0, 7.0)
    events = [
        (at + gap, ring(dice, modes))
        for at in groups
        for gap in np.cumsum(dice.uniform(0.15, 0.4, dice.integers(2, 6)))
    ]
    return place(seconds, events) + 0.002 * white(dice, seconds)


def keyboard(dice: np.random.Generator, seconds: float) -> Signal:
    click = band(1200, 6000)
    events = [
        (at, dice.uniform(0.3, 1) * noise(dice, 0.06, click) * np.exp(-times(0.06) / dice.uniform(0.004, 0.02)))
        for at in moments(dice, seconds, 0.06, 0.3)
    ]
    return place(seconds, events) + 0.004 * white(dice, seconds)


def breath_noise(dice: np.random.Generator, seconds: float) -> Signal:
    t, rate = times(seconds), dice.uniform(0.2, 0.5)
    swell = np.maximum(0, np.sin(2 * np.pi * rate * t + dice.uniform(0, 6))) ** 1.5
    throat = noise(dice, seconds, lambda f: band(300, 2500)(f) * (1 + 2 * np.exp(-(((f - 900) / 250) ** 2))))
    return swell * throat + 0.01 * white(dice, seconds)


def wind(dice: np.random.Generator, seconds: float) -> Signal:
    """Gusts at a microphone."""
    low = noise(dice, seconds, band(20, dice.uniform(80, 250)))
    howl = noise(dice, seconds, lambda f: np.exp(-(((f - 450) / 60) ** 2)))
    return low * slow(dice, seconds, 1.5) ** 2 + 0.1 * howl * slow(dice, seconds, 0.7) + 0.01 * white(dice, seconds)


def brown_noise(dice: np.random.Generator, seconds: float) -> Signal:
    return noise(dice, seconds, lambda f: 1 / np.maximum(f, 10)) * (0.6 + 0.4 * slow(dice, seconds, 2))


def hiss_after_zeros(dice: np.random.Generator, seconds: float) -> Signal:
    """A microphone that is switched on late, and off and on again."""
    on = slow(dice, seconds, 0.4) > 0.45
    on[: round(0.2 * len(on))] = False
    return np.where(on, white(dice, seconds), 0.0)


def applause(dice: np.random.Generator, seconds: float) -> Signal:
    clap = [noise(dice, 0.05, band(600, 3500)) * np.exp(-times(0.05) / 0.008) for _ in range(12)]
    people = [moments(dice, seconds, 0.2, 0.35) for _ in range(int(dice.integers(3, 25)))]
    events = [(at, clap[int(dice.integers(12))] * dice.uniform(0.3, 1)) for hands in people for at in hands]
    return place(seconds, events) * (0.3 + 0.7 * slow(dice, seconds, 0.3)) + 0.01 * white(dice, seconds)


def rain(dice: np.random.Generator, seconds: float) -> Signal:
    drops = [
        (at, ring(dice, [(float(dice.uniform(800, 4000)), 0.006)]) * dice.uniform(0.2, 1.5))
        for at in moments(dice, seconds, 0.005, 0.08)
    ]
    return place(seconds, drops) + 0.4 * noise(dice, seconds, band(500, 7000)) * (0.5 + slow(dice, seconds, 0.5))


def engine(dice: np.random.Generator, seconds: float) -> Signal:
    """A car that idles and accelerates."""
    turns = 25 + 60 * slow(dice, seconds, 0.4)
    roar = harmonics(sweep(turns), [1, 0.9, 0.5, 0.8, 0.3, 0.4, 0.2, 0.2, 0.1])
    return roar * (0.7 + 0.3 * slow(dice, seconds, 8)) + 0.3 * noise(dice, seconds, band(50, 800))


def footsteps(dice: np.random.Generator, seconds: float) -> Signal:
    gap = dice.uniform(0.45, 0.65)
    step = [noise(dice, 0.12, band(60, 1200)) * np.exp(-times(0.12) / dice.uniform(0.015, 0.04)) for _ in range(6)]
    events = [
        (at + dice.uniform(-0.03, 0.03), step[int(dice.integers(6))] * dice.uniform(0.5, 1))
        for at in np.arange(0.2, seconds, gap)
    ]
    return place(seconds, events) + 0.005 * white(dice, seconds)


def clock(dice: np.random.Generator, seconds: float) -> Signal:
    tick, tock = ring(dice, [(2300, 0.008), (4100, 0.004)]), ring(dice, [(1700, 0.01), (3300, 0.004)])
    events = [
        (at, tick if n % 2 else tock) for n, at in enumerate(np.arange(0.1, seconds, dice.choice([0.25, 0.5, 1.0])))
    ]
    return place(seconds, events) + 0.003 * white(dice, seconds)


def birds(dice: np.random.Generator, seconds: float) -> Signal:
    def chirp() -> Signal:
        length = float(dice.uniform(0.05, 0.25))
        t = times(length)
        hertz = dice.uniform(2000, 5000) + dice.uniform(-1500, 1500) * t / length + 300 * np.sin(2 * np.pi * 30 * t)
        return np.sin(sweep(hertz)) * np.hanning(len(t))

    events = [
        (at + gap, chirp()) for at in moments(dice, seconds, 0.5, 2.5) for gap in np.cumsum(dice.uniform(0.1, 0.3, 4))
    ]
    return place(seconds, events) + 0.02 * noise(dice, seconds, band(100, 3000))


def telephone(dice: np.random.Generator, seconds: float) -> Signal:
    """It rings: two tones that beat, two seconds of six."""
    t = times(seconds)
    tones = np.sin(2 * np.pi * 440 * t) + np.sin(2 * np.pi * 480 * t)
    return tones * ((t + dice.uniform(0, 6)) % 6 < 2) + 0.003 * white(dice, seconds)


def mains_hum(dice: np.random.Generator, seconds: float) -> Signal:
    t, hertz = times(seconds), float(dice.choice([50, 60]))
    hum = harmonics(2 * np.pi * hertz * t, dice.uniform(0.1, 1, 12))
    return hum * (0.8 + 0.2 * slow(dice, seconds, 0.5)) + 0.1 * white(dice, seconds)


def vacuum_cleaner(dice: np.random.Generator, seconds: float) -> Signal:
    whine = harmonics(sweep(280 + 40 * slow(dice, seconds, 0.7)), [1, 0.4, 0.5, 0.2, 0.1])
    return (0.5 * whine + noise(dice, seconds, band(200, 5000))) * (0.4 + 0.6 * slow(dice, seconds, 1.5))


def rustle(dice: np.random.Generator, seconds: float) -> Signal:
    """Paper and cloth near the microphone."""
    strength = slow(dice, seconds, 12) ** 3 * (slow(dice, seconds, 0.8) > 0.4)
    return noise(dice, seconds, band(800, 7000)) * strength + 0.003 * white(dice, seconds)


def dog_barks(dice: np.random.Generator, seconds: float) -> Signal:
    def bark() -> Signal:
        t = times(float(dice.uniform(0.12, 0.22)))
        shape = np.abs(np.sin(np.pi * t / t[-1])) ** 0.7
        voice = harmonics(sweep(dice.uniform(350, 600) * (0.8 + 0.4 * shape)), [0.6, 1, 0.8, 0.5, 0.3])
        return shape * (voice + 0.8 * noise(dice, len(t) / RATE, band(500, 3000)))

    events = [
        (at + gap, bark())
        for at in moments(dice, seconds, 1.5, 4)
        for gap in np.cumsum(dice.uniform(0.3, 0.5, dice.integers(2, 5)))
    ]
    return place(seconds, events) + 0.005 * white(dice, seconds)


def crickets(dice: np.random.Generator, seconds: float) -> Signal:
    t = times(seconds)
    pulses = (np.sin(2 * np.pi * dice.uniform(25, 40) * t) > 0) * (np.sin(2 * np.pi * dice.uniform(1, 3) * t) > -0.2)
    return np.sin(2 * np.pi * dice.uniform(3500, 5000) * t) * pulses + 0.05 * white(dice, seconds)


def thunder(dice: np.random.Generator, seconds: float) -> Signal:
    def clap() -> Signal:
        t = times(float(dice.uniform(2, 5)))
        return (
            noise(dice, len(t) / RATE, band(25, dice.uniform(100, 400)))
            * np.exp(-t / 1.2)
            * (0.3 + slow(dice, len(t) / RATE, 4))
        )

    return place(seconds, [(at, clap()) for at in moments(dice, seconds, 4, 9)]) + 0.02 * white(dice, seconds)


def water(dice: np.random.Generator, seconds: float) -> Signal:
    """A glass is filled: bubbles that rise in pitch."""

    def bubble() -> Signal:
        t = times(float(dice.uniform(0.02, 0.08)))
        return np.sin(sweep(dice.uniform(400, 1500) * (1 + 4 * t))) * np.exp(-t / 0.015)

    return place(seconds, [(at, bubble()) for at in moments(dice, seconds, 0.02, 0.2)]) + 0.05 * noise(
        dice, seconds, band(400, 5000)
    )
