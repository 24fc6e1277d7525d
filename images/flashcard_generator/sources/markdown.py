"""Markdown: headings, paragraphs, lists, tables and code, without their marks."""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..pdf.exceptions import DocumentRefusedError
from .composer import Composer, Source
from .html_text import HtmlText
from .kinds import DocumentKind
from .limits import MAX_MARKDOWN_CHARACTERS, MAX_MARKDOWN_DEPTH
from .pieces import write_table

_HEADING = re.compile(r"^(?: {0,3}#{1,6}[ \t]+\S|[^\s>#*+=-].{0,200}\n {0,3}(?:={3,}|-{3,})[ \t]*$)", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
_LOOKED_AT = 100_000

_DEPTH_OF_LINES = 20
"""The parser's own limit of marks within each other in a line. Its time grows with it."""


def is_markdown(text: str) -> bool:
    """Whether a text has a heading of Markdown, in one of its two forms. Without one, its lines say as much."""
    return _HEADING.search(text, 0, _LOOKED_AT) is not None


def read_markdown(text: str) -> Source:
    """The document.

    Raises:
        DocumentRefusedError: `too_much_text`, `document_too_complex` or `no_text`.
    """
    if len(text) > MAX_MARKDOWN_CHARACTERS:
        raise DocumentRefusedError("too_much_text")
    front = _FRONT_MATTER.match(text)
    named = _TITLE.search(front[1]) if front else None
    reader = _Reader(Composer(DocumentKind.MARKDOWN, named[1] if named else ""))
    for token in _parse(text[front.end() if front else 0 :]):
        reader.take(token)
    return reader.composer.finish()


def _parse(text: str) -> list[Token]:
    """What the parser finds. A quotation that is deeper than it goes, it leaves out; a list, with all that follows.

    Raises:
        DocumentRefusedError: `document_too_complex`.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_MARKDOWN_DEPTH}).enable("table")
    parser.core.ruler.after("block", "depth_of_lines", _limit_lines)
    tokens = parser.parse(text)
    if any(token.type == "list_item_open" and token.level >= MAX_MARKDOWN_DEPTH - 1 for token in tokens):
        raise DocumentRefusedError("document_too_complex")
    return tokens


def _limit_lines(state: StateCore) -> None:
    state.md.options["maxNesting"] = _DEPTH_OF_LINES


@dataclass
class _Reader:
    """Takes what the parser found, in order.

    Attributes:
        composer: gets what is read.
    """

    composer: Composer
    _rows: list[list[str]] = field(default_factory=list)
    _level: int = 0

    def take(self, token: Token) -> None:
        """Take one piece."""
        match token.type:
            case "heading_open":
                self._level = int(token.tag[1])
            case "tr_open":
                self._rows.append([])
            case "table_close":
                self._end_table()
            case "fence" | "code_block":
                for line in token.content.splitlines():
                    self.composer.add_line(line)
            case "html_block":
                HtmlText(self.composer).read(token.content)
            case "inline":
                self._add(_write(token))

    def _add(self, line: str) -> None:
        level, self._level = self._level, 0
        if self._rows:
            self._rows[-1].append(line)
        elif level:
            self.composer.add_heading(level, line)
        else:
            self.composer.add_line(line)

    def _end_table(self) -> None:
        for row in write_table(self._rows, has_heads=True):
            self.composer.add_line(row)
        self._rows = []


def _write(token: Token) -> str:
    """A line's text. Pictures have none, and HTML within a line is a mark like any other."""
    kinds = {"text", "code_inline", "softbreak", "hardbreak", "text_special"}
    return "".join(each.content or " " for each in token.children or () if each.type in kinds)
