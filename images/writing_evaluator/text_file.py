"""The text in an uploaded file, in the encodings in which editors save English."""

import codecs
import re

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]|[\xe0-\xef][\x80-\xbf]{2}")
"""What no Windows-1252 text holds: control characters, and three bytes that are UTF-8, so that a damaged UTF-8 file is
not taken for another encoding."""


def decode_text(data: bytes) -> str | None:
    """The text of a file in UTF-8, in UTF-16 with a byte order mark, or in Windows-1252; None if it is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decode(data, "utf-16")
    else:
        text = _decode(data, "utf-8-sig")
        if text is None and not _BINARY.search(data):
            text = _decode(data, "cp1252")
    return None if text is None or "\0" in text else text


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
