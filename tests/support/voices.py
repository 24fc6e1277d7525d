"""Speech made by eSpeak NG, whose library and voices come in a package: no program has to be installed."""

import _ctypes
import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import espeakng_loader
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

RATE = 16_000

TEXT = (
    "Well, I would like to talk about a book that I read last summer. It is about a young woman who moves to a small "
    "town near the sea, and she tries to open a restaurant there. At first nobody comes, because the people are used "
    "to their own cooking. But then, um, she begins to listen to their stories, and little by little she learns what "
    "they really like. I enjoyed it because it shows how important it is to be patient with other people. "
)

_SYNCHRONOUS, _UTF8 = 2, 1
_RATE_PARAMETER, _PITCH_PARAMETER = 1, 3
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


@contextmanager
def _open_library() -> Iterator[tuple[Any, int]]:
    """The library, and its samples per second.

    It is loaded anew for each text: what it said before would change how a voice flutters.
    """
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, str(espeakng_loader.get_data_path()).encode(), 0)
    try:
        yield library, rate
    finally:
        library.espeak_Terminate()
        _ctypes.dlclose(library._handle)


@cache
def speak(text: str = TEXT, voice: str = "en", *, words_per_minute: int = 160, pitch: int = 50) -> bytes:
    """16-bit mono samples at `RATE`.

    Args:
        text: what is said.
        voice: a language of eSpeak NG, which is the accent, and maybe a variant: `en+f3`.
        words_per_minute: 80 to 450.
        pitch: 0 to 99.
    """
    spoken = bytearray()

    def collect(samples: Any, count: int, _: Any) -> int:
        if samples and count > 0:
            spoken.extend(ctypes.string_at(samples, count * 2))
        return 0

    callback = _Callback(collect)
    with _open_library() as (library, rate):
        library.espeak_SetSynthCallback(callback)
        if library.espeak_SetVoiceByName(voice.encode()):
            raise ValueError(voice)
        library.espeak_SetParameter(_RATE_PARAMETER, words_per_minute, 0)
        library.espeak_SetParameter(_PITCH_PARAMETER, pitch, 0)
        library.espeak_ng_SetRandSeed(ctypes.c_long(1))  # else the time of day decides how a whisper hisses
        data = text.encode() + b"\0"
        library.espeak_Synth(data, len(data), 0, 0, 0, _UTF8, None, None)
    return resample(bytes(spoken), rate, RATE)


def resample(samples: bytes, rate: int, wanted: int) -> bytes:
    frame = AudioFrame.from_ndarray(np.frombuffer(samples, np.int16)[None, :], format="s16", layout="mono")
    frame.sample_rate = rate
    converter = AudioResampler(format="s16", layout="mono", rate=wanted)
    found = [*converter.resample(frame), *converter.resample(None)]
    return b"".join(each.to_ndarray().tobytes() for each in found)
