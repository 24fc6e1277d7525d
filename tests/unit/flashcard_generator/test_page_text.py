"""From what stands on a page to text that reads on."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.models import sanitize
from flashcard_generator.pdf.hyphens import Vocabulary
from flashcard_generator.pdf.page_text import Block, clean_blocks, join_blocks

RAGGED = "A line of about the usual length, which runs on"


def read(*blocks: list[str]) -> str:
    cleaned = clean_blocks([Block(0.0, lines) for lines in blocks])
    vocabulary = Vocabulary()
    vocabulary.add(line for block in cleaned for line in block.lines)
    return join_blocks(cleaned, vocabulary)


def of(*lines: str) -> str:
    return read(list(lines))


def clean_line(raw: str) -> str:
    return " ".join(line for block in clean_blocks([Block(0.0, [raw])]) for line in block.lines)


def test_a_paragraph_is_one_line() -> None:
    assert of("Chlorophyll is the green", "pigment of plants.") == "Chlorophyll is the green pigment of plants."


def test_blocks_are_paragraphs() -> None:
    assert read(["One."], ["", " "], ["Two."]) == "One.\nTwo."


def test_a_heading_in_a_block_of_text_stays_on_its_own() -> None:
    assert of("Forgetting", RAGGED, RAGGED) == f"Forgetting\n{RAGGED} {RAGGED}"


def test_the_items_of_a_list_stay_apart() -> None:
    assert (
        of(RAGGED, "\u2022 the first item", "\uf0b7 the second")
        == f"{RAGGED}\n\u2022 the first item\n\u2022 the second"
    )


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("The pig-", "ment is green"), "The pigment is green"),
        (("The pig\u2010", "ment is green"), "The pigment is green"),
        (("The pig\u00ad", "ment is green"), "The pigment is green"),
        (("The pig\u00adment is", "green"), "The pigment is green"),
        (("a non-native speaker or non-", "native writer"), "a non-native speaker or non-native writer"),
        (("the Baden-", "Baden station"), "the Baden-Baden station"),
        (("from 1990 -", "as it seems"), "from 1990 - as it seems"),
        (("in 1990-", "then later"), "in 1990- then later"),
    ],
)
def test_hyphens_at_line_ends(lines: tuple[str, ...], joined: str) -> None:
    assert of(*lines) == joined


def test_chinese_runs_on_without_a_blank() -> None:
    assert of("叶绿素是植物的绿", "色色素。它吸收光") == "叶绿素是植物的绿色色素。它吸收光"


def test_the_stop_of_an_arabic_line_is_at_its_end() -> None:
    assert of(".يمتص الضوء الأحمر") == "يمتص الضوء الأحمر."


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("\ufb01ne \ufb02ow", "fine flow"),
        ("\ufefb", "لا"),
        ("\u2f00", "一"),
        ("e\u0301", "é"),
        ("x\u00b2 \u00bd", "x\u00b2 \u00bd"),
        ("a\u00a0b\u2003c\td", "a b c d"),
        ("a\0b\x07c", "a b c"),
        ("a\u200b\u202eb\U000e0041c\ufe0f", "abc"),
        ("\ufffd\ufffd", ""),
        ("a\ue123b", "a b"),
    ],
)
def test_each_letter_has_one_form_and_all_are_seen(raw: str, seen: str) -> None:
    assert clean_line(raw) == seen


@given(st.lists(st.text(), max_size=6))
def test_a_model_is_shown_the_text_as_it_is(lines: list[str]) -> None:
    text = of(*lines)
    assert sanitize.drop_invisible(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert read(*([line] for line in text.split("\n"))) == "\n".join(filter(None, text.split("\n")))
