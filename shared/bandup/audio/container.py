"""Whether another program that reads a file will find the sound that was found here, no more and no less."""

import struct

from bandup.audio.formats import AudioFormat, begins_with_frame_or_tag

_RIFF_HEADER = 12
_CHUNK_HEADER = 8


def is_whole(data: bytes, audio_format: AudioFormat) -> bool:
    """Whether the file can be sent to a model as it is.

    A WAV file's chunks must fill it: a stream's recorder writes 0 or 4 GB as their length, and sound behind a data
    chunk that is too short is heard by some programs and not by others. An MP3 must begin with a whole frame.
    """
    if audio_format is AudioFormat.MP3:
        return begins_with_frame_or_tag(data)
    return audio_format is not AudioFormat.WAV or _is_filled(data)


def _is_filled(data: bytes) -> bool:
    """Whether the file has the length that its header says, and chunks up to there. A last odd byte may be missing."""
    end = len(data)
    if int.from_bytes(data[4:8], "little") + _CHUNK_HEADER not in (end - 1, end):
        return False
    at = _RIFF_HEADER
    while at + _CHUNK_HEADER <= end:
        name, size = struct.unpack_from("<4sI", data, at)
        if not (name.isascii() and name.decode().isprintable()):
            return False
        at += _CHUNK_HEADER + size + size % 2
    return at in (end - 1, end, end + 1)
