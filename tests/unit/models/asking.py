"""The Gemini adapter as its tests ask it: the same thing each time, of a scripted provider."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.models.catalogue import require_live
from bandup.models.gemini import GeminiModel
from bandup.models.port import Prompt
from bandup.models.usage import Ledger
from unit.models.provider import Answer

TODAY = date(2026, 11, 21)
SCHEMA = {"type": "object", "properties": {"band": {"type": "number"}}, "required": ["band"]}
USAGE = {"promptTokenCount": 1000, "candidatesTokenCount": 100, "thoughtsTokenCount": 200, "totalTokenCount": 1300}
ONE_CALL = Decimal("0.00105")
"""1,000 input tokens at $0.30 and 300 output tokens at $2.50 per million."""


class Keys:
    """A secret that is rotated when it is read anew."""

    def __init__(self) -> None:
        self.version = 1
        self.pattern = "key-{}"

    def __call__(self, *, refresh: bool = False) -> str:
        self.version += refresh
        return self.pattern.format(self.version)


def said(text: str | None, finish: str = "STOP", **more: Any) -> Answer:
    parts = [] if text is None else [{"text": text}]
    candidate = {"content": {"role": "model", "parts": parts}, "finishReason": finish, "index": 0}
    return Answer.of({"candidates": [candidate], "usageMetadata": USAGE, "modelVersion": "offline-examiner-1", **more})


def refused(status: int, reason: str, *details: dict[str, Any], **headers: str) -> Answer:
    error = {"code": status, "message": "no", "status": reason, "details": list(details)}
    return Answer.of({"error": error}, status, **headers)


def band(answer: Any) -> Decimal:
    if not isinstance(answer, dict) or "band" not in answer:
        raise ValueError("band: is missing")
    return Decimal(answer["band"])


GOOD = said('{"band": 6.5}')


class Asking:
    """One adapter, asked the same thing each time; its ledger and its key are new for each test."""

    def __init__(self, url: str, attempt_seconds: float = 10.0) -> None:
        self.keys = Keys()
        self.waits: list[float] = []
        self.reset()
        model = require_live("gemini-3.5-flash-lite", TODAY)
        self.model = GeminiModel(
            model,
            self.keys,
            base_url=url,
            attempt_seconds=attempt_seconds,
            sleep=self.waits.append,
            clock=lambda: TODAY,
        )

    def reset(self) -> "Asking":
        self.ledger = Ledger()
        self.keys.version, self.keys.pattern = 1, "key-{}"
        self.waits.clear()
        return self

    def close(self) -> None:
        self.model.close()

    def __call__(self, seconds: float = 60.0, validate: Callable[[Any], Decimal] = band) -> Decimal:
        return self.model.generate_json(
            Prompt("You are an examiner.", ("<essay>\nHello\n</essay>",)),
            SCHEMA,
            validate,
            deadline=Deadline.after(RESERVE_SECONDS + seconds),
            ledger=self.ledger,
        )
