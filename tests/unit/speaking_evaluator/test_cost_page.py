"""The page on costs says what the price table says."""

import json
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from bandup.models.catalogue import catalogue
from bandup.models.usage import Tokens
from speaking_evaluator.schema import SCHEMA
from unit.speaking_evaluator.fakes import prompt_of

PAGE = (Path(__file__).parents[3] / "docs" / "use" / "speaking-cost.md").read_text()
SECONDS, TOKENS_PER_SECOND, TRANSCRIBE_PER_MINUTE = 180, 32, Decimal("0.024")
COUNTED = {name.strip(): count for name, count in re.findall(r"^\| ([^|]+) \| (\d+)[^|]* \|$", PAGE, re.MULTILINE)}
SOUND = int(COUNTED["sound: 180 s at 32 tokens"])
TEXT = int(COUNTED["instructions, questions and schema"])
TABLE = PAGE.partition("| output with thinking |")[2].partition("\n\n")[0]
MODELS = {
    "gemini-2.5-flash": date(2026, 11, 21),
    "gemini-3.5-flash-lite": date(2026, 11, 21),
    "gemini-3.8-flash": date(2026, 11, 21),
    "gemini-3.8-flash from 2027": date(2027, 1, 1),
}


def cost(column: str, output: int) -> Decimal:
    [*_, prices] = [each for each in catalogue()[column.partition(" ")[0]].prices if each.since <= MODELS[column]]
    return prices.cost(Tokens({"audio": SOUND, "text": TEXT}, {}, output))


def rounded(value: Decimal, places: str = "0.0001") -> Decimal:
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def test_the_table_is_the_price_table() -> None:
    rows = re.findall(r"^\| (\d+) \|(.+)\|$", TABLE, re.MULTILINE)
    assert [int(output) for output, _ in rows] == [1500, 2500, 4000, 5900]
    assert [name.strip() for name in TABLE.splitlines()[0].strip(" |").split("|")] == list(MODELS)
    for output, cells in rows:
        found = [Decimal(cell.strip(" $")) for cell in cells.split("|")]
        assert found == [rounded(cost(column, int(output))) for column in MODELS], output


def test_sound_is_counted_by_the_second() -> None:
    assert SOUND == SECONDS * TOKENS_PER_SECOND


def test_the_instructions_are_as_long_as_the_page_says() -> None:
    """Four characters a token is the provider's rule of thumb."""
    built = prompt_of("PART_2", ["Describe a book that you enjoyed reading."])
    characters = len(built.system) + sum(len(part) for part in built.parts if isinstance(part, str))
    assert (characters + len(json.dumps(SCHEMA))) / 4 == pytest.approx(TEXT, rel=0.15)


def test_the_seeds_comparison_follows() -> None:
    native = rounded(cost("gemini-2.5-flash", 5900))
    transcribed = TRANSCRIBE_PER_MINUTE * SECONDS / 60
    other = transcribed + Decimal("0.004")
    assert f"give ${native}" in PAGE
    assert f"${rounded(transcribed)} for 3 minutes, and $0.0040" in PAGE
    saved = rounded(100 * (1 - native / other), "0.1")
    assert f"1 - {native} / {rounded(other)} = {saved} %" in PAGE
    assert native == pytest.approx(Decimal("0.021"), abs=Decimal("0.001"))
    assert (rounded(other, "0.001"), rounded(saved, "1")) == (Decimal("0.076"), Decimal(72))
    lite = {output: rounded(100 * (1 - cost("gemini-3.5-flash-lite", output) / other), "1") for output in (4000, 1500)}
    assert f"saving is {lite[4000]} % at 4000 tokens of output and {lite[1500]} % at 1500" in PAGE.replace("\n", " ")
    assert "half" in PAGE
    assert cost("gemini-2.5-flash", 1500) / native == pytest.approx(Decimal("0.5"), abs=Decimal("0.05"))
