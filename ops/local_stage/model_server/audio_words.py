"""The words in a recording, as far as a small recogniser without a network hears them.

It is PocketSphinx with the English model in its package, set to be fast: it mishears many words, more of accents and in
noise, and writes no punctuation. How many words it hears, and when, is about right.
"""

import hashlib
import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pocketsphinx import Decoder

from bandup.audio.decoding import RATE

_MARGIN_SECONDS = 0.1
_REMEMBERED = 2_000
_FAST = {
    "beam": 1e-30,
    "wbeam": 1e-20,
    "pbeam": 1e-30,
    "maxhmmpf": 1500,
    "maxwpf": 5,
    "ds": 2,
    "topn": 2,
    "fwdflat": False,
    "bestpath": False,
}
"""One second of processor time for 25 s of speech, and not ten."""


class Transcriber:
    """Safe for many threads, of which one transcribes at a time. The same stretch of sound is transcribed once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._decoder: Decoder | None = None
        self._known: dict[bytes, str] = {}

    def transcribe(self, samples: NDArray[np.int16], stretches: Sequence[tuple[float, float]]) -> tuple[str, ...]:
        """The words of each stretch, in order; empty where none were recognised.

        Args:
            samples: mono, at `bandup.audio.decoding.RATE`.
            stretches: where speech was measured, as (start, end) in seconds.
        """
        pieces = (
            samples[max(0, round((start - _MARGIN_SECONDS) * RATE)) : round((end + _MARGIN_SECONDS) * RATE)].tobytes()
            for start, end in stretches
        )
        return tuple(map(self._recognize, pieces))

    def _recognize(self, sound: bytes) -> str:
        key = hashlib.sha256(sound).digest()
        with self._lock:
            if key not in self._known:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[key] = self._decode(sound)
            return self._known[key]

    def _decode(self, sound: bytes) -> str:
        self._decoder = decoder = self._decoder or Decoder(samprate=RATE, loglevel="FATAL", **_FAST)
        decoder.start_utt()
        decoder.process_raw(sound, full_utt=True)
        decoder.end_utt()
        hypothesis = decoder.hyp()
        return str(hypothesis.hypstr) if hypothesis else ""


TRANSCRIBER = Transcriber()
"""One for the server: its model takes a second to load."""
