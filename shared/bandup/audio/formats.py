"""The format of a recording, found from its first bytes. File names and content types are not trusted."""

import re
from enum import StrEnum


class AudioFormat(StrEnum):
    """A file format of recordings that browsers, phones or editors write."""

    WAV = "wav"
    MP3 = "mp3"
    AIFF = "aiff"
    AAC = "aac"
    OGG = "ogg"
    FLAC = "flac"
    MP4 = "mp4"
    WEBM = "webm"


_SYNC = b"\xff"
_ID3_HEADER = 10
_MOST_TAGS = 8

_PADDING = re.compile(rb"\0*")
"""Some programs write zeros behind a tag."""


def detect_format(data: bytes) -> AudioFormat | None:
    """The format of `data`, or None if it is none that is accepted.

    ID3 tags are skipped. They may be of any size, hold any text, and come before MP3, AAC and FLAC.
    """
    start = 0
    for _ in range(_MOST_TAGS):
        if data[start : start + 3] != b"ID3" or len(data) < start + _ID3_HEADER:
            break
        start += _ID3_HEADER + _id3_size(data[start + 6 : start + _ID3_HEADER])
        start = _after_padding(data, start)
    return _by_signature(data[start : start + 12])


def _by_signature(head: bytes) -> AudioFormat | None:
    match head[:4]:
        case b"RIFF" | b"RF64" if head[8:12] == b"WAVE":
            return AudioFormat.WAV
        case b"FORM" if head[8:12] in (b"AIFF", b"AIFC"):
            return AudioFormat.AIFF
        case b"OggS":
            return AudioFormat.OGG
        case b"fLaC":
            return AudioFormat.FLAC
        case b"\x1aE\xdf\xa3":
            return AudioFormat.WEBM
    return AudioFormat.MP4 if head[4:8] == b"ftyp" else _by_frame(head)


def _by_frame(head: bytes) -> AudioFormat | None:
    """MP3 and AAC start with a frame. Its header has fields with forbidden values, which plain text would have."""
    if len(head) < 4 or head[:1] != _SYNC:
        return None
    if head[1] & 0xF6 == 0xF0:
        return AudioFormat.AAC if (head[2] >> 2) & 0xF < 13 else None
    is_layer_3 = head[1] & 0xE6 == 0xE2
    has_version, has_rate = (head[1] >> 3) & 3 != 1, (head[2] >> 2) & 3 != 3
    has_bitrate = head[2] >> 4 not in (0, 15)
    return AudioFormat.MP3 if is_layer_3 and has_version and has_rate and has_bitrate else None


def _after_padding(data: bytes, start: int) -> int:
    padding = _PADDING.match(data, start)
    return padding.end() if padding else start


def _id3_size(field: bytes) -> int:
    """Four bytes of seven bits each, so that none looks like a frame's start."""
    size = 0
    for byte in field:
        size = size << 7 | byte & 0x7F
    return size
