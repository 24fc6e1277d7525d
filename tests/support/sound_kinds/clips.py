"""Every kind of sound and every voice as recordings: 16-bit mono samples at 16 kHz."""

import zlib
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from support.sound_kinds.ground import RATE, Signal, noise, times, white
from support.sound_kinds.split import FRESH_KINDS, KINDS
from support.voices import TEXT, speak

LEVELS = (-46.0, -25.0, -4.0)
"""Decibels of full scale, of the 99th percentile of a clip's samples."""

SEEDS = range(4)
SECONDS = 20.0


def at_level(signal: Signal, decibels: float) -> bytes:
    loud = np.quantile(np.abs(signal), 0.99) + 1e-12
    scaled = signal / loud * 32_767 * 10 ** (decibels / 20)
    return bytes(np.clip(np.round(scaled), -32_768, 32_767).astype("<i2").tobytes())


def make_speechless(kind: str, seed: int, decibels: float) -> bytes:
    dice = np.random.default_rng([seed, zlib.crc32(kind.encode())])
    return at_level((KINDS | FRESH_KINDS)[kind](dice, SECONDS), decibels)


def _speak(voice: str, *, words_per_minute: int = 160, pitch: int = 50, text: str = TEXT) -> Signal:
    return np.frombuffer(speak(text, voice, words_per_minute=words_per_minute, pitch=pitch), "<i2").astype(float)


def whisper(signal: Signal) -> Signal:
    """Speech without its voice: noise in the shape that the mouth gives it, frame by frame (a smoothed cepstrum)."""
    size, hop, smooth = 640, 160, 40
    window, gain = np.hanning(size), np.clip(np.fft.rfftfreq(1024, 1 / RATE), 50, 1000) / 1000
    padded = np.pad(signal, size)
    breath, result = white(np.random.default_rng(1), len(padded) / RATE), np.zeros(len(padded))
    for start in range(0, len(padded) - size, hop):
        at = slice(start, start + size)
        power = np.abs(np.fft.rfft(padded[at] * window, 1024))
        cepstrum = np.fft.irfft(np.log(power + 1e-3 * power.max() + 1e-9))
        cepstrum[smooth:-smooth] = 0
        shaped = np.fft.rfft(breath[at] * window, 1024) * np.exp(np.fft.rfft(cepstrum).real) * gain
        result[at] += np.fft.irfft(shaped, 1024)[:size] * window
    return result[size:-size]


def _plus_noise(signal: Signal, gain: Callable[[Signal], Signal], below: float) -> Signal:
    dice = np.random.default_rng(11)
    return signal + noise(dice, len(signal) / RATE, gain)[: len(signal)] * np.std(signal) * 10 ** (-below / 20)


def _in_band(signal: Signal, low: float, high: float) -> Signal:
    spectrum, f = np.fft.rfft(signal), np.fft.rfftfreq(len(signal), 1 / RATE)
    return np.fft.irfft(spectrum * (f > low) * (f < high), len(signal))


def _in_room(signal: Signal) -> Signal:
    echo = white(np.random.default_rng(5), 0.5) * np.exp(-times(0.5) / 0.08) * 0.15
    echo[0] = 1
    size = 1 << (len(signal) + len(echo)).bit_length()
    return np.fft.irfft(np.fft.rfft(signal, size) * np.fft.rfft(echo, size), size)[: len(signal)]


def _with_pauses(voice: str) -> Signal:
    """A halting speaker: a few words, then a second or two of nothing."""
    words, dice = TEXT.split(), np.random.default_rng(3)
    parts = [_speak(voice, words_per_minute=110, text=" ".join(words[at : at + 3])) for at in range(0, 36, 3)]
    gaps = [np.zeros(round(float(dice.uniform(0.6, 2.0)) * RATE)) for _ in parts]
    return np.concatenate([piece for pair in zip(parts, gaps, strict=True) for piece in pair])


