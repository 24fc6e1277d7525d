"""Cutting one recording into pieces, such as the parts of a test. Run it as `bandup.audio.decoding` says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bandup.audio.decoding import RATE, decode_samples, encode_flac
from bandup.audio.formats import AudioFormat


@dataclass(frozen=True)
class Piece:
    """A stretch of a recording, in seconds from its beginning.

    Attributes:
        start: where it begins.
        end: where it ends; None for the recording's end. Beyond it, the same is meant.
    """

    start: float
    end: float | None


def cut(
    data: bytes,
    audio_format: AudioFormat,
    pieces: Sequence[Piece],
    max_seconds: float,
    on_progress: Callable[[float], None] | None = None,
) -> list[bytes]:
    """The pieces as FLAC files, mono at `RATE`; b"" for a piece that begins at or after the recording's end.

    Args:
        data: the file.
        audio_format: its format.
        pieces: what is wanted.
        max_seconds: the longest recording that is accepted.
        on_progress: as `bandup.audio.decoding.decode` takes it.

    Raises:
        TerminalError: `unsupported_audio`, `empty_audio` or `too_long`.
    """
    samples, _, _ = decode_samples(data, audio_format, max_seconds, on_progress)
    wanted = (samples[_position(piece.start) : _position(piece.end)] for piece in pieces)
    return [encode_flac(sound) if len(sound) else b"" for sound in wanted]


def _position(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * RATE)
