"""Flashcards: a document goes in by the public API, and a deck for Anki comes out."""

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bandup.flashcards.options import MAX_CARDS, CardType, Difficulty
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadType
from ops.client.api import Api, expect
from ops.client.uploads import CONTENT_TYPES, download, upload
from ops.journeys.exceptions import JourneyError
from ops.journeys.jobs import complete
from ops.paths import ROOT
from ops.progress import Say

FLASHCARDS = "/flashcards"

SAMPLE = ROOT / "tests" / "samples" / "flashcards" / "memory.pdf"

PACKAGE = ROOT / "build" / "flashcards.apkg"

CARDS = 12
"""How many cards are made of the sample."""

_MAGIC = b"%PDF-"
_MAGIC_WITHIN = 1024
"""As the generator looks for it."""


@dataclass(frozen=True)
class Document:
    """A document and how many cards are wanted of it.

    Attributes:
        file: the document.
        num_cards: 1 to 50.
        upload_type: what it is sent as.
    """

    file: Path
    num_cards: int
    upload_type: UploadType = UploadType.FLASHCARD_PDF

    @classmethod
    def of(cls, file: Path | None, num_cards: int | None) -> "Document":
        """The caller's document, or the sample.

        Raises:
            JourneyError: the file cannot be read, is no PDF or too large.
        """
        chosen = file or SAMPLE
        try:
            size = chosen.stat().st_size
            with chosen.open("rb") as opened:
                begins = opened.read(_MAGIC_WITHIN + len(_MAGIC) - 1)
        except OSError as error:
            raise JourneyError(f"the PDF cannot be read: {error}") from error
        if _MAGIC not in begins:
            raise JourneyError(f"{chosen} is no PDF: {_MAGIC.decode()} is not at its beginning")
        limit = RULES[UploadType.FLASHCARD_PDF].max_bytes
        if size > limit:
            raise JourneyError(f"{chosen} has {size:,} bytes; a PDF may have {limit:,}")
        return cls(chosen, num_cards or CARDS)

    @classmethod
    def of_any_kind(cls, file: Path, num_cards: int | None) -> "Document":
        """The caller's PDF, DOCX, PPTX, EPUB, Markdown or text. Which of them it is, its reader finds out.

        Raises:
            JourneyError: there is no such file, or it is too large.
        """
        limit = RULES[UploadType.FLASHCARD_DOCUMENT].max_bytes
        if not file.is_file():
            raise JourneyError(f"there is no file {file}")
        if file.stat().st_size > limit:
            raise JourneyError(f"{file} has {file.stat().st_size:,} bytes; a document may have {limit:,}")
        return cls(file, num_cards or CARDS, UploadType.FLASHCARD_DOCUMENT)

    def as_request(self, api: Api) -> dict[str, Any]:
        """The body of `POST /flashcards`; the document is uploaded first."""
        content_type = CONTENT_TYPES.get(self.file.suffix.lower())
        if content_type not in RULES[self.upload_type].content_types:
            content_type = "application/pdf"  # a label, and one that every document may have
        return {
            "upload_id": upload(api, self.upload_type, self.file, content_type),
            "num_cards": self.num_cards,
            "difficulty": str(Difficulty.MEDIUM),
            "question_types": [str(each) for each in CardType],
        }


def number_of_cards(text: str) -> int:
    """The number in CARDS=.

    Raises:
        ArgumentTypeError: it is none from 1 to 50.
    """
    if not re.fullmatch("[0-9]{1,2}", text) or not 1 <= int(text) <= MAX_CARDS:
        raise argparse.ArgumentTypeError(f"CARDS must be a whole number from 1 to {MAX_CARDS}, not {text!r}")
    return int(text)


def make_deck(api: Api, document: Document, say: Say) -> dict[str, Any]:
    """Make a set, and write it under build/ as a package for Anki.

    Returns:
        What the API answered at each step, and where the package is.
    """
    say(f"{document.num_cards} flashcards of {document.file.name}, which is uploaded first")
    answered = complete(api, FLASHCARDS, document.as_request(api), say, named="flashcard_set")
    link = expect(api.get(f"{answered['job']['result_url']}/export", format="apkg"), HTTPStatus.OK)
    PACKAGE.parent.mkdir(exist_ok=True)
    PACKAGE.write_bytes(download(link["get_url"]))
    return answered | {"package": str(PACKAGE.relative_to(ROOT))}


def print_set(console: Console, answered: Mapping[str, Any]) -> None:
    """Print the cards, what they cover of the document, and what they cost."""
    made = answered["flashcard_set"]
    title = f"Flashcards: {made['total_cards']} of {made['requested_cards']} that were asked for"
    table = Table(title=title, title_justify="left", expand=True, show_lines=True)
    table.add_column("Page", justify="right")
    for name in ("Type", "Question", "Answer"):
        table.add_column(name)
    for card in made["flashcards"]:
        kind = card["type"].replace("_", " ").lower()
        table.add_row(str(card["page"] or ""), kind, Text(card["question"]), Text(card["answer"]))
    console.print()
    console.print(table)
    facts = Table(show_header=False, box=None)
    for name, value in _facts(answered).items():
        facts.add_row(name, Text(value))
    facts.add_row("For Anki", Text(f"{answered['package']} (File, Import)"))
    console.print(Panel(facts, title="Where the cards come from", title_align="left"))


def _facts(answered: Mapping[str, Any]) -> dict[str, str]:
    made, cost = answered["flashcard_set"], answered["job"].get("cost")
    retrieval = made["retrieval"]
    coverage = retrieval["coverage"]
    has_pages = made["page_count"] is not None
    sections = f"{coverage['sections_with_cards']} of {coverage['sections_total']} sections"
    reasons = made.get("shortfall", {}).get("reasons", {})
    fewer = ", ".join(f"{name.replace('_', ' ')} ({count})" for name, count in reasons.items())
    return {
        **({"Left out": fewer} if fewer else {}),
        "Document": f"{made['page_count'] or 'no'} pages, {made['chunk_count']} passages",
        "Covered": f"{sections}; cards from page {pages(coverage['pages_with_cards'])}" if has_pages else sections,
        **({"Not covered": _describe_uncovered(coverage)} if has_pages else {}),
        "Retrieval": f"{retrieval['method']}, {retrieval['chunks_used']} passages",
        "Keywords": ", ".join(retrieval["keywords"]),
        "Cost": f"${cost['usd']:.6f} ({cost['input_tokens']} + {cost['output_tokens']} tokens)" if cost else "nothing",
        "Time": f"{answered['seconds']:.1f} s from submission to stored result",
        "Stored as": made["set_id"],
    }


def _describe_uncovered(coverage: Mapping[str, Any]) -> str:
    return f"page {pages(coverage['uncovered'])}" if coverage["uncovered"] else "nothing"


def pages(ranges: Sequence[Sequence[int]]) -> str:
    """Ranges of pages as a reader writes them: `1-3, 7`."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
