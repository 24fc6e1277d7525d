"""The page about models says what the catalogue, the functions and the Makefile say."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from bandup.models.catalogue import catalogue, require_live
from bandup.models.usage import Tokens
from ops.capacity.workload import KINDS, Calls, Provider
from ops.paths import ROOT

TODAY = date(2026, 11, 26)
PAGE = (ROOT / "docs" / "operate" / "models.md").read_text("utf-8")
COLUMNS = {
    "global.anthropic.claude-haiku-5-5": 1.0,
    "global.anthropic.claude-haiku-4-5-20251001-v1:0": 1 / 1.3,
    "global.anthropic.claude-sonnet-5-5": 1.0,
}
"""The models, and how many tokens each counts for the same text."""


def price(profile: str, calls: Calls) -> Decimal:
    factor = COLUMNS[profile]
    tokens = Tokens({"text": round(calls.text_in * factor)}, {}, round(calls.out * factor))
    return require_live(profile, TODAY).cost(tokens, TODAY)


@pytest.mark.parametrize(
    ("row", "turns", "feedbacks", "places"),
    [("a turn", 1, 0, "0.0001"), ("feedback", 0, 1, "0.0001"), ("an interview of 30 answers", 30, 1, "0.01")],
)
def test_the_table_is_the_price_table(row: str, turns: int, feedbacks: int, places: str) -> None:
    found = re.search(rf"^\| {row}[^|]*\|(.+)\|$", PAGE, re.MULTILINE)
    assert found
    shown = [Decimal(cell.strip(" $")) for cell in found[1].split("|")]
    turn, feedback = (KINDS[kind].calls[Provider.CLAUDE] for kind in ("interview", "feedback"))
    computed = [turns * price(profile, turn) + feedbacks * price(profile, feedback) for profile in COLUMNS]
    assert shown == [usd.quantize(Decimal(places), ROUND_HALF_UP) for usd in computed]


def test_the_tables_tokens_are_those_of_the_capacity_page() -> None:
    turn, feedback = (KINDS[kind].calls[Provider.CLAUDE] for kind in ("interview", "feedback"))
    assert f"| a turn: {turn.text_in:,} tokens in, {turn.out:,} out |" in PAGE
    assert f"| feedback: {feedback.text_in:,} in, {feedback.out:,} out |" in PAGE


def test_every_night_asks_each_live_claude_model() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = re.search(r"^MODELS \?= (.+)$", makefile, re.MULTILINE)
    assert named
    live = {next(iter(model.profiles)) for model in catalogue().values() if model.converse and model.status == "live"}
    assert set(named[1].split()) == live == set(COLUMNS)
    assert "night-stages" in makefile.partition("\nnightly:")[2]
    assert "$(MAKE) interviews\n" in makefile.partition("\nnight-stages:")[2]


def test_the_platform_runs_the_default_that_the_page_names() -> None:
    variables = (ROOT / "terraform" / "platform" / "variables.tf").read_text("utf-8")
    default = re.search(r'variable "model_id" \{.*?default\s+= "([^"]+)"', variables, re.DOTALL)
    assert default
    assert f"| `model_id` | interviewer's turns, feedback | `{default[1]}` |" in PAGE
