"""The media type of a picture, read from its bytes."""

from collections.abc import Callable

PNG = b"\x89PNG\r\n\x1a\n"
PNG_END = b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff"
JPEG_END = b"\xff\xd9"


def _is_png(data: bytes) -> bool:
    return data.startswith(PNG) and PNG_END in data


def _is_jpeg(data: bytes) -> bool:
    return data.startswith(JPEG) and JPEG_END in data


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 8 + int.from_bytes(data[4:8], "little")


_TYPES: dict[str, Callable[[bytes], bool]] = {"image/png": _is_png, "image/jpeg": _is_jpeg, "image/webp": _is_webp}


def detect_media_type(data: bytes) -> str | None:
    """The media type of a picture that the model can read, or None.

    Only the signature and the end are checked: that is enough to refuse text, other formats and cut files. A library
    that decodes the picture would add 20 MB to the image, and the model decodes it anyway.
    """
    return next((name for name, is_one in _TYPES.items() if is_one(data)), None)
