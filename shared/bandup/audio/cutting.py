"""Cutting one recording into pieces, such as the parts of a test. Run it as `bandup.audio.decoding` says."""

from collections.abc import Sequence
from dataclasses import dataclass

from av.audio.frame import AudioFrame

from bandup.audio.decoding import RATE, FlacWriter, empty_audio_error, open_recording, too_long_error
from bandup.audio.formats import AudioFormat

SAMPLE_BYTES = 2


@dataclass(frozen=True)
class Piece:
    """A stretch of a recording, in seconds from its beginning.

    Attributes:
        start: where it begins.
        end: where it ends; None for the recording's end. Beyond it, the same is meant.
    """

    start: float
    end: float | None


def cut(data: bytes, audio_format: AudioFormat, pieces: Sequence[Piece], max_seconds: float) -> list[bytes]:
    """The pieces as FLAC files, mono at `RATE`; b"" for a piece that begins at or after the recording's end.

    Args:
        data: the file.
        audio_format: its format.
        pieces: what is wanted.
        max_seconds: the longest recording that is accepted.

    Raises:
        TerminalError: `unsupported_audio`, `empty_audio` or `too_long`.
    """
    sound = bytearray()  # at most 38 MB for twenty minutes
    with open_recording(data, audio_format) as decoder:
        for frame in decoder.frames():
            sound += memoryview(frame.planes[0])[: frame.samples * SAMPLE_BYTES]
            if len(sound) > max_seconds * RATE * SAMPLE_BYTES:
                raise too_long_error(max_seconds)
    if not sound:
        raise empty_audio_error()
    return [_encode(sound[_position(piece.start) : _position(piece.end)]) for piece in pieces]


def _position(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * RATE) * SAMPLE_BYTES


def _encode(sound: bytearray) -> bytes:
    if not sound:
        return b""
    flac = FlacWriter()
    for start in range(0, len(sound), RATE * SAMPLE_BYTES):
        second = sound[start : start + RATE * SAMPLE_BYTES]
        frame = AudioFrame(format="s16", layout="mono", samples=len(second) // SAMPLE_BYTES, align=1)
        frame.sample_rate = RATE
        frame.planes[0].update(bytes(second))
        flac.add(frame)
    return flac.finish()
