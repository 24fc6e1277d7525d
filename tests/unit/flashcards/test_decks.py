"""Decks as CSV: what any reader gets back, and what a spreadsheet must not run."""

import csv
import io
import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.flashcards.decks.cards import Card, Deck
from bandup.flashcards.decks.table import BOM, COLUMNS, csv_file

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
STARTS = ["=", "+", "-", "@", "\uff1d", " =", "\t", "\r", "\n\n+", ",", ";", '"', "'"]
CELLS = TEXT | st.builds("{}{}".format, st.sampled_from(STARTS), TEXT)
CARDS = st.builds(Card, CELLS, CELLS, CELLS, CELLS, st.integers(1, 2000), CELLS, CELLS, CELLS, CELLS, CELLS)


def read(file: bytes) -> list[list[str]]:
    text = file.decode()
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True))


@given(st.lists(CARDS, max_size=5))
def test_every_cell_comes_back_and_none_is_a_formula(cards: list[Card]) -> None:
    names, *rows = read(csv_file(Deck("d", "", 0, tuple(cards))))
    assert tuple(names) == COLUMNS
    assert len(rows) == len(cards)
    for card, row in zip(cards, rows, strict=True):
        for name, cell in zip(names, row, strict=True):
            value = str(getattr(card, name))
            assert cell.replace("'", "") == value.replace("'", "")
            assert not any(starts_formula(part) for part in re.split("[;\t\r\n\uff1b]", cell))
            assert cell.lstrip()[:1] not in {*"=+-@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
            assert cell[:1] not in {"\t", "\r", "\n"}
            if value[:1].isalnum() and not re.search("[;\t\r\n\uff1b]", value):
                assert cell == value


def starts_formula(cell: str) -> bool:
    return cell.lstrip("\"' \n\r")[:1] in {*"=+-@", "\uff1d", "\uff0b", "\uff0d", "\uff20"} and "'" not in cell[:8]


@pytest.mark.parametrize(
    "text",
    ['a;=HYPERLINK("http://x")', "a\t+1", "a; -2+3", "a\uff1b@SUM(1)", 'a;"=1+1"', 'a; "" =1', "a\n=1", 'a\n "=1'],
)
def test_a_cell_that_another_program_begins_within_a_cell_is_inert_too(text: str) -> None:
    [_, row] = read(csv_file(Deck("d", "", 0, (Card(text, "a", "FACT", "EASY", 1, "q", ""),))))
    assert row[0] != text
    assert "'" in re.split("[;\t\n\uff1b]", row[0])[1][:3]


@pytest.mark.parametrize("text", ["=1", " +1", '"=1', '" \'"-1'])
def test_a_cell_that_may_be_a_formula_begins_with_an_apostrophe(text: str) -> None:
    [_, row] = read(csv_file(Deck("d", "", 0, (Card(text, "a", "FACT", "EASY", 1, "q", ""),))))
    assert row[0] == f"'{text}"


def test_a_formula_stays_text() -> None:
    [_, row] = read(csv_file(Deck("d", "", 0, (Card("What is $E$?", r"\( E = mc^2 \)", "FACT", "EASY", 1, "q", ""),))))
    assert row[:2] == ["What is $E$?", r"\( E = mc^2 \)"]


def test_lines_end_as_rfc_4180_says() -> None:
    card = Card('Why "so"?', "a, b", "FACT", "EASY", 3, "one\ntwo", "", "Heat", "h", "=1", "x.jpg", "model")
    lines = csv_file(Deck("d", "", 0, (card,))).decode().removeprefix(BOM)
    assert lines == (
        "question,answer,type,difficulty,page,quote,example,chapter,hint,context,read_by\r\n"
        '"Why ""so""?","a, b",FACT,EASY,3,"one\ntwo",,Heat,h,\'=1,model\r\n'
    )


def test_a_column_for_each_field_of_a_card() -> None:
    """But for its picture, what tells Anki which note it is, and how new, and what no card of a set has."""
    apart = {"page_image", "fact", "changed_at", "error_type"}
    assert tuple(field.name for field in fields(Card) if field.name not in apart) == COLUMNS
