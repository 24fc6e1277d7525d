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
    AMR = "amr"
    CAF = "caf"
    ASF = "asf"
    LATM = "latm"


_SYNC = b"\xff"
_ID3_HEADER = 10
_MOST_TAGS = 8

_PADDING = re.compile(rb"\0*")
"""Some programs write zeros behind a tag."""

_SIGNATURES = {
    AudioFormat.WAV: re.compile(rb"(RIFF|RF64)....WAVE", re.DOTALL),
    AudioFormat.AIFF: re.compile(rb"FORM....AIF[FC]", re.DOTALL),
    AudioFormat.OGG: re.compile(rb"OggS"),
    AudioFormat.FLAC: re.compile(rb"fLaC"),
    AudioFormat.WEBM: re.compile(rb"\x1aE\xdf\xa3"),
    AudioFormat.CAF: re.compile(rb"caff"),
    AudioFormat.AMR: re.compile(rb"#!AMR(-WB)?\n"),
    AudioFormat.ASF: re.compile(rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    # QuickTime's older files begin with another box than `ftyp`.
    AudioFormat.MP4: re.compile(rb"....(ftyp|moov|wide|mdat)", re.DOTALL),
}

_LATM_HEADER = 3
_LONGEST_LATM_FRAME = _LATM_HEADER + 0x1FFF
"""Three bytes: eleven bits that are always the same, and the length of what follows (ISO/IEC 14496-3, 1.7.3)."""

_LONGEST_MP3_FRAME = 1441
_FRAMES_IN_A_ROW = 3
_SEARCHED = (_FRAMES_IN_A_ROW + 1) * _LONGEST_MP3_FRAME
_KILOBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Of Layer III, by the header's four bits: of MPEG-1, and of MPEG-2 and 2.5."""
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""Samples per second by version and by the header's two bits."""


def detect_format(data: bytes) -> AudioFormat | None:
    """The format of `data`, or None if it is none that is accepted.

    ID3 tags are skipped. They may be of any size, hold any text, and come before MP3, AAC and FLAC. An MP3 that was cut
    from a stream may begin inside a frame.
    """
    start = 0
    for _ in range(_MOST_TAGS):
        if data[start : start + 3] != b"ID3" or len(data) < start + _ID3_HEADER:
            break
        start += _ID3_HEADER + _id3_size(data[start + 6 : start + _ID3_HEADER])
        start = _after_padding(data, start)
    if found := _by_signature(data[start : start + 12]):
        return found
    if _is_latm(data[start : start + _FRAMES_IN_A_ROW * _LONGEST_LATM_FRAME]):
        return AudioFormat.LATM
    return AudioFormat.MP3 if _begins_inside_frame(data[start : start + _SEARCHED]) else None


def begins_with_frame_or_tag(data: bytes) -> bool:
    """Whether an MP3 begins as it should."""
    return data[:3] == b"ID3" or _by_frame(data[:4]) is not None


def _begins_inside_frame(data: bytes) -> bool:
    """Whether whole MP3 frames follow the rest of one. Three in a row, each where the last one ends, are no chance."""
    return any(
        data[start : start + 1] == _SYNC and _has_frames(data, start)
        for start in range(1, min(_LONGEST_MP3_FRAME, len(data)))
    )


def _is_latm(data: bytes) -> bool:
    """Whether frames of LATM follow each other. The start of one alone may be text."""
    at = 0
    for _ in range(_FRAMES_IN_A_ROW):
        header = int.from_bytes(data[at : at + _LATM_HEADER], "big")
        if header >> 13 != 0x2B7:
            return False
        at += _LATM_HEADER + (header & 0x1FFF)
    return True


def _by_signature(head: bytes) -> AudioFormat | None:
    known = (audio_format for audio_format, begins in _SIGNATURES.items() if begins.match(head))
    return next(known, None) or _by_frame(head)


def _by_frame(head: bytes) -> AudioFormat | None:
    """MP3 and AAC start with a frame. Its header has fields with forbidden values, which plain text would have."""
    if len(head) < 4 or head[:1] != _SYNC:
        return None
    if head[1] & 0xF6 == 0xF0:
        return AudioFormat.AAC if (head[2] >> 2) & 0xF < 13 else None
    return AudioFormat.MP3 if _frame_bytes(head) else None


def _has_frames(data: bytes, start: int) -> bool:
    for _ in range(_FRAMES_IN_A_ROW):
        size = _frame_bytes(data[start : start + 4])
        if not size:
            return False
        start += size
    return True


def _frame_bytes(header: bytes) -> int:
    """The length of the MP3 frame with this header; 0 if it is none."""
    if len(header) < 4 or header[:1] != _SYNC or header[1] & 0xE6 != 0xE2:
        return 0
    version, bitrate, rate = (header[1] >> 3) & 3, header[2] >> 4, (header[2] >> 2) & 3
    if version == 1 or rate == 3 or bitrate in (0, 15):
        return 0
    is_mpeg_1 = version == 3
    samples_by_8 = 144 if is_mpeg_1 else 72
    return samples_by_8 * 1000 * _KILOBITS[is_mpeg_1][bitrate] // _RATES[version][rate] + ((header[2] >> 1) & 1)


def _after_padding(data: bytes, start: int) -> int:
    padding = _PADDING.match(data, start)
    return padding.end() if padding else start


def _id3_size(field: bytes) -> int:
    """Four bytes of seven bits each, so that none looks like a frame's start."""
    size = 0
    for byte in field:
        size = size << 7 | byte & 0x7F
    return size