CONDITIONS: dict[str, Callable[[str], Signal]] = {
    "clean": _speak,
    "in a noisy street": lambda voice: _plus_noise(_speak(voice), lambda f: 1 / np.sqrt(np.maximum(f, 20)), 10),
    "by telephone": lambda voice: _in_band(_speak(voice), 300, 3400),
    "in a bare room": lambda voice: _in_room(_speak(voice)),
    "halting": _with_pauses,
    "fast and high": lambda voice: _speak(voice, words_per_minute=240, pitch=85),
    "slow and low": lambda voice: _speak(voice, words_per_minute=100, pitch=10),
    "over a rumble": lambda voice: _plus_noise(_speak(voice), lambda f: 1.0 * (f > 15) * (f < 45), -6),
    "one sentence": lambda voice: _speak(voice, text="I live in a small town near the sea, with my parents."),
}


OTHER_TEXT = (
    "I'm not sure, really. My brother thinks that everybody should learn to cook at school, but I disagree with him. "
    "Teenagers have enough subjects already! If somebody wants to do it, there are thousands of films which show how."
)


def _say(voice: str, **how: int) -> Signal:
    return _speak(voice, text=OTHER_TEXT, **how)


def _overdriven(signal: Signal) -> Signal:
    most = np.quantile(np.abs(signal), 0.9)
    return np.clip(signal, -most, most)


def _by_bad_telephone(voice: str) -> Signal:
    """A narrow band, in steps of an eighth of the logarithm, and a hiss."""
    narrow = _in_band(_say(voice), 350, 2700)
    steps = np.sign(narrow) * np.exp(np.round(8 * np.log(np.abs(narrow) + 1)) / 8)
    return _plus_noise(steps, lambda f: 1.0 * (f > 300) * (f < 3000), 20)


CONDITIONS |= {
    "another text": _say,
    "very fast": lambda voice: _say(voice, words_per_minute=320),
    "very slow": lambda voice: _say(voice, words_per_minute=85, pitch=35),
    "as high as can be": lambda voice: _say(voice, pitch=99),
    "as low as can be": lambda voice: _say(voice, pitch=0),
    "whispering": lambda voice: whisper(_say(voice)),
    "beside a fan": lambda voice: _plus_noise(_say(voice), lambda f: 1 / (1 + (f / 700) ** 2), 8),
    "by a bad telephone": _by_bad_telephone,
    "overdriven": lambda voice: _overdriven(_say(voice)),
    "in a hall": lambda voice: _in_room(_in_room(_say(voice, words_per_minute=140))),
}

LAST_TEXT = (
    "Honestly, it depends on the weather. On a rainy weekend we usually stay at home, play cards and argue about the "
    "rules; my cousin always cheats. Should the government pay for museums? Of course, or nobody would go."
)


def _tell(voice: str, **how: int) -> Signal:
    return _speak(voice, text=LAST_TEXT, **how)


def _on_and_off(signal: Signal) -> Signal:
    """A connection that drops a tenth of a second now and then."""
    drops = np.random.default_rng(4).random(len(signal) * 10 // RATE + 1) < 0.12
    return signal * ~np.repeat(drops, RATE // 10)[: len(signal)]


CONDITIONS |= {
    "a last text": _tell,
    "in a car": lambda voice: _plus_noise(_tell(voice), lambda f: 1 / np.maximum(f, 30), 3),
    "beside a tap": lambda voice: _plus_noise(_tell(voice), lambda f: 1.0 * (f > 500), 9),
    "whispered": lambda voice: whisper(_tell(voice, words_per_minute=130)),
    "whispered in a room": lambda voice: _in_room(whisper(_tell(voice))),
    "by a connection that drops": lambda voice: _on_and_off(_tell(voice)),
    "through a wall": lambda voice: _in_band(_tell(voice), 80, 900),
    "hardly moving": lambda voice: _tell(voice, words_per_minute=120, pitch=20),
    "in a hurry": lambda voice: _tell(voice, words_per_minute=270, pitch=65),
}


def speech_clips(voices: Sequence[str], of_each: int) -> Iterator[tuple[str, str, float]]:
    """(voice, condition, level) of each clip: so many conditions of each voice, all conditions alike often."""
    names = list(CONDITIONS)
    for place, voice in enumerate(voices):
        for step in range(of_each):
            number = place * of_each + step
            yield voice, names[number % len(names)], LEVELS[place % len(LEVELS)]


def make_speech(voice: str, condition: str, decibels: float) -> bytes:
    return at_level(CONDITIONS[condition](voice), decibels)
