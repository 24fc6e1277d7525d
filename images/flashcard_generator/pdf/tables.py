"""Writes tables row by row, each value with the head of its column: a lone cell says nothing.

PyMuPDF's finder takes 50 ms to 1 s a page, thirty times and more what reading it takes, and finds tables with drawn
lines only; most tables in books have none. So cells are told by where they stand: side by side, below one another.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

_LOW_LINE, _DENSE_LINE = 7.0, 4.8
"""Points of height that each line of a block has. With less, lines stand side by side, by twos or by threes."""

_SAME_HEIGHT = 3.0
_GAP = 6.0
"""Points: by how much the baselines of a row's cells differ, and what is at least between two of them."""

_FEWEST_ROWS = 3
_ROW_DISTANCE = 3.5
"""Times the height of its letters that the next row is below a row, at most."""

_LONGEST_CELL = 40
_USUAL_CELL = 24
"""Characters of a cell, at most, and on average. Columns of text have more."""

_ALIGNED = 0.7
"""Share of the cells that stand in a column of the table's widest row."""

_MOST_HEADS = 3
"""Rows that the heads of the columns take."""

_LEADERS = re.compile(r"(?:[.\u2026\u00b7]\s*){4,}")
_VALUE = re.compile(r"[\d\W_]+\w{0,3}")
"""A number with its unit."""


