"""More things that sound, of the second round."""

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


def accordion(dice: np.random.Generator, seconds: float) -> Signal:
    """Long notes, with the bellows' swell."""
    reeds = [1, 0.9, 0.8, 0.6, 0.6, 0.4, 0.3, 0.3, 0.2]
    length, base = float(dice.uniform(0.4, 1.0)), dice.uniform(150, 300)

    def note() -> Signal:
        t = times(length)
        hertz = base * 2 ** (dice.choice([0, 2, 4, 7, 9]) / 12)
        both = harmonics(2 * np.pi * hertz * t, reeds) + harmonics(2 * np.pi * hertz * 1.004 * t, reeds)
        return both * np.minimum(1, np.minimum(t, length - t) / 0.04)

    events = [(float(at), note()) for at in np.arange(0.2, seconds, length)]
    return place(seconds, events) * (0.6 + 0.4 * slow(dice, seconds, 1)) + 0.003 * white(dice, seconds)


def bouncing_ball(dice: np.random.Generator, seconds: float) -> Signal:
    modes = [
        (float(dice.uniform(90, 180)), 0.06),
        (float(dice.uniform(250, 450)), 0.03),
        (float(dice.uniform(700, 1500)), 0.01),
    ]
    events, at = [], 0.2
    while at < seconds:
        gap, strength = 0.7, 1.0
        while gap > 0.06:
            events.append((at, ring(dice, modes) * strength))
            at, gap, strength = at + gap, gap * 0.8, strength * 0.85
        at += 1.0
    return place(seconds, events) + 0.003 * white(dice, seconds)


def busy_tone(dice: np.random.Generator, seconds: float) -> Signal:
    t = times(seconds)
    tone = np.sin(2 * np.pi * 480 * t) + np.sin(2 * np.pi * 620 * t)
    return tone * (t % 1 < 0.5) + 0.004 * white(dice, seconds)


def cutlery(dice: np.random.Generator, seconds: float) -> Signal:
    """Knives, forks and plates."""
    events = [
        (at, ring(dice, [(float(f), float(dice.uniform(0.02, 0.2))) for f in dice.uniform(1500, 7000, 5)]))
        for at in moments(dice, seconds, 0.1, 0.9)
    ]
    return place(seconds, events) + 0.01 * noise(dice, seconds, band(100, 2000))


def frying_pan(dice: np.random.Generator, seconds: float) -> Signal:
    crackle = (dice.random(round(seconds * RATE)) > 0.998) * dice.standard_normal(round(seconds * RATE)) * 8
    return 0.5 * noise(dice, seconds, band(1500, 7500)) * (0.5 + slow(dice, seconds, 2)) + crackle


def hammer_blows(dice: np.random.Generator, seconds: float) -> Signal:
    modes = [(float(dice.uniform(300, 700)), 0.03), (float(dice.uniform(1200, 3000)), 0.06)]
    blows = np.arange(0.3, seconds, dice.uniform(0.35, 0.7))
    return place(seconds, [(float(at + dice.uniform(0, 0.05)), ring(dice, modes)) for at in blows]) + 0.004 * white(
        dice, seconds
    )


def helicopter(dice: np.random.Generator, seconds: float) -> Signal:
    t, turns = times(seconds), dice.uniform(10, 18)
    chop = np.maximum(0, np.sin(2 * np.pi * turns * t)) ** 4
    return chop * noise(dice, seconds, band(40, 900)) * (0.4 + 0.6 * slow(dice, seconds, 0.3)) + 0.1 * harmonics(
        sweep(90 + 5 * slow(dice, seconds, 0.5)), [1, 0.5, 0.3]
    )


def marimba(dice: np.random.Generator, seconds: float) -> Signal:
    base, beat = dice.uniform(130, 260), dice.uniform(0.12, 0.35)
    events = [
        (float(at), ring(dice, [(hertz, 0.25), (hertz * 4, 0.06), (hertz * 9.2, 0.02)]))
        for at in np.arange(0.2, seconds, beat)
        for hertz in [float(base * 2 ** (dice.choice([0, 2, 4, 7, 9, 12]) / 12))]
    ]
    return place(seconds, events) + 0.003 * white(dice, seconds)


def sewing_machine(dice: np.random.Generator, seconds: float) -> Signal:
    stitch = noise(dice, 0.04, band(400, 4000)) * np.exp(-times(0.04) / 0.008)
    speed = 6 + 14 * slow(dice, seconds, 0.5)
    turned = np.floor(np.cumsum(speed) / RATE)
    starts = np.flatnonzero(np.diff(turned)) / RATE
    motor = 0.15 * harmonics(sweep(10 * speed), [1, 0.7, 0.5, 0.4])
    return place(seconds, [(float(at), stitch) for at in starts]) + motor + 0.01 * white(dice, seconds)


def snores(dice: np.random.Generator, seconds: float) -> Signal:
    t, rate = times(seconds), dice.uniform(0.2, 0.35)
    breath = np.maximum(0, np.sin(2 * np.pi * rate * t)) ** 2
    flutter = np.maximum(0, np.sin(sweep(30 + 15 * slow(dice, seconds, 3)))) ** 6
    return breath * flutter * noise(dice, seconds, band(100, 1500)) + 0.004 * white(dice, seconds)


def train(dice: np.random.Generator, seconds: float) -> Signal:
    """Wheels over joints, four at a time."""
    clack = noise(dice, 0.15, band(80, 1500)) * np.exp(-times(0.15) / 0.03)
    events = [
        (float(at + gap), clack * dice.uniform(0.6, 1))
        for at in np.arange(0.2, seconds, dice.uniform(0.9, 1.6))
        for gap in (0, 0.12, 0.4, 0.52)
    ]
    return place(seconds, events) + 0.3 * noise(dice, seconds, lambda f: 1 / np.maximum(f, 40))


def music_box(dice: np.random.Generator, seconds: float) -> Signal:
    """A music box."""
    base, beat = dice.uniform(500, 900), dice.uniform(0.2, 0.4)
    events = [
        (float(at), ring(dice, [(hertz, 0.4), (hertz * 2.8, 0.15), (hertz * 5.4, 0.05)]))
        for at in np.arange(0.2, seconds, beat)
        for hertz in [float(base * 2 ** (dice.choice([0, 2, 4, 5, 7, 9, 11, 12]) / 12))]
    ]
    return place(seconds, events) + 0.003 * white(dice, seconds)
