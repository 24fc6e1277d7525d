"""Things that sound, of a third round: they were written before the gate met any of them."""

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


def saw(dice: np.random.Generator, seconds: float) -> Signal:
    """Through wood: each stroke forth sounds brighter than the one back."""
    t, strokes = times(seconds), dice.uniform(1.5, 3.5)
    phase = np.sin(2 * np.pi * strokes * t)
    forth, back = noise(dice, seconds, band(900, 5000)), noise(dice, seconds, band(400, 2200))
    return np.maximum(0, phase) * forth + 0.6 * np.maximum(0, -phase) * back + 0.004 * white(dice, seconds)


def pages(dice: np.random.Generator, seconds: float) -> Signal:
    """Somebody turns the pages of a book."""

    def page() -> Signal:
        length = float(dice.uniform(0.3, 0.8))
        sliding = noise(dice, length, band(dice.uniform(800, 1500), 6000)) * slow(dice, length, 15) ** 2
        return sliding * np.hanning(len(sliding))

    return place(seconds, [(at, page()) for at in moments(dice, seconds, 0.8, 3.0)]) + 0.003 * white(dice, seconds)


def typewriter(dice: np.random.Generator, seconds: float) -> Signal:
    key = [(float(f), 0.012) for f in dice.uniform(900, 4000, 4)]
    carriage = noise(dice, 0.5, band(600, 3000)) * (np.arange(round(0.5 * RATE)) % 400 < 120)
    bell = ring(dice, [(2_600.0, 0.4)])
    events = [(at, ring(dice, key)) for at in moments(dice, seconds, 0.08, 0.35)]
    ends = np.arange(dice.uniform(3, 5), seconds, 5)
    events += [(float(at + gap), sound) for at in ends for gap, sound in ((0, bell), (0.3, carriage))]
    return place(seconds, events) + 0.004 * white(dice, seconds)


def shower(dice: np.random.Generator, seconds: float) -> Signal:
    """Somebody moves under it."""
    near, far = noise(dice, seconds, band(700, 7000)), noise(dice, seconds, band(200, 3000))
    turned = slow(dice, seconds, 1.2)
    return near * turned + far * (1 - turned)


def fireworks(dice: np.random.Generator, seconds: float) -> Signal:
    def rocket() -> Signal:
        t = times(float(dice.uniform(0.5, 1.2)))
        whistle = np.sin(sweep(dice.uniform(1200, 2500) * (1 + 0.5 * t))) * np.hanning(len(t))
        after = times(1.5)
        bang = noise(dice, 1.5, band(40, 1500)) * np.exp(-after / 0.25) * 3
        crackle = (dice.random(len(after)) > 0.997) * dice.standard_normal(len(after)) * np.exp(-after / 0.6) * 3
        return np.concatenate([0.3 * whistle, bang + crackle])

    return place(seconds, [(at, rocket()) for at in moments(dice, seconds, 0.5, 3.0)]) + 0.01 * white(dice, seconds)


def coins(dice: np.random.Generator, seconds: float) -> Signal:
    """They fall, spin and lie still."""

    def coin() -> list[tuple[float, Signal]]:
        modes = [(float(f), 0.08) for f in dice.uniform(3000, 7500, 4)]
        gaps = np.cumsum(0.3 * 0.82 ** np.arange(18))
        return [(float(gap), ring(dice, modes) * 0.9**n) for n, gap in enumerate(gaps)]

    events = [(at + gap, sound) for at in moments(dice, seconds, 1.0, 3.5) for gap, sound in coin()]
    return place(seconds, events) + 0.004 * white(dice, seconds)


def zip_fastener(dice: np.random.Generator, seconds: float) -> Signal:
    def zip_sound() -> Signal:
        length = float(dice.uniform(0.3, 0.9))
        teeth = sweep(dice.uniform(80, 160) * (1 + dice.choice([-0.5, 0.7]) * times(length) / length))
        return noise(dice, length, band(1500, 7000)) * np.maximum(0, np.sin(teeth)) ** 3

    return place(seconds, [(at, zip_sound()) for at in moments(dice, seconds, 0.4, 2.0)]) + 0.004 * white(dice, seconds)


def toothbrush(dice: np.random.Generator, seconds: float) -> Signal:
    t, strokes = times(seconds), dice.uniform(3, 6)
    place_in_mouth = slow(dice, seconds, 0.7)
    low, high = noise(dice, seconds, band(500, 2500)), noise(dice, seconds, band(1800, 6500))
    swing = np.abs(np.sin(np.pi * strokes * t)) ** 0.8
    return swing * (low * place_in_mouth + high * (1 - place_in_mouth)) + 0.004 * white(dice, seconds)


