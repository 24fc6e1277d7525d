"""Which models exist, until when, what they cost and what they accept: the reader of `catalogue.json`.

The file is data for two readers, this module and the validation of Terraform's model variables, so that a retired
model stops a plan as well as a start. In it, `routes_to` lists the regions in which a role must be allowed to use the
model; the word `global` stands for Bedrock's ARN without a region (`arn:aws:bedrock:::foundation-model/...`). Prices
are US dollars per million tokens; a modality without a price of its own costs what text costs. `read_at` names where an
entry's facts were read, and `read_on` when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bandup.core.errors import ConfigurationError
from bandup.core.log import logger
from bandup.models.usage import Tokens

PER_MILLION = Decimal("0.000001")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rates(_Entry):
    """What a million tokens cost in US dollars.

    Attributes:
        input: tokens of the prompt, by modality.
        cached: those read from a cache.
        written: those written to a cache; None where writing costs what reading the prompt costs.
        output: tokens of the answer.
    """

    input: Mapping[str, Decimal]
    cached: Mapping[str, Decimal]
    written: Mapping[str, Decimal] | None = None
    output: Decimal

    def cost(self, tokens: Tokens) -> Decimal:
        """The exact price of `tokens` in US dollars."""
        prompt = (
            (tokens.fresh, self.input),
            (tokens.cached, self.cached),
            (tokens.written, self.input if self.written is None else self.written),
        )
        read = (count * _by_modality(rates, name) for counts, rates in prompt for name, count in counts.items())
        return (sum(read, Decimal(0)) + tokens.output * self.output) * PER_MILLION


class Tier(Rates):
    """What everything of one call costs, its answer too, if its prompt has more tokens than `prompt_over`."""

    prompt_over: int


class Prices(Rates):
    """What tokens cost from a day on until the next entry.

    Attributes:
        since: that day, UTC.
        tiers: what calls with longer prompts cost, the shortest first.
    """

    since: date = Field(alias="from")
    tiers: tuple[Tier, ...] = ()

    def cost(self, tokens: Tokens) -> Decimal:
        """The exact price in US dollars of one call that used `tokens`."""
        reached = [tier for tier in self.tiers if tokens.input > tier.prompt_over]
        return reached[-1].cost(tokens) if reached else super().cost(tokens)


class Converse(_Entry):
    """How a model wants to be asked through Bedrock's Converse.

    Attributes:
        schema_form: how it takes the JSON Schema of its answer: as a field of the request, or as an instruction.
        request_fields: fields of the model's own that set its lowest thinking and effort.
        thinking_tokens: output tokens that it may use all the same before it answers.
        least_cached_tokens: the shortest beginning of a prompt that is cached. A shorter one is not, without an error.
    """

    schema_form: Literal["native", "instruction"] = Field(alias="schema")
    request_fields: Mapping[str, Any]
    thinking_tokens: int
    least_cached_tokens: int


class Profile(_Entry):
    """A Bedrock inference profile: where it may route a call, and its price relative to the model's."""

    routes_to: tuple[str, ...]
    price_factor: Decimal


class Model(_Entry):
    """One model of one provider."""

    provider: Literal["gemini", "bedrock"]
    status: Literal["live", "deprecated", "retired"]
    shutdown_on: date | None = None
    successor: str | None = None
    context_tokens: int = 0
    max_output_tokens: int = 0
    thinking_levels: tuple[str, ...] = ()
    profiles: Mapping[str, Profile] = {}
    converse: Converse | None = None
    read_on: date | None = None
    read_at: tuple[str, ...] = ()
    prices: tuple[Prices, ...] = ()

    def retired_on(self, day: date) -> bool:
        """Whether the provider has shut it down. A date that has passed counts, whatever `status` says."""
        return self.status == "retired" or (self.shutdown_on is not None and self.shutdown_on <= day)


@dataclass(frozen=True)
class LiveModel:
    """A model that may be called, under the id by which it is called.

    Attributes:
        id: the model id, or the inference profile's.
        model: its catalogue entry.
        price_factor: what the inference profile multiplies the prices by.
    """

    id: str
    model: Model
    price_factor: Decimal = Decimal(1)

    def cost(self, tokens: Tokens, on: date) -> Decimal:
        """The exact price in US dollars of `tokens` used `on` that day (UTC)."""
        current = [prices for prices in self.model.prices if prices.since <= on]
        return (current or self.model.prices[:1])[-1].cost(tokens) * self.price_factor

    @property
    def warning(self) -> str | None:
        """A sentence for operators if the model ends soon, or None."""
        if self.model.status != "deprecated":
            return None
        return f"Model {self.id} ends on {self.model.shutdown_on}; move to {self.model.successor}."


def today() -> date:
    """The current day in UTC."""
    return datetime.now(UTC).date()


@cache
def catalogue() -> Mapping[str, Model]:
    """Every known model by its id."""
    document = TypeAdapter(dict[str, dict[str, Model]]).validate_json(
        Path(__file__).with_name("catalogue.json").read_bytes()
    )
    return document["models"]


def load_model(model_id: str) -> LiveModel:
    """The model that a function's settings name, if it can be called today. A model that ends soon is logged.

    Raises:
        ConfigurationError: see `require_live`.
    """
    model = require_live(model_id, today())
    if model.warning:
        logger.warning(model.warning)
    return model


def require_live(model_id: str, on: date) -> LiveModel:
    """The model that `model_id` names, if it can be called.

    Args:
        model_id: a model id, or a Bedrock inference profile id.
        on: the current day, UTC.

    Raises:
        ConfigurationError: the model is unknown, is retired (the message names its successor), or can only be called
            through an inference profile (the message names those).
    """
    model = catalogue().get(model_id)
    if model is None:
        return _through_profile(model_id, on)
    _refuse_retired(model_id, model, on)
    if model.profiles:
        raise ConfigurationError(
            "model_needs_profile", f"Model {model_id} is called through a profile: {', '.join(model.profiles)}."
        )
    return LiveModel(model_id, model)


def _through_profile(profile_id: str, on: date) -> LiveModel:
    for model in catalogue().values():
        if profile_id in model.profiles:
            _refuse_retired(profile_id, model, on)
            return LiveModel(profile_id, model, model.profiles[profile_id].price_factor)
    raise ConfigurationError("model_unknown", f"Model {profile_id} is not in the catalogue of models.")


def _refuse_retired(model_id: str, model: Model, on: date) -> None:
    if model.retired_on(on):
        raise ConfigurationError(
            "model_retired", f"Model {model_id} was shut down on {model.shutdown_on}; use {model.successor}."
        )


def _by_modality(prices: Mapping[str, Decimal], modality: str) -> Decimal:
    return prices.get(modality, prices["text"])
