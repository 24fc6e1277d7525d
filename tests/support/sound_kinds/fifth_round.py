"""Things that sound, of a fifth round: they were written before the gate met any of them."""

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


def hair_dryer(dice: np.random.Generator, seconds: float) -> Signal:
    """It is waved about."""
    near = slow(dice, seconds, 2)
    air = noise(dice, seconds, band(300, 3000)) * (0.4 + near) + noise(dice, seconds, band(2500, 7500)) * near**2
    return air + 0.3 * harmonics(sweep(210 + 6 * slow(dice, seconds, 1)), [1, 0.5, 0.6, 0.3])


def torn_cloth(dice: np.random.Generator, seconds: float) -> Signal:
    def tear() -> Signal:
        length = float(dice.uniform(0.3, 1.2))
        threads = dice.random(round(length * RATE)) > 0.96
        return np.hanning(len(threads)) * threads * noise(dice, length, band(dice.uniform(500, 1500), 7000))

    return place(seconds, [(at, tear()) for at in moments(dice, seconds, 0.5, 2.0)]) + 0.004 * white(dice, seconds)


def skateboard(dice: np.random.Generator, seconds: float) -> Signal:
    """It rolls over slabs, and jumps."""
    speed = 0.4 + 0.6 * slow(dice, seconds, 0.5)
    rolling = noise(dice, seconds, band(200, 2500)) * speed + noise(dice, seconds, band(1500, 5000)) * speed**3
    joints = [(at, ring(dice, [(180.0, 0.03), (900.0, 0.01)]) * 2) for at in moments(dice, seconds, 0.2, 0.5)]
    return rolling + place(seconds, joints)


def harp(dice: np.random.Generator, seconds: float) -> Signal:
    """Runs up and down."""
    base, gap = dice.uniform(120, 240), dice.uniform(0.06, 0.16)
    scale = [0, 2, 4, 7, 9, 12, 14, 16, 19, 21, 24]
    run = [*scale, *scale[-2:0:-1]]
    events = [
        (float(at), ring(dice, [(base * 2 ** (run[n % len(run)] / 12) * k, 0.7 / k) for k in range(1, 6)]))
        for n, at in enumerate(np.arange(0.2, seconds, gap))
    ]
    return place(seconds, events) + 0.003 * white(dice, seconds)


def ice_in_a_glass(dice: np.random.Generator, seconds: float) -> Signal:
    glass = [(float(f), 0.12) for f in dice.uniform(1800, 6500, 4)]
    events = [
        (at + gap, ring(dice, glass) * dice.uniform(0.2, 1))
        for at in moments(dice, seconds, 0.5, 1.5)
        for gap in np.cumsum(dice.uniform(0.04, 0.15, 6))
    ]
    pouring = noise(dice, seconds, band(400, 3000)) * (slow(dice, seconds, 0.4) > 0.6)
    return place(seconds, events) + 0.2 * pouring + 0.004 * white(dice, seconds)


def motorbike(dice: np.random.Generator, seconds: float) -> Signal:
    """It changes gear."""
    t, length = times(seconds), float(dice.uniform(1.5, 3))
    turns = 40 + 90 * (t / length % 1)
    fired = harmonics(sweep(turns), [1, 0.8, 0.9, 0.6, 0.7, 0.4, 0.4, 0.3, 0.2, 0.2])
    return fired * (0.5 + 0.5 * slow(dice, seconds, 6)) + 0.4 * noise(dice, seconds, band(80, 2000))