def passing_cars(dice: np.random.Generator, seconds: float) -> Signal:
    t = times(seconds)
    road = [
        np.exp(-(((t - at) / dice.uniform(0.6, 1.5)) ** 2)) * noise(dice, seconds, band(80, dice.uniform(800, 2500)))
        for at in moments(dice, seconds, 1.5, 4.0)
    ]
    return np.sum(road, axis=0) + 0.05 * noise(dice, seconds, band(40, 400))


def crumpled_foil(dice: np.random.Generator, seconds: float) -> Signal:
    rate = 0.9997 - 0.004 * slow(dice, seconds, 3) ** 2
    clicks = (dice.random(len(rate)) > rate) * dice.standard_normal(len(rate))
    kernel = np.exp(-times(0.004) / 0.0008) * np.sin(2 * np.pi * dice.uniform(2500, 5500) * times(0.004))
    return np.convolve(clicks, kernel, "same") + 0.004 * white(dice, seconds)


def purr(dice: np.random.Generator, seconds: float) -> Signal:
    """A cat's, drawn in and let out."""
    t = times(seconds)
    pulses = np.maximum(0, np.sin(sweep(25 + 3 * slow(dice, seconds, 1)))) ** 4
    breath = np.abs(np.sin(np.pi * dice.uniform(0.6, 1.0) * t)) ** 0.5
    drawn, let_out = noise(dice, seconds, band(60, 500)), noise(dice, seconds, band(60, 900))
    is_in = np.sin(2 * np.pi * 0.4 * t) > 0
    return pulses * breath * np.where(is_in, drawn, let_out) + 0.005 * white(dice, seconds)


def harmonica(dice: np.random.Generator, seconds: float) -> Signal:
    base, beat = dice.uniform(260, 500), dice.uniform(0.25, 0.6)
    reeds = [1, 0.7, 0.8, 0.4, 0.5, 0.2, 0.2]

    def chord() -> Signal:
        t = times(beat)
        hertz = base * 2 ** (dice.choice([0, 2, 4, 5, 7]) / 12)
        hand = 1 + 0.3 * np.sin(2 * np.pi * 6 * t)
        both = harmonics(2 * np.pi * hertz * t, reeds) + harmonics(2 * np.pi * hertz * 1.26 * t, reeds)
        return both * hand * np.minimum(1, np.minimum(t, beat - t) / 0.03)

    events = [(float(at), chord()) for at in np.arange(0.2, seconds, beat)]
    return place(seconds, events) + 0.004 * white(dice, seconds)


def drill(dice: np.random.Generator, seconds: float) -> Signal:
    """An electric one, that bites and slips."""
    speed = 140 + 120 * slow(dice, seconds, 1.5)
    load = slow(dice, seconds, 2)
    motor = harmonics(sweep(speed), [1, 0.8, 0.9, 0.5, 0.6, 0.3, 0.3, 0.2])
    return motor * (0.6 + 0.4 * load) + 2 * load * noise(dice, seconds, band(800, 6000))


def kettle(dice: np.random.Generator, seconds: float) -> Signal:
    """It boils until it whistles."""
    t = times(seconds)
    boiling = noise(dice, seconds, band(150, 1200)) * (0.5 + 0.5 * slow(dice, seconds, 6)) * t / seconds
    whistle = np.sin(sweep(1800 + 700 * t / seconds + 40 * slow(dice, seconds, 8)))
    return boiling + 0.8 * np.clip(2 * t / seconds - 1, 0, 1) * whistle + 0.01 * white(dice, seconds)


def table_tennis(dice: np.random.Generator, seconds: float) -> Signal:
    bat, table = [(float(dice.uniform(900, 1300)), 0.012)], [(float(dice.uniform(500, 700)), 0.018), (1_500.0, 0.01)]
    events = [
        (float(at + gap), ring(dice, modes))
        for at in np.arange(0.2, seconds, dice.uniform(0.7, 1.1))
        for gap, modes in ((0, bat), (0.22, table))
    ]
    return place(seconds, events) + 0.006 * noise(dice, seconds, band(100, 3000))


def washing_machine(dice: np.random.Generator, seconds: float) -> Signal:
    t, turns = times(seconds), dice.uniform(0.8, 1.4)
    drum = np.maximum(0, np.sin(2 * np.pi * turns * t)) ** 0.7
    slosh, hum = noise(dice, seconds, band(100, 1400)), harmonics(2 * np.pi * 100 * t, [1, 0.6, 0.3, 0.3])
    return drum * slosh * (0.6 + 0.4 * slow(dice, seconds, 5)) + 0.3 * hum * drum + 0.01 * white(dice, seconds)
