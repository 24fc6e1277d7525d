"""What one visit of the console takes of CloudFront. Each number says where it comes from."""

from typing import NamedTuple

WORK_A_VISIT = 2.0
"""Pieces of work that are done in one visit: an assumption."""

FILES, FILES_KB = 64, 160
"""Of the console, compressed: `make bench ONLY=console`."""

PAGES, PAGE_KB = 4, 1
"""What is asked for anew each time: page and configuration, once more when the sign-in returns."""

HEADERS_KB = 1
"""Of each answer, rounded up: those of `console/headers.json` are most of it."""

NEW_VISITS = 0.2
"""Share of the visits that find nothing in the browser's cache and open every screen: an assumption.

There is a release a week, and a visit on five of its days.
"""


class Visit(NamedTuple):
    """One visit, as CloudFront counts.

    Attributes:
        requests: answered; the function that finds the page for a screen is counted for all of them.
        kb: sent.
    """

    requests: float
    kb: float


VISIT = Visit(
    PAGES + NEW_VISITS * FILES,
    PAGES * (PAGE_KB + HEADERS_KB) + NEW_VISITS * (FILES_KB + FILES * HEADERS_KB),
)
