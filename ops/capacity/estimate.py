"""The arithmetic: needs at the busiest time, and dollars a month."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ops.capacity.visits import VISIT, WORK_A_VISIT
from ops.capacity.workload import KINDS, Provider
from ops.paths import ROOT

HERE = Path(__file__).parent
CATALOGUE = ROOT / "shared" / "bandup" / "models" / "catalogue.json"

DAYS = 30
PEAK = 4.0
"""The busiest minute has so many times the mean: people practise in the evening."""

QUEUES = {
    "writing": ("writing",),
    "speaking": ("speaking", "transcript"),
    "flashcard": ("flashcard", "scan"),
    "feedback": ("feedback",),
}
"""Which kinds of work wait in which queue."""

API_SECONDS, API_GB = 0.06, 0.25
"""A warm answer of an API function, and its memory."""


@dataclass(frozen=True)
class Need:
    """What the busiest minute takes of one limit.

    Attributes:
        limit: its name.
        amount: needed.
        allowed: the limit as it stands.
        unit: of both.
        what: whose limit it is.
        moves: the setting or request that moves it.
    """

    limit: str
    amount: float
    allowed: float
    unit: str
    what: str
    moves: str

    @property
    def share(self) -> float:
        """Needed over allowed; above 1 it breaks."""
        return self.amount / self.allowed


@dataclass(frozen=True)
class Estimate:
    """For one volume.

    Attributes:
        jobs: pieces of work in a month.
        visits: of the console in a month.
        needs: of every limit, the one that breaks first ahead.
        usd: dollars a month by what is paid for.
    """

    jobs: int
    visits: float
    needs: list[Need]
    usd: dict[str, float]

    @property
    def total(self) -> float:
        """Dollars a month."""
        return sum(self.usd.values())


def jobs_of(users_per_day: int, jobs_per_user: float) -> int:
    """Pieces of work in a month."""
    return round(users_per_day * jobs_per_user * DAYS)


def estimate(jobs: int, each: float = WORK_A_VISIT) -> Estimate:
    """What a month with so many pieces of work takes.

    Args:
        jobs: essays, recordings, sets of cards, interview turns and the others together, mixed as `KINDS` says.
        each: how many of them are done in one visit of the console.
    """
    visits = jobs / each
    return Estimate(jobs, visits, _needs(jobs), _usd(jobs, visits))


def _needs(jobs: int) -> list[Need]:
    peak = {name: PEAK * jobs * work.share / (DAYS * 86_400) for name, work in KINDS.items()}
    requests = sum(peak[name] * work.requests for name, work in KINDS.items())
    running = {name: peak[name] * work.seconds for name, work in KINDS.items()}
    amounts = {
        "lambda_concurrency": sum(running.values()) + requests * API_SECONDS,
        **{f"{queue}_concurrency": sum(running[name] for name in names) for queue, names in QUEUES.items()},
        "api_requests": requests,
        "work_requests": max(peak.values()),
        "gemini_requests": 60 * _calls(peak, Provider.GEMINI, ["count"]),
        "gemini_tokens": 60 * _calls(peak, Provider.GEMINI, ["text_in", "audio_in"]),
        "titan_tokens": 60 * _calls(peak, Provider.TITAN, ["text_in"]),
        "claude_tokens": 60 * _calls(peak, Provider.CLAUDE, ["text_in", "out"]),
        "dynamodb_writes": sum(peak[name] * work.writes for name, work in KINDS.items()),
    }
    limits: dict[str, Any] = json.loads((HERE / "limits.json").read_text(encoding="utf-8"))["limits"]
    needs = [
        Need(name, amount, limits[name]["value"], limits[name]["unit"], limits[name]["what"], limits[name]["moves"])
        for name, amount in amounts.items()
    ]
    return sorted(needs, key=lambda need: need.share, reverse=True)


def _calls(weights: dict[str, float], provider: Provider, fields: Iterable[str]) -> float:
    return sum(
        weights[name] * sum(float(getattr(work.calls[provider], field)) for field in fields)
        for name, work in KINDS.items()
        if provider in work.calls
    )


def _usd(jobs: int, visits: float) -> dict[str, float]:
    document = json.loads((HERE / "prices.json").read_text(encoding="utf-8"))
    price = {name: float(entry["price"]) for name, entry in document["usd"].items()}
    volumes = {name: jobs * work.share for name, work in KINDS.items()}

    def total(field: str) -> float:
        return sum(volumes[name] * float(getattr(work, field)) for name, work in KINDS.items())

    requests = total("requests")
    gb_seconds = sum(volumes[name] * work.seconds * work.memory_gb for name, work in KINDS.items())
    gb_seconds += requests * API_SECONDS * API_GB
    uploads = sum(volumes[name] for name, work in KINDS.items() if work.uploaded_kb)
    aws = {
        "Lambda": gb_seconds * price["lambda_gb_second"] + (jobs + requests) / 1e6 * price["lambda_requests_million"],
        "API Gateway": requests / 1e6 * price["api_requests_million"],
        "DynamoDB": total("writes") / 1e6 * price["dynamodb_write_units_million"]
        + total("reads") / 1e6 * price["dynamodb_read_units_million"]
        + total("stored_kb") / 1e6 * price["dynamodb_gb_month"],
        "SQS": total("messages") / 1e6 * price["sqs_requests_million"],
        "S3": total("uploaded_kb") / 1e6 * price["s3_gb_month"] + uploads / 1e3 * price["s3_puts_thousand"],
        "Logs": total("logged_kb") / 1e6 * price["logs_gb"],
        "KMS": (total("messages") + uploads) / 1e6 * price["kms_requests_million"],
        "CloudFront": visits * VISIT.requests / 1e6 * price["cloudfront_requests_million"]
        + visits * VISIT.requests / 1e6 * price["cloudfront_functions_million"]
        + visits * VISIT.kb / 1e6 * price["cloudfront_gb"],
        "Fixed": float(document["fixed_month_usd"]["price"]),
    }
    return {**{provider.value: _model_usd(volumes, provider) for provider in Provider}, **aws}


def _model_usd(volumes: dict[str, float], provider: Provider) -> float:
    """By the catalogue, which the functions count their own cost by."""
    prices = json.loads(CATALOGUE.read_text(encoding="utf-8"))["models"][provider.value]["prices"][-1]
    text = float(Decimal(prices["input"]["text"]))
    audio = float(Decimal(prices["input"].get("audio", prices["input"]["text"])))
    return (
        _calls(volumes, provider, ["text_in"]) * text
        + _calls(volumes, provider, ["audio_in"]) * audio
        + _calls(volumes, provider, ["out"]) * float(Decimal(prices["output"]))
    ) / 1e6
