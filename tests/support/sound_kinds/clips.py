"""Every kind of sound and every voice as recordings: 16-bit mono samples at 16 kHz."""

import zlib
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from support.sound_kinds.ground import RATE, Signal, noise, times, white
from support.sound_kinds.split import FRESH_KINDS, KINDS
from support.voices import TEXT, speak

LEVELS = (-40.0, -25.0, -9.0)
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


def speech_clips(voices: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """(voice, condition, level) of each clip: three conditions of each voice, all conditions alike often."""
    names = list(CONDITIONS)
    for place, voice in enumerate(voices):
        for step in range(3):
            number = place * 3 + step
            yield voice, names[number % len(names)], LEVELS[number // 3 % len(LEVELS)]


def make_speech(voice: str, condition: str, decibels: float) -> bytes:
    return at_level(CONDITIONS[condition](voice), decibels)
