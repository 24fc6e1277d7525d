from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.errors import ConfigurationError
from bandup.models.catalogue import catalogue, require_live
from bandup.models.usage import Tokens

TODAY = date(2026, 11, 26)
CALLABLE = [
    *(name for name, model in catalogue().items() if not model.profiles and not model.retired_on(TODAY)),
    *(profile for model in catalogue().values() for profile in model.profiles),
]


@pytest.mark.parametrize("model_id", CALLABLE)
def test_what_can_be_called_has_prices_limits_and_a_source(model_id: str) -> None:
    live = require_live(model_id, TODAY)
    assert live.model.prices
    assert live.model.read_at
    assert live.model.read_on is not None
    assert live.model.read_on <= TODAY
    assert live.model.context_tokens > 0
    assert [prices.since for prices in live.model.prices] == sorted(prices.since for prices in live.model.prices)
    assert all("text" in prices.input and "text" in prices.cached for prices in live.model.prices)


@pytest.mark.parametrize("model_id", [name for name, model in catalogue().items() if model.status != "live"])
def test_every_model_that_ends_names_when_and_a_living_successor(model_id: str) -> None:
    model = catalogue()[model_id]
    assert model.shutdown_on is not None
    assert model.successor is not None
    assert require_live(model.successor, TODAY).model.status == "live"


@pytest.mark.parametrize(
    ("model_id", "code", "hint"),
    [
        ("gemini-2.0-flash", "model_retired", "gemini-3.5-flash-lite"),
        ("anthropic.claude-3-sonnet-20240229-v1:0", "model_retired", "global.anthropic.claude-sonnet-5-5"),
        ("anthropic.claude-sonnet-5-5", "model_needs_profile", "global.anthropic.claude-sonnet-5-5"),
        ("gemini-99-ultra", "model_unknown", "gemini-99-ultra"),
        ("", "model_unknown", "catalogue"),
    ],
)
def test_what_cannot_be_called_is_refused_with_a_way_out(model_id: str, code: str, hint: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        require_live(model_id, TODAY)
    assert caught.value.code == code
    assert hint in caught.value.message


def test_a_deprecated_model_warns_until_its_last_day_and_is_refused_on_it() -> None:
    last = date(2026, 11, 30)
    assert require_live("gemini-2.5-flash", last).warning == (
        "Model gemini-2.5-flash ends on 2026-12-01; move to gemini-3.5-flash-lite."
    )
    assert require_live("gemini-3.5-flash-lite", last).warning is None
    with pytest.raises(ConfigurationError, match="gemini-3"):
        require_live("gemini-2.5-flash", last + timedelta(days=1))


counts = st.dictionaries(st.sampled_from(["text", "audio", "image"]), st.integers(0, 10**7))


@given(st.sampled_from(CALLABLE), counts, counts, st.integers(0, 10**6), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_cost_is_exactly_the_tables(
    model_id: str, fresh: Mapping[str, int], cached: Mapping[str, int], output: int, on: date
) -> None:
    live = require_live(model_id, TODAY)
    eligible = [prices for prices in live.model.prices if prices.since <= on] or [live.model.prices[0]]
    prices = eligible[-1]
    tokens = Tokens(fresh, cached, output)
    rates = next((tier for tier in reversed(prices.tiers) if tokens.input > tier.prompt_over), prices)
    expected = Fraction(output) * Fraction(rates.output)
    expected += sum(Fraction(n) * Fraction(rates.input.get(kind, rates.input["text"])) for kind, n in fresh.items())
    expected += sum(Fraction(n) * Fraction(rates.cached.get(kind, rates.cached["text"])) for kind, n in cached.items())
    assert Fraction(live.cost(tokens, on)) == expected / 1_000_000 * Fraction(live.price_factor)
    assert tokens.input == sum(fresh.values()) + sum(cached.values())


def test_every_claude_model_says_how_it_is_asked() -> None:
    asked = {name for name, model in catalogue().items() if model.profiles}
    assert asked == {name for name, model in catalogue().items() if model.converse}


def test_an_announced_price_applies_from_its_day() -> None:
    flash = require_live("gemini-3.8-flash", TODAY)
    million = Tokens({"text": 1_000_000}, {}, 1_000_000)
    assert flash.cost(million, date(2026, 12, 31)) == Decimal("4.50")
    assert flash.cost(million, date(2027, 1, 1)) == Decimal("9.00")


def test_a_geographic_profile_costs_a_tenth_more() -> None:
    tokens = Tokens({"text": 1_000_000}, {}, 1_000_000)
    assert require_live("global.anthropic.claude-sonnet-5-5", TODAY).cost(tokens, TODAY) == 12
    assert require_live("us.anthropic.claude-sonnet-5-5", TODAY).cost(tokens, TODAY) == Decimal("13.2")
