"""The table of documents whose every character is known; write it anew: `make pdf-table`."""

import re
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from flashcard_generator.pdf.mupdf_document import MuPdfDocument

from .layout_cases import ORDINARY, PAGES, RUNNING, Layout
from .printed_cases import CASES

TABLE = Path(__file__).with_name("as_printed.md")
_HEAD = """# Documents that are read as printed

Made by `printed_cases.py` and `layout_cases.py`, read and compared by `test_as_printed.py` and `test_layouts.py`. Right
is the share of the printed characters that are read, in their order, without others between them.

| kind | document | what it shows | verdict | characters right |
|---|---|---|---|---|
"""


def read(data: bytes) -> list[str]:
    """The texts of a file's pages."""
    return [text or "" for text in MuPdfDocument(data).texts()]


def read_layout(layout: Layout, *, once: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """What is read of a long document and what is printed in its body, page by page and without blanks.

    Args:
        layout: the document.
        once: running lines, which are overlooked where they come first.
    """
    pages = [_join(text) for text in read(layout.make())]
    for line in map(_join, once):
        first = next((number for number, text in enumerate(pages) if line in text), None)
        if first is not None:
            pages[first] = pages[first].replace(line, "", 1)
    return pages, [_join(" ".join(layout.body(number))) for number in range(PAGES)]


def share_right(read_text: str, printed: str) -> float:
    """How much of what is printed is read; what is read besides counts as wrong."""
    if read_text == printed:
        return 1.0
    matcher = SequenceMatcher(None, read_text, printed, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return same / max(len(read_text), len(printed), 1)


def write_rows() -> Iterator[str]:
    """The rows of the table."""
    for kind, cases in CASES.items():
        for name, case in cases.items():
            yield _row(kind, name, case.shows, share_right("\f".join(read(case.make())), "\f".join(case.read)))
    for kind, layouts in (("running lines", RUNNING), ("no running lines", ORDINARY)):
        for name, layout in layouts.items():
            yield _row(kind, name, layout.shows, _share_of_layout(layout, is_running=kind == "running lines"))


def write_table() -> str:
    """The whole page."""
    return _HEAD + "".join(f"{row}\n" for row in write_rows())


def _share_of_layout(layout: Layout, *, is_running: bool) -> float:
    if is_running:
        pages, printed = read_layout(layout, once=layout.once)
    else:  # what stands at the edges may be read before the body or after it
        pages = ["".join(sorted(_join(text))) for text in read(layout.make())]
        printed = ["".join(sorted(_join("".join(layout.printed(number))))) for number in range(PAGES)]
    return sum(map(share_right, pages, printed)) / PAGES


def _row(kind: str, name: str, shows: str, right: float) -> str:
    shown = shows.replace("|", "\\|")
    return f"| {kind} | {name} | {shown} | {'as printed' if right == 1 else 'not as printed'} | {100 * right:.1f} % |"


def _join(text: str) -> str:
    return re.sub(r"\s+", "", text)


if __name__ == "__main__":
    TABLE.write_text(write_table(), encoding="utf-8")
    sys.stdout.write(f"Written: {TABLE}\n")
