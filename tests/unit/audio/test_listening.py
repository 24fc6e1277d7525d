"""Who is heard before anything is paid: voices of all kinds, and nothing else. The sounds: `support.sound_kinds`."""

import wave
from collections.abc import Callable

import numpy as np
import pytest

from bandup.audio.fluency import Fluency
from bandup.audio.listening import listen
from bandup.core.errors import TerminalError
from support.sound_kinds.clips import LEVELS, SEEDS, make_speech, make_speechless, speech_clips
from support.sound_kinds.ground import RATE, Signal, noise, sweep, times, white
from support.sound_kinds.split import FRESH_KINDS, FRESH_VOICES, KINDS, VOICES
from support.voices import TEXT, speak
from unit.paths import REAL_SPEECH

WHISPERING = "en+caleb"
"""A voice without voicing. A whisper is not told from breath."""

BELOW_THE_LOWEST_PITCH = ("en-us+david", "slow and low")
"""55 Hz, which is an octave below most men."""


def hears(samples: bytes) -> bool:
    try:
        return listen(np.frombuffer(samples, "<i2")).speech > 0
    except TerminalError as error:
        assert error.code == "no_speech"  # noqa: PT017  # either end is right
        return False


def share_refused(kinds: dict[str, object]) -> float:
    clips = [(kind, seed, level) for kind in kinds for seed in SEEDS for level in LEVELS]
    return sum(not hears(make_speechless(*clip)) for clip in clips) / len(clips)
