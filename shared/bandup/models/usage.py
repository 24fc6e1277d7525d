"""What paid calls used, summed over one run of a job."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bandup.core.metrics import Metric, measure


@dataclass(frozen=True)
class Tokens:
    """What one paid call used, as the provider counted it.

    Attributes:
        fresh: input tokens by modality (`text`, `audio`, `image`, ...), without those of a cache.
        cached: input tokens read from a cache, by modality.
        output: output tokens, thinking included, since it is billed as output.
        written: input tokens written to a cache, by modality.
    """

    fresh: Mapping[str, int]
    cached: Mapping[str, int]
    output: int
    written: Mapping[str, int] = field(default_factory=dict)

    @property
    def input(self) -> int:
        return sum(sum(counts.values()) for counts in (self.fresh, self.cached, self.written))


@dataclass(frozen=True)
class Usage:
    """The tokens and the price of one paid call.

    Attributes:
        model: the model id that the provider says it used.
        input_tokens: all input tokens of every modality, cached ones included.
        output_tokens: output tokens, thinking included, since it is billed as output.
        usd: the price in US dollars by the catalogue, never the model's word.
    """

    model: str
    input_tokens: int
    output_tokens: int
    usd: Decimal


@dataclass
class Ledger:
    """Every paid call of one run, kept even if the run fails: money spent is reported. Several threads may use it.

    Attributes:
        calls: one entry per call that the provider charged for.
        waits: from when to when a provider was waited for, retries included, in `time.monotonic` seconds.
    """

    calls: list[Usage] = field(default_factory=list)
    waits: list[tuple[float, float]] = field(default_factory=list)

    def add(self, usage: Usage) -> None:
        self.calls.append(usage)
        measure(Metric.INPUT_TOKENS, usage.input_tokens)
        measure(Metric.OUTPUT_TOKENS, usage.output_tokens)
        measure(Metric.COST_USD, float(usage.usd))

    def add_wait(self, since: float) -> None:
        """Record a wait for a provider, from a moment of `time.monotonic` until now."""
        self.waits.append((since, time.monotonic()))

    @property
    def model_seconds(self) -> float:
        """Wall time spent waiting for providers. Waits of several threads that overlap count once."""
        seconds, counted_to = 0.0, float("-inf")
        for start, end in sorted(self.waits):
            seconds += max(0.0, end - max(start, counted_to))
            counted_to = max(counted_to, end)
        return seconds

    def add_to(self, cost: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """The job's cost so far plus this run's calls; None as long as nothing was paid.

        Returns:
            A mapping of `usd` (Decimal), `input_tokens`, `output_tokens` (int) and `model` (the last one used).
        """
        if not self.calls:
            return dict(cost) if cost else None
        before = cost or {"usd": Decimal(0), "input_tokens": 0, "output_tokens": 0}
        return {
            "usd": Decimal(before["usd"]) + sum((call.usd for call in self.calls), Decimal(0)),
            "input_tokens": int(before["input_tokens"]) + sum(call.input_tokens for call in self.calls),
            "output_tokens": int(before["output_tokens"]) + sum(call.output_tokens for call in self.calls),
            "model": self.calls[-1].model,
        }
