"""Tells which characters a text's bytes mean."""

import codecs
import re

from charset_normalizer import from_bytes

from ..pdf.exceptions import DocumentRefusedError
from .limits import MAX_CONTROLS, MAX_TEXT_BYTES

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
_NULS = 0.3
"""The share of bytes on even or on odd places that are zero, from which on a text without a mark is UTF-16."""

_ENCODINGS = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
]
_ENCODINGS += ["euc_kr", "koi8_r"]
"""What texts that are no Unicode are written in. Among more of them a short text is taken for the wrong one."""

_USUAL = "cp1252"
_AS_LIKELY = 0.02
"""What most of such texts are written in. Short ones look nearly as well in the encodings of its neighbours."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


def decode(data: bytes) -> str:
    """The text; characters that cannot be told are U+FFFD.

    Raises:
        DocumentRefusedError: these bytes are no text (`unknown_document`), or too many of them (`too_much_text`).
    """
    if len(data) > MAX_TEXT_BYTES:
        raise DocumentRefusedError("too_much_text")
    text = data.decode(_find_encoding(data), errors="replace")
    if len(_CONTROL.findall(text)) > MAX_CONTROLS * len(text):
        raise DocumentRefusedError("unknown_document")
    return text


def _find_encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > _NULS * half:
        return "utf-16-le"
    if sample[::2].count(0) > _NULS * half:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.count(b"\0") or _is_mostly_utf8(data):
            return "utf-8"
        return _guess(data[max(0, error.start - _SAMPLE // 2) : error.start + _SAMPLE // 2])
    return "utf-8"


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 in which some bytes are wrong."""
    text = data[: 10 * _SAMPLE].decode("utf-8", errors="replace")
    wrong = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(character > "\x7f" for character in text) > 3 * wrong


def _guess(sample: bytes) -> str:
    found = from_bytes(sample, cp_isolation=_ENCODINGS)
    best = found.best()
    usual = next((each for each in found if each.encoding == _USUAL), None)
    if best is None or (usual and usual.chaos <= best.chaos + _AS_LIKELY and usual.coherence >= best.coherence):
        return _USUAL
    return best.encoding
