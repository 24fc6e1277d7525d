"""The process that draws scanned pages of one PDF; its messages are those of `picture_process`.

On standard input come a line of JSON, the numbers of the pages, and then the file.
"""

import base64
import json
import os
import resource
import sys

import bandup.core.start
from bandup.core import sandbox

from .exceptions import DocumentRefusedError
from .limits import PICTURE_CPU_SECONDS, PICTURES_CPU_SECONDS, PROCESS_MEMORY_BYTES
from .mupdf_document import MuPdfDocument
from .mupdf_scans import draw_page
from .pdf_process import send


def main() -> None:
    """Draw the pages. Where one takes too long, the kernel ends this process."""
    bandup.core.start.end()
    sandbox.limit(
        PICTURE_CPU_SECONDS, resource.RLIMIT_DATA, PROCESS_MEMORY_BYTES, most_cpu_seconds=PICTURES_CPU_SECONDS
    )
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # where a library prints, nothing may end up among the messages
    wanted = json.loads(sys.stdin.buffer.readline())
    try:
        document = MuPdfDocument(sys.stdin.buffer.read())
        for number in wanted:
            used = resource.getrusage(resource.RUSAGE_SELF)
            sandbox.allow_cpu(int(used.ru_utime + used.ru_stime) + PICTURE_CPU_SECONDS)
            picture = draw_page(document, number)
            send(output, picture and base64.b64encode(picture).decode())
    except (DocumentRefusedError, MemoryError):
        sandbox.end_at_limit()


if __name__ == "__main__":
    main()
