"""Who is heard before anything is paid: voices of all kinds, and nothing else. The sounds: `support.sound_kinds`.

Most sounds and voices are tried only with `NIGHTLY=1`, as `make nightly` does.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest

from bandup.audio.decoding import decode
from bandup.audio.filtering import filter_voice_band
from bandup.audio.fluency import Fluency
from bandup.audio.formats import AudioFormat
from bandup.audio.listening import listen
from bandup.core.errors import TerminalError
from support.processor import within
from support.sound_kinds.clips import (
    LEVELS,
    SEEDS,
    at_level,
    make_speech,
    make_speechless,
    speech_clips,
    whisper,
)
from support.sound_kinds.ground import RATE, Signal, times, white
from support.sound_kinds.split import FRESH_KINDS, FRESH_VOICES, KINDS, VOICES
from support.voices import speak

REAL_SPEECH = sorted((Path(__file__).parents[2] / "samples" / "real_speech").glob("*.ogg"))


IS_NIGHT = "NIGHTLY" in os.environ
BY_DAY = 3
"""By day, one of so many clips is tried."""


def hears(samples: bytes) -> bool:
    try:
        return listen(np.frombuffer(samples, "<i2")).speech > 0
    except TerminalError as error:
        assert error.code == "no_speech"  # noqa: PT017  # either end is right
        return False


def heard_kinds(clips: Iterable[tuple[str, int, float]]) -> list[tuple[str, int, float]]:
    """The clips without speech in which speech is heard all the same."""
    return [clip for clip in clips if hears(make_speechless(*clip))]


def refused_voices(clips: Iterable[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """The clips of speech in which none is heard."""
    return [clip for clip in clips if not hears(make_speech(*clip))]


@pytest.mark.slow
def test_of_the_sounds_that_the_gate_was_made_with_none_is_taken_for_speech() -> None:
    seeds = SEEDS if IS_NIGHT else SEEDS[:1]
    assert heard_kinds((kind, seed, LEVELS[seed % len(LEVELS)]) for kind in KINDS for seed in seeds) == []


@pytest.mark.slow
def test_of_the_sounds_that_it_never_met_nineteen_of_twenty_are_refused() -> None:
    clips = [(kind, seed, level) for kind in FRESH_KINDS for seed in SEEDS for level in LEVELS]
    clips = clips if IS_NIGHT else clips[::BY_DAY]
    assert len(heard_kinds(clips)) <= 0.05 * len(clips)


@pytest.mark.slow
def test_no_speech_is_refused() -> None:
    assert refused_voices(list(speech_clips(VOICES, 1))[:: 1 if IS_NIGHT else BY_DAY]) == []


@pytest.mark.slow
def test_no_speech_of_the_voices_that_it_never_met_is_refused() -> None:
    assert refused_voices(list(speech_clips(FRESH_VOICES, 3))[:: 1 if IS_NIGHT else BY_DAY]) == []


REFUSED_ONCE = {
    "a voice of 55 Hz": ("en-us+david", "slow and low"),
    "a whisper": ("en+caleb", "fast and high"),
    "a whisper in a hall": ("en-us+whisperf", "in a hall"),
    "a rough voice": ("en+croak", "by a bad telephone"),
    "letters, whispered one by one": ("ja", "whispered"),
}
"""By the gate of an earlier round."""


@pytest.mark.parametrize("name", REFUSED_ONCE)
def test_voices_that_were_refused_once_are_heard(name: str) -> None:
    assert hears(make_speech(*REFUSED_ONCE[name], -30.0))


@pytest.mark.parametrize("file", REAL_SPEECH, ids=lambda file: file.stem)
def test_people_are_heard(file: Path) -> None:
    samples = decode(file.read_bytes(), AudioFormat.OGG, 60).samples
    assert listen(samples).speech > 0.6 * len(samples) / RATE


@pytest.mark.parametrize("file", REAL_SPEECH, ids=lambda file: file.stem)
def test_people_are_heard_when_they_whisper(file: Path) -> None:
    spoken = decode(file.read_bytes(), AudioFormat.OGG, 60).samples
    heard = listen(np.frombuffer(at_level(whisper(spoken), -25.0), "<i2"))
    assert heard.speech > 0.6 * len(spoken) / RATE


def plain() -> Signal:
    """A talk with silence around it, in a quiet room; its loudest sample is a quarter of full scale."""
    spoken = np.frombuffer(speak(), "<i2").astype(float)
    quiet = np.zeros(RATE // 2)
    talk = np.concatenate([quiet, spoken * 8_000 / np.abs(spoken).max(), quiet])
    return talk + 2 * white(np.random.default_rng(1), len(talk) / RATE)


def measure(signal: Signal) -> Fluency:
    return listen(np.asarray(np.clip(np.round(signal), -32_768, 32_767), np.int16))


def bang(signal: Signal) -> Signal:
    shot = 25_000 * white(np.random.default_rng(2), 0.4) * np.exp(-times(0.4) / 0.1)
    signal[6 * RATE : 6 * RATE + len(shot)] += shot
    return signal


def beep(signal: Signal) -> Signal:
    signal[-RATE // 2 :] += 28_000 * np.sin(2 * np.pi * 1_000 * times(0.5))
    return signal


SPOILT: dict[str, Callable[[Signal], Signal]] = {
    "a bang": bang,
    "a beep": beep,
    "a DC offset": lambda signal: signal + 9_000,
    "a rumble": lambda signal: signal + 9_000 * np.sin(2 * np.pi * 40 * np.arange(len(signal)) / RATE),
    "a far microphone": lambda signal: signal / 30,
}


@pytest.mark.parametrize("how", SPOILT)
def test_levels_survive_the_real_world(how: str) -> None:
    heard, clean = measure(SPOILT[how](plain())), measure(plain())
    assert heard.pauses[: len(clean.pauses)] == pytest.approx(clean.pauses, abs=0.05)
    assert heard.speech == pytest.approx(clean.speech, abs=0.6)


def test_digital_silence_takes_no_longer_than_speech() -> None:
    """A microphone that is switched off gives zeros. Two minutes of them took 2 s, where speech takes 0.05 s."""
    sound = np.concatenate([plain().astype(np.int16)[: 2 * RATE], np.zeros(120 * RATE, np.int16)])
    with within(0.6):
        filter_voice_band(sound, RATE, RATE)


def test_a_loud_examiner_does_not_make_the_candidate_silent() -> None:
    """24 dB louder, as somebody at the microphone is beside somebody across a room."""
    question = np.frombuffer(speak("Could you tell me about a book that you have read?", "en-us+m3"), "<i2") * 1.0
    candidate = plain() / 16
    both = measure(np.concatenate([question * 30_000 / np.abs(question).max(), candidate]))
    assert both.speech > measure(candidate).speech + 1.5
    assert len(both.pauses) == len(measure(candidate).pauses) + 1
