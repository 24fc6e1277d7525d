"""The offline reader of pages: Tesseract, with the English model of its Debian package.

The convention: each picture has a line `Page 7:` before it. Paragraphs are told by the empty lines between them.
"""

import re
import subprocess
from collections.abc import Callable, Sequence
from typing import Any

from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.tesseract import PACKAGES

_NUMBER = re.compile(r"^Page (\d+):$", re.MULTILINE)
_SECONDS = 60
_DIVIDED = re.compile(r"(?<=\w)-\n(?=[a-z])")


def recognize(picture: bytes) -> str:
    """What Tesseract reads on a picture.

    Raises:
        CannotAnswerError: it is not installed, or refuses the picture.
    """
    try:
        read = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", "eng"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except FileNotFoundError:
        msg = f"The offline reader of pages needs Tesseract: apt-get install {' '.join(PACKAGES)}."
        raise CannotAnswerError(msg) from None
    except subprocess.SubprocessError:
        msg = "Unable to process input image."
        raise CannotAnswerError(msg) from None
    return read.stdout.decode(errors="replace")


def read_pages(user: str, pictures: Sequence[bytes], recognize: Callable[[bytes], str] = recognize) -> dict[str, Any]:
    """The text of each page, a paragraph a line.

    Args:
        user: the text that was sent with the pictures.
        pictures: in the order of their numbers in that text.
        recognize: reads one.

    Raises:
        CannotAnswerError: there is no picture, or not one for each number.
    """
    numbers = [int(number) for number in _NUMBER.findall(user)]
    if not numbers or len(numbers) != len(pictures):
        msg = "The offline reader of pages must be told the number of each picture."
        raise CannotAnswerError(msg)
    texts = map(_join_lines, map(recognize, pictures))
    return {"pages": [{"page": number, "text": text} for number, text in zip(numbers, texts, strict=True)]}


def _join_lines(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", _DIVIDED.sub("", text))
    return "\n".join(filter(None, (" ".join(each.split()) for each in paragraphs)))