class Line(NamedTuple):
    """One line of a block.

    Attributes:
        text: as it is written.
        left: where it begins, in points.
        right: where it ends.
        baseline: how far below the top of the page it stands.
        size: of its letters.
        is_bold: all of it is in bold type.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool = False


_Row = list[tuple[int, int]]
"""The cells of a row from left to right, each by the index of its block and its own therein."""


def may_have_table(blocks: Iterable[tuple[float, float, Sequence[str]]], html: str) -> bool:
    """Whether lines stand side by side, in one block or in several, by threes, or with numbers or heads in bold type.

    Args:
        blocks: of each how far below the top of the page it begins and ends, in points, and its lines.
        html: the page in MuPDF's quick form.
    """
    beside: list[str] = []
    dense = 0
    tops: defaultdict[int, list[Sequence[str]]] = defaultdict(list)
    for top, bottom, lines in blocks:
        if len(lines) > 1 and bottom - top < _LOW_LINE * len(lines):
            beside += lines
            dense += len(lines) if bottom - top < _DENSE_LINE * len(lines) else 0
        elif sum(map(len, lines)) <= _USUAL_CELL * len(lines):
            tops[round(top / _SAME_HEIGHT)].append(lines)
    beside += [line for row in tops.values() if len(row) > 1 for lines in row for line in lines]
    if dense >= _FEWEST_ROWS * _FEWEST_ROWS:
        return True
    if len(beside) < 2 * _FEWEST_ROWS:
        return False
    return html.count("<b>") > 1 or _count_values(beside) >= _FEWEST_ROWS


def _count_values(lines: Iterable[str]) -> int:
    """How many are numbers, but for those that count the lines of a program."""
    found = [line for line in lines if _is_value(line)]
    counted = {int(line) for line in found if line.strip().isdecimal() and len(line) < _LONGEST_CELL}
    return len(found) - len(counted & {number + 1 for number in counted})


class Rows(NamedTuple):
    """What is read in place of cells.

    Attributes:
        texts: for the block in which a table begins, its rows.
        cells: the places of all cells, each the index of its block and its own therein.
    """

    texts: dict[int, list[str]]
    cells: set[tuple[int, int]]


def read_rows(blocks: Sequence[Sequence[Line]]) -> Rows:
    """The tables of a page, row by row.

    Args:
        blocks: the lines of each.
    """
    found = Rows({}, set())
    for rows in _find_tables(blocks):
        cells = [[blocks[block][line] for block, line in row] for row in rows]
        texts = _write_headed(cells)
        if not texts and all(row[0][0] == row[-1][0] for row in rows):
            texts = [" ".join(cell.text for cell in row) for row in cells]
        if texts:
            found.cells.update(cell for row in rows for cell in row)
            found.texts.setdefault(min(block for row in rows for block, _ in row), []).extend(texts)
    return found


def _find_tables(blocks: Sequence[Sequence[Line]]) -> list[list[_Row]]:
    """Runs of rows of at least two cells, of which the next one is near."""
    runs: list[list[_Row]] = []
    before: Line | None = None
    for row in _find_rows(blocks):
        first = blocks[row[0][0]][row[0][1]]
        if before and first.baseline - before.baseline <= _ROW_DISTANCE * max(before.size, first.size):
            runs[-1].append(row)
        else:
            runs.append([row])
        before = first
    return [run for run in runs if _is_table([[blocks[block][line] for block, line in row] for row in run])]


def _find_rows(blocks: Sequence[Sequence[Line]]) -> list[_Row]:
    """Lines that stand side by side, from the top of the page to its end."""
    places = [(block, line) for block, lines in enumerate(blocks) for line in range(len(lines))]
    places.sort(key=lambda place: blocks[place[0]][place[1]].baseline)
    rows: list[_Row] = []
    for place in places:
        line = blocks[place[0]][place[1]]
        if rows and line.baseline - blocks[rows[-1][0][0]][rows[-1][0][1]].baseline <= _SAME_HEIGHT:
            rows[-1].append(place)
        else:
            rows.append([place])
    for row in rows:
        row.sort(key=lambda place: blocks[place[0]][place[1]].left)
    return [row for row in rows if len(row) > 1]


def _is_table(rows: Sequence[Sequence[Line]]) -> bool:
    cells = [cell for row in rows for cell in row]
    lengths = [len(cell.text) for cell in cells]
    if len(rows) < _FEWEST_ROWS or max(lengths) > _LONGEST_CELL or sum(lengths) > _USUAL_CELL * len(cells):
        return False
    if any(right.left - left.right < _GAP for row in rows for left, right in pairwise(row)):
        return False
    if sum(map(str.isalnum, "".join(cell.text for cell in cells))) < len(cells):
        return False
    columns = max(rows, key=len)
    return sum(_find_column(cell, columns) is not None for cell in cells) >= _ALIGNED * len(cells)


def _find_column(cell: Line, columns: Sequence[Line]) -> int | None:
    """The column that a cell stands below: the one that it shares most of its width with."""
    shared = [min(cell.right, column.right) - max(cell.left, column.left) for column in columns]
    most = max(shared)
    return shared.index(most) if most > 0 else None


def _write_headed(rows: Sequence[Sequence[Line]]) -> list[str]:
    """A text for each row, in which each value has the head of its column; none if the columns have no heads.

    Heads are in bold type, or are words above numbers. Lists that stand side by side have neither.
    """
    first = next((number for number, row in enumerate(rows) if not all(cell.is_bold for cell in row)), len(rows))
    if not first:
        first = next(
            (number for number, row in enumerate(rows) if any(_is_value(cell.text) for cell in row)), len(rows)
        )
    if not 0 < first <= _MOST_HEADS or first == len(rows):
        return []
    columns = max(rows[first:], key=len)
    heads = ["" for _ in columns]
    for cell in (cell for row in rows[:first] for cell in row):
        column = _find_column(cell, columns)
        if column is not None and not _LEADERS.search(cell.text):
            heads[column] = f"{heads[column]} {cell.text}".strip()
    if sum(map(bool, heads)) < max(2, len(columns) - 1):
        return []
    texts = [" ".join(cell.text for cell in row) for row in rows[:first]]
    return [*texts, *(_write_row(row, columns, heads) for row in rows[first:])]


def _write_row(row: Sequence[Line], columns: Sequence[Line], heads: Sequence[str]) -> str:
    named = []
    for cell in row:
        column = _find_column(cell, columns)
        head = "" if column is None else heads[column]
        named.append(f"{head}: {cell.text}" if head else cell.text)
    return "; ".join(named)


def _is_value(text: str) -> bool:
    return bool(_VALUE.fullmatch(text)) and any(map(str.isdigit, text))
