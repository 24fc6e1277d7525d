"""Pictures of scanned pages, drawn in processes of their own; see `scan_process` and `bandup.core.sandbox`."""

import time
from collections.abc import Mapping, Sequence

from bandup.core.clock import Deadline

from .limits import MAX_SCAN_FAILURES, SCANS_SECONDS
from .pictures import run_process

_MAX_LINE = 1_500_000
"""Bytes of a message: a picture of 1 MB in Base64, with room."""


class ScanDrawer:
    """Draws pages. Whatever is wrong with one costs that page alone."""

    def draw(self, data: bytes, numbers: Sequence[int], deadline: Deadline) -> Mapping[int, bytes]:
        """A JPEG of each page that can be drawn in time, by its number.

        Args:
            data: the PDF.
            numbers: of pages, from 1, in order.
            deadline: of the job.
        """
        ends = time.monotonic() + min(SCANS_SECONDS, deadline.budget())
        found: dict[int, bytes] = {}
        pending = list(numbers)
        for _ in range(MAX_SCAN_FAILURES):
            done = 0
            for done, content in enumerate(run_process("scan_process", data, pending, ends, _MAX_LINE), start=1):
                if content:
                    found[pending[done - 1]] = content
            pending = pending[done + 1 :]  # behind the page that the process died of
            if not pending or time.monotonic() >= ends:
                break
        return found
