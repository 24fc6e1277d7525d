"""Has scanned pages read by a model, each at most once for a job."""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass, field
from typing import Any, Protocol

from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, TerminalError
from bandup.jobs.worker import Run
from bandup.models.pool import Models, start_all

from ..pdf.page_text import clean_line
from .prompt import build_prompt, build_schema, parse_texts

PAGES_PER_REQUEST = 3
"""An answer of three dense pages has 4,000 tokens; a broken one loses no more than these."""

MAX_PARALLEL_REQUESTS = 4

RESERVE_SECONDS = 60.0
"""Left for the cards when pages are read; half of what there is, if that is less."""

MAX_KEPT_BYTES = 200_000
"""Of all texts that a job keeps. What is beyond it would be paid again."""

KEPT_VERSION = 1
_KEPT = "scans-"


class PageDrawer(Protocol):
    """Draws pages, see `pdf.scans.ScanDrawer`."""

    def draw(self, data: bytes, numbers: Sequence[int], deadline: Deadline) -> Mapping[int, bytes]:
        """See `ScanDrawer.draw`."""
        ...


@dataclass
class ScanReadings:
    """What became of the scanned pages of a document.

    Attributes:
        texts: of the pages that were read, by their numbers; empty for one without text.
        unread: the numbers of those that were not, in order.
        failure: why some were not, if a later run may read them.
    """

    texts: dict[int, str] = field(default_factory=dict, repr=False)
    unread: list[int] = field(default_factory=list)
    failure: InvalidOutputError | None = None


@dataclass(frozen=True)
class ScanReader:
    """Reads scanned pages.

    Attributes:
        drawer: draws them.
        models: who reads.
        max_pages: of one document, from 0 to `MAX_PAGES`; 0 for none.
    """

    drawer: PageDrawer
    models: Models
    max_pages: int

    def read(self, data: bytes, numbers: Sequence[int], run: Run, report: Callable[[int, int], None]) -> ScanReadings:
        """Read the first pages of these. What an earlier run of the job has read is not asked for again.

        Args:
            data: the PDF.
            numbers: of its scanned pages, in order.
            run: of the job; each answer is kept.
            report: called with how many pages are read of how many.

        Raises:
            RetryLaterError: the provider was not to be had for some of the pages.
            ConfigurationError: key, permission, model or request is wrong.
        """
        wanted = numbers[: self.max_pages]
        found = ScanReadings({number: text for number, text in _read_kept(run.job.kept).items() if number in wanted})
        asked = [number for number in wanted if number not in found.texts]
        report(len(found.texts), len(wanted))
        deadline = run.deadline.earlier(min(RESERVE_SECONDS, run.deadline.seconds_left() / 2))
        pictures = self.drawer.draw(data, asked, deadline) if asked else {}
        shown = list(pictures)
        groups = [shown[start : start + PAGES_PER_REQUEST] for start in range(0, len(shown), PAGES_PER_REQUEST)]
        outage: RetryLaterError | ConfigurationError | None = None

        def ask(group: list[int]) -> dict[int, str]:
            with self.models.borrow() as model:
                return model.generate_json(
                    build_prompt({number: pictures[number] for number in group}, repair=run.may_repair()),
                    build_schema(),
                    lambda answer: parse_texts(answer, group),
                    deadline=deadline,
                    ledger=run.ledger,
                )

        with start_all(ask, groups, MAX_PARALLEL_REQUESTS) as by_future:
            for future in as_completed(by_future):
                try:
                    texts = _take(future)
                except InvalidOutputError as error:
                    found.failure = error
                except (RetryLaterError, ConfigurationError) as error:
                    outage = error
                except TerminalError:
                    continue  # the provider will not read these pages, now or later
                else:
                    found.texts |= texts
                    _keep(run, texts, found.texts)
                    report(len(found.texts), len(wanted))
        if outage:
            raise outage
        found.unread = [number for number in numbers if number not in found.texts]
        return found


def _take(future: Future[dict[int, str]]) -> dict[int, str]:
    return {number: _clean(text) for number, text in future.result().items()}


def _clean(text: str) -> str:
    """The text in the form that a PDF's own has: a paragraph a line, plain letters and blanks."""
    return "\n".join(filter(None, map(clean_line, text.splitlines())))


def _keep(run: Run, texts: Mapping[int, str], all_texts: Mapping[int, str]) -> None:
    if len(json.dumps(list(all_texts.values()), ensure_ascii=False).encode()) <= MAX_KEPT_BYTES:
        pages = {str(number): text for number, text in texts.items()}
        run.keep(f"{_KEPT}{min(texts)}", {"schema_version": KEPT_VERSION, "pages": pages})


def _read_kept(kept: Mapping[str, Any]) -> dict[int, str]:
    parts = [part for name, part in kept.items() if name.startswith(_KEPT)]
    return {
        int(number): text
        for part in parts
        if part.get("schema_version") == KEPT_VERSION
        for number, text in part["pages"].items()
    }
