"""Things that sound, of a fourth round: they were written before the gate met any of them."""

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


def gravel(dice: np.random.Generator, seconds: float) -> Signal:
    """Somebody walks on it."""

    def step() -> Signal:
        length = float(dice.uniform(0.2, 0.35))
        stones = (dice.random(round(length * RATE)) > 0.985) * dice.standard_normal(round(length * RATE))
        stone = ring(dice, [(float(dice.uniform(1500, 4500)), 0.002)])
        return np.convolve(stones, stone, "same") * np.hanning(len(stones))

    events = [(float(at), step()) for at in np.arange(0.2, seconds, dice.uniform(0.5, 0.7))]
    return place(seconds, events) + 0.004 * white(dice, seconds)


def tambourine(dice: np.random.Generator, seconds: float) -> Signal:
    jingle = [(float(f), 0.05) for f in dice.uniform(3000, 7500, 6)]
    beat = dice.uniform(0.12, 0.25)

    def shake() -> Signal:
        skin = ring(dice, [(240.0, 0.03), (410.0, 0.02)])
        return place(0.4, [(0.0, skin * dice.choice([0, 1.5])), *((float(d), ring(dice, jingle)) for d in (0, 0.03))])

    events = [(float(at), shake() * dice.uniform(0.3, 1)) for at in np.arange(0.2, seconds, beat)]
    return place(seconds, events) + 0.003 * white(dice, seconds)


def violin(dice: np.random.Generator, seconds: float) -> Signal:
    """Scales, with vibrato and a slide into each note."""
    length, base = float(dice.uniform(0.25, 0.7)), dice.uniform(200, 400)
    notes = base * 2 ** (dice.choice([0, 2, 4, 5, 7, 9, 11, 12], round(seconds / length) + 1) / 12)
    t = times(seconds)
    wanted = notes[np.minimum((t / length).astype(int), len(notes) - 1)]
    kernel = np.ones(round(0.06 * RATE)) / round(0.06 * RATE)
    hertz = np.convolve(np.pad(wanted, len(kernel), "edge"), kernel, "same")[len(kernel) : -len(kernel)]
    played = harmonics(sweep(hertz * (1 + 0.006 * np.sin(2 * np.pi * 5.8 * t))), [1 / n for n in range(1, 11)])
    bow = 0.4 + 0.6 * np.abs(np.sin(np.pi * t / length)) ** 0.5
    return played * bow + 0.03 * noise(dice, seconds, band(1000, 6000)) * bow


def ratchet(dice: np.random.Generator, seconds: float) -> Signal:
    """A spanner that clicks on the way back."""
    click = ring(dice, [(float(f), 0.004) for f in dice.uniform(1200, 5000, 3)])
    events = [
        (float(at + gap), click * dice.uniform(0.6, 1))
        for at in moments(dice, seconds, 0.6, 1.2)
        for gap in np.cumsum(dice.uniform(0.02, 0.04, 12))
    ]
    return place(seconds, events) + 0.003 * white(dice, seconds)


def popcorn(dice: np.random.Generator, seconds: float) -> Signal:
    pops = [
        (at, dice.uniform(0.3, 1) * ring(dice, [(float(dice.uniform(300, 1500)), 0.008), (2_800.0, 0.003)]))
        for at in moments(dice, seconds, 0.02, 0.5)
    ]
    return place(seconds, pops) + 0.1 * noise(dice, seconds, band(200, 3000)) * (0.5 + slow(dice, seconds, 3))


def plane(dice: np.random.Generator, seconds: float) -> Signal:
    """It passes overhead: its noise is combed by the ground's echo, which moves."""
    roar, t = noise(dice, seconds, band(60, 1800)), times(seconds)
    delay = (20 + 60 * np.abs(t / seconds - 0.5)).astype(int)
    combed = roar + 0.7 * roar[np.maximum(0, np.arange(len(roar)) - delay)]
    return combed * np.exp(-(((t / seconds - 0.5) / 0.3) ** 2)) + 0.2 * harmonics(sweep(95 - 1.5 * t), [1, 0.6, 0.4])


def sandpaper(dice: np.random.Generator, seconds: float) -> Signal:
    strokes = np.cumsum(2 + 4 * slow(dice, seconds, 0.5)) / RATE
    grip = slow(dice, seconds, 2)
    fine, coarse = noise(dice, seconds, band(2000, 7000)), noise(dice, seconds, band(700, 3500))
    return np.abs(np.sin(np.pi * strokes)) * (fine * grip + coarse * (1 - grip)) + 0.004 * white(dice, seconds)


def washing_up(dice: np.random.Generator, seconds: float) -> Signal:
    """Dishes in water."""
    splash = noise(dice, seconds, band(300, 4000)) * slow(dice, seconds, 4) ** 3
    dishes = [
        (at, ring(dice, [(float(f), float(dice.uniform(0.02, 0.1))) for f in dice.uniform(600, 5000, 5)]))
        for at in moments(dice, seconds, 0.2, 1.5)
    ]
    return splash + 0.6 * place(seconds, dishes) + 0.004 * white(dice, seconds)
