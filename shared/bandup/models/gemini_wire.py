"""What Gemini's answers and errors mean, as pure functions of their bodies.

The answer's body is read by models of our own, which hold what is used and ignore all else. The SDK's own reading
parses the model's text too and raises whatever that text provokes (a RecursionError for deep nesting), before the
call's cost can be recorded; and its enumerations warn about values that are newer than the SDK.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from google.genai import errors
from pydantic import BaseModel, ConfigDict, NonNegativeInt
from pydantic.alias_generators import to_camel

from bandup.core.errors import ConfigurationError, WorkError
from bandup.models import classify
from bandup.models.structured import Reply
from bandup.models.usage import Tokens

_BLOCKING = frozenset(
    {
        "SAFETY",
        "RECITATION",
        "LANGUAGE",
        "BLOCKLIST",
        "PROHIBITED_CONTENT",
        "SPII",
        "ESCALATION",
        "MODEL_ARMOR",
    }
)

_DELAY = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)s?")
"""A protobuf duration such as `53s` or `2.463586755s`, or the seconds of a Retry-After header."""

_BAD_PICTURE = re.compile(r"Unable to process input image|Provided image is not valid")
"""Google's messages about a picture that it cannot decode. The status is that of a wrong request."""


class _Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)


class _Part(_Wire):
    text: str | None = None
    thought: bool | None = None


class _Content(_Wire):
    parts: list[_Part] | None = None


class _Candidate(_Wire):
    content: _Content | None = None
    finish_reason: str | None = None


class _Feedback(_Wire):
    block_reason: str | None = None


class _ModalityTokens(_Wire):
    modality: str = "TEXT"
    token_count: NonNegativeInt = 0


class _Usage(_Wire):
    prompt_token_count: NonNegativeInt = 0
    prompt_tokens_details: list[_ModalityTokens] | None = None
    tool_use_prompt_token_count: NonNegativeInt = 0
    cached_content_token_count: NonNegativeInt = 0
    cache_tokens_details: list[_ModalityTokens] | None = None
    candidates_token_count: NonNegativeInt = 0
    thoughts_token_count: NonNegativeInt = 0


class Response(_Wire):
    """The body of a generateContent answer."""

    candidates: list[_Candidate] | None = None
    prompt_feedback: _Feedback | None = None
    usage_metadata: _Usage | None = None
    model_version: str | None = None


def reply(response: Response) -> Reply:
    """What the model wrote, without its thoughts. Empty if it wrote nothing that can be used.

    Raises:
        TerminalError: the content filters stopped the prompt or the answer.
        ConfigurationError: the provider has limited this account.
    """
    if not response.candidates:
        if response.prompt_feedback and response.prompt_feedback.block_reason:
            raise classify.blocked_error()
        return Reply("")
    candidate = response.candidates[0]
    reason = candidate.finish_reason
    if reason in _BLOCKING:
        raise classify.blocked_error()
    if reason == "PUP_LIMITED_DISABLED":
        raise ConfigurationError("account_limited", "The model provider has limited this system's account.")
    if reason not in ("STOP", "MAX_TOKENS", None):
        return Reply("")
    parts = (candidate.content.parts if candidate.content else None) or []
    text = "".join(part.text for part in parts if part.text and not part.thought)
    return Reply(text, cut=reason == "MAX_TOKENS")


def tokens(response: Response) -> Tokens | None:
    """The tokens that the provider counted, or None if it counted none and so charged nothing.

    What the provider does not break down by modality counts as text. Thinking counts as output.
    """
    usage = response.usage_metadata
    if usage is None:
        return None
    prompt = _by_modality(usage.prompt_tokens_details, usage.prompt_token_count)
    prompt["text"] += usage.tool_use_prompt_token_count
    cached = _by_modality(usage.cache_tokens_details, usage.cached_content_token_count)
    output = usage.candidates_token_count + usage.thoughts_token_count
    return Tokens(fresh=dict(prompt - cached), cached=dict(cached), output=output)


def classify_error(error: errors.APIError) -> WorkError:
    """The class of an error answer."""
    if error.code == 400 and _BAD_PICTURE.search(error.message or ""):
        return classify.unreadable_picture_error()
    details = list(_details(error))
    refused = any(detail.get("reason") in ("API_KEY_INVALID", "API_KEY_EXPIRED") for detail in details)
    asked = [str(detail.get("retryDelay", "")) for detail in details]
    headers = getattr(error.response, "headers", None) or {}
    delays = [match for text in (*asked, headers.get("retry-after", "")) if (match := _DELAY.fullmatch(text))]
    retry_after = float(delays[0].group(1)) if delays else None
    return classify.classify_status(error.code, key_refused=refused, retry_after=retry_after)


def _details(error: errors.APIError) -> Iterable[dict[str, Any]]:
    """The `google.rpc` details of an error body, whatever its shape."""
    body = error.details.get("error", error.details) if isinstance(error.details, dict) else {}
    details = body.get("details", []) if isinstance(body, dict) else []
    return (detail for detail in details if isinstance(detail, dict)) if isinstance(details, list) else ()


def _by_modality(details: list[_ModalityTokens] | None, total: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for detail in details or []:
        counts[detail.modality.lower()] += detail.token_count
    counts["text"] += max(0, total - counts.total())
    return +counts
