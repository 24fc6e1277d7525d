"""The cost of a call is its token counts times the price table, whatever the counts are."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.models import gemini_wire
from bandup.models.catalogue import require_live

TODAY = date(2026, 11, 21)
COUNT = st.integers(0, 2_000_000)
MODELS = {
    "gemini-2.5-flash": {"TEXT": "0.30", "AUDIO": "1.00", "IMAGE": "0.30", "output": "2.50"},
    "gemini-3.5-flash-lite": {"TEXT": "0.30", "AUDIO": "0.30", "IMAGE": "0.30", "output": "2.50"},
    "gemini-3.8-flash": {"TEXT": "0.75", "AUDIO": "0.75", "IMAGE": "0.75", "output": "3.75"},
}
"""Dollars per million tokens, as the provider's page of 2026-10-07 lists them."""


@pytest.mark.parametrize("model", MODELS)
@given(text=COUNT, audio=COUNT, image=COUNT, answer=COUNT, thoughts=COUNT)
def test_the_cost_is_the_table_for_any_counts(
    model: str, *, text: int, audio: int, image: int, answer: int, thoughts: int
) -> None:
    counted = {"TEXT": text, "AUDIO": audio, "IMAGE": image}
    response = gemini_wire.Response.model_validate(
        {
            "usageMetadata": {
                "promptTokenCount": text + audio + image,
                "promptTokensDetails": [{"modality": name, "tokenCount": count} for name, count in counted.items()],
                "candidatesTokenCount": answer,
                "thoughtsTokenCount": thoughts,
            }
        }
    )
    tokens = gemini_wire.tokens(response)
    assert tokens is not None
    prices = {name: Decimal(price) for name, price in MODELS[model].items()}
    expected = sum((count * prices[name] for name, count in counted.items()), Decimal(0))
    expected += (answer + thoughts) * prices["output"]
    assert require_live(model, TODAY).cost(tokens, TODAY) == expected / 1_000_000
    assert (tokens.input, tokens.output) == (text + audio + image, answer + thoughts)
