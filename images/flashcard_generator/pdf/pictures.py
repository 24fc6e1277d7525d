"""Cuts pictures out of a PDF's pages, in processes of their own; see `picture_process` and `bandup.core.sandbox`."""

import base64
import hashlib
import itertools
import json
import os
import select
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple, cast

from bandup.core import sandbox
from bandup.core.clock import Deadline

from .chunks import Chunk
from .limits import MAX_PICTURE_FAILURES, PICTURES_SECONDS

_READ_BYTES = 64 * 1024
_MAX_LINE = 128 * 1024
"""Bytes of a message: a picture of 60 KB in Base64, with room."""


class Wanted(NamedTuple):
    """What to show.

    Attributes:
        page: from 1.
        quote: words that stand on that page.
    """

    page: int
    quote: str


@dataclass(frozen=True)
class Picture:
    """A JPEG.

    Attributes:
        content: its bytes.
    """

    content: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """A file name that only this very picture has, whatever else a learner keeps beside it."""
        return f"bandup-{hashlib.sha256(self.content).hexdigest()[:20]}.jpg"


class PictureCutter:
    """Cuts pictures. Whatever is wrong with a page costs its pictures, and nothing else."""

    def cut(self, data: bytes, wanted: Sequence[Wanted], deadline: Deadline) -> list[Picture | None]:
        """The picture of each region that is wanted; None if its quote was not placed, or its page cannot be shown.

        A page of which a process dies is left out, and another process goes on with the pages behind it.

        Args:
            data: the PDF.
            wanted: in any order.
            deadline: of the job; cards without pictures are worth more than none.
        """
        ends = time.monotonic() + min(PICTURES_SECONDS, deadline.budget())
        found: list[Picture | None] = [None] * len(wanted)
        pending = sorted(range(len(wanted)), key=lambda at: wanted[at].page)
        for _ in range(MAX_PICTURE_FAILURES):
            done = 0
            some = [wanted[at] for at in pending]
            for done, content in enumerate(run_process("picture_process", data, some, ends, _MAX_LINE), start=1):
                found[pending[done - 1]] = Picture(content) if content else None
            if done == len(pending) or time.monotonic() >= ends:
                break
            fatal = wanted[pending[done]].page
            pending = [at for at in pending[done:] if wanted[at].page != fatal]
        return found


def choose_page(chunk: Chunk, start: int, end: int) -> Wanted:
    """The page that shows most of a quote, and what of the quote stands on it.

    Args:
        chunk: the passage that it stands in.
        start: its place there.
        end: its exclusive end.
    """
    cuts = [start, *(place for place in chunk.page_starts if start < place < end), end]
    parts = itertools.pairwise(cuts)
    first, last = max(parts, key=lambda part: part[1] - part[0])
    text = chunk.text[first:last]
    if last < end and " " in text.strip():
        text = text.rstrip().rpartition(" ")[0]  # its last word may be one that the page's end cuts
    return Wanted(chunk.page_at(first), text)


def run_process(
    module: str, data: bytes, wanted: Sequence[object], ends: float, longest: int
) -> Iterator[bytes | None]:
    """The pictures in turn, up to where the process dies or the time ends.

    Args:
        module: the process, in this package.
        data: the PDF.
        wanted: what it is told, one for each picture.
        ends: in `time.monotonic` seconds.
        longest: bytes of a message.
    """
    if not wanted:
        return
    with sandbox.spawn(f"{__package__}.{module}") as process:
        try:
            with suppress(BrokenPipeError), cast("BinaryIO", process.stdin) as stdin:
                stdin.write(json.dumps(wanted).encode() + b"\n")
                stdin.write(data)
            for line in _read_lines(process, ends, longest):
                message = json.loads(line)
                yield base64.b64decode(message) if message else None
        finally:
            process.kill()


def _read_lines(process: subprocess.Popen[bytes], ends: float, longest: int) -> Iterator[bytes]:
    stdout, rest = cast("BinaryIO", process.stdout).fileno(), b""
    while (left := ends - time.monotonic()) > 0 and len(rest) <= longest:
        if not select.select([stdout], [], [], left)[0] or not (output := os.read(stdout, _READ_BYTES)):
            return
        *lines, rest = (rest + output).split(b"\n")
        yield from lines
