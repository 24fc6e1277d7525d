"""Decks as CSV: what any reader gets back, and what a spreadsheet must not run."""

import csv
import io
from dataclasses import astuple, fields

from hypothesis import given
from hypothesis import strategies as st

from job_api.decks.cards import Card, Deck
from job_api.decks.table import BOM, COLUMNS, csv_file

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
STARTS = ["=", "+", "-", "@", "\uff1d", " =", "\t", "\r", "\n\n+", ",", ";", '"', "'"]
CELLS = TEXT | st.builds("{}{}".format, st.sampled_from(STARTS), TEXT)
CARDS = st.builds(Card, CELLS, CELLS, CELLS, CELLS, st.integers(1, 2000), CELLS, CELLS, CELLS)


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
            assert cell in {value, f"'{value}"}
            assert cell.lstrip()[:1] not in {*"=+-@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
            assert cell[:1] not in {"\t", "\r", "\n"}
            if value[:1].isalnum():
                assert cell == value


def test_lines_end_as_rfc_4180_says() -> None:
    card = Card('Why "so"?', "a, b", "FACT", "EASY", 3, "one\ntwo", "", "Heat")
    lines = csv_file(Deck("d", "", 0, (card,))).decode().removeprefix(BOM)
    assert lines == (
        "question,answer,type,difficulty,page,quote,example,chapter\r\n"
        '"Why ""so""?","a, b",FACT,EASY,3,"one\ntwo",,Heat\r\n'
    )


def test_a_column_for_each_field_of_a_card() -> None:
    assert tuple(field.name for field in fields(Card)) == COLUMNS
    assert len(astuple(Card("", "", "", "", 1, "", ""))) == len(COLUMNS)
