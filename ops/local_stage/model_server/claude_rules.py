"""What each Claude model refuses on Bedrock beyond the form of a request.

After the models' pages on platform.claude.com (overviews and migration guides of Sonnet 5.5 and Haiku 5.5), Bedrock's
model cards, and public issues about what Bedrock answers: github.com/vercel/ai 18199 and 19988, presenton 939. All were
read on 2026-11-26. The functions' own catalogue is not asked: it is what is tested.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ops.local_stage.model_server.bedrock_wire import BedrockError

EFFORTS = ("low", "medium", "high", "xhigh", "max")

THINKING_TOKENS = dict(zip(EFFORTS, (300, 2_000, 6_000, 12_000, 24_000), strict=True))
"""What adaptive thinking spends here before it answers, by effort. Published figures differ by the task; what matters
is that the defaults spend more than a short answer's limit."""

TOKENS_PER_SECOND = 70
"""How fast thinking is written."""

_LEAST_BUDGET = 1024
_UNTHINKING = ("disabled", "between_tools")
_PROFILES = ("global.", "us.", "eu.", "apac.")
_RETIRED = "anthropic.claude-3"
_KNOWN_FIELDS = frozenset({"thinking", "output_config"})


@dataclass(frozen=True)
class ClaudeRules:
    """One model's.

    Attributes:
        takes_schemas: whether a schema may be a field of the request; accounts differ.
        thinking: the types of thinking that it takes; the first is what it does if none is named.
        effort: what it does if none is named; None if it takes none.
        samples: whether it takes a temperature and the like.
        forced_tools: whether it can be made to use a tool.
        prefilled: whether it goes on with a message of its own.
        max_tokens: the most output tokens of one call.
        context_tokens: the longest prompt.
        least_cached_tokens: the shortest beginning of a prompt that is cached.
    """

    takes_schemas: bool
    thinking: tuple[str, ...]
    effort: str | None
    samples: bool
    forced_tools: bool
    prefilled: bool
    max_tokens: int
    context_tokens: int
    least_cached_tokens: int


RULES: Mapping[str, ClaudeRules] = {
    "anthropic.claude-sonnet-5-5": ClaudeRules(
        takes_schemas=False,
        thinking=("adaptive", "between_tools"),
        effort="high",
        samples=False,
        forced_tools=False,
        prefilled=False,
        max_tokens=128_000,
        context_tokens=1_000_000,
        least_cached_tokens=512,
    ),
    "anthropic.claude-haiku-5-5": ClaudeRules(
        takes_schemas=False,
        thinking=("adaptive", "disabled"),
        effort="medium",
        samples=False,
        forced_tools=True,
        prefilled=False,
        max_tokens=128_000,
        context_tokens=1_000_000,
        least_cached_tokens=512,
    ),
    "anthropic.claude-haiku-4-5-20251001-v1:0": ClaudeRules(
        takes_schemas=True,
        thinking=("disabled", "enabled"),
        effort=None,
        samples=True,
        forced_tools=True,
        prefilled=True,
        max_tokens=64_000,
        context_tokens=200_000,
        least_cached_tokens=4_096,
    ),
}


def rules_of(model: str) -> ClaudeRules:
    """The rules of the model behind an inference profile.

    Raises:
        BedrockError: the model is gone or unknown, or is not named by a profile.
    """
    if _RETIRED in model:
        raise BedrockError(404, "This model version has reached the end of its life.")
    if model in RULES:
        raise BedrockError(
            400,
            f"Invocation of model ID {model} with on-demand throughput isn\u2019t supported. Retry your request with "
            "the ID or ARN of an inference profile that contains this model.",
        )
    profile = next((prefix for prefix in _PROFILES if model.startswith(prefix)), None)
    if profile is None or model.removeprefix(profile) not in RULES:
        raise BedrockError(400, "The provided model identifier is invalid.")
    return RULES[model.removeprefix(profile)]


def check_request(rules: ClaudeRules, payload: Mapping[str, Any]) -> None:
    """Do nothing if the model takes the request's settings; its thinking is checked by `thinking_tokens`.

    Args:
        rules: the model's.
        payload: a request of Converse's form.

    Raises:
        BedrockError: 400.
    """
    inference = payload.get("inferenceConfig", {})
    sampling = sorted({"temperature", "topP"} & inference.keys())
    if sampling and not rules.samples:
        raise _refusal(f"`{sampling[0]}` is deprecated for this model.")
    if inference["maxTokens"] > rules.max_tokens:
        raise BedrockError(
            400, f"The maximum tokens you requested exceeds the model limit of {rules.max_tokens}. Try again."
        )
    if payload["messages"][-1]["role"] == "assistant" and not rules.prefilled:
        raise _refusal("This model does not support assistant message prefill. The conversation must end with a user")
    choice = payload.get("toolConfig", {}).get("toolChoice", {})
    if {"any", "tool"} & choice.keys() and not rules.forced_tools:
        raise _refusal("tool_choice: forced tool use is not supported by this model.")
    if payload.get("performanceConfig", {}).get("latency") == "optimized":
        raise BedrockError(400, "Latency performance configuration is not supported for this model.")


def thinking_tokens(rules: ClaudeRules, payload: Mapping[str, Any]) -> int:
    """How many output tokens the model thinks before it answers.

    Raises:
        BedrockError: 400; the model does not take the thinking or the effort that the request names.
    """
    fields = payload.get("additionalModelRequestFields", {})
    if not isinstance(fields, Mapping):
        raise _refusal("Input should be a valid dictionary")
    if unknown := sorted(fields.keys() - _KNOWN_FIELDS - ({"top_k"} if rules.samples else set())):
        raise _refusal(f"{unknown[0]}: Extra inputs are not permitted")
    effort = _effort(rules, fields, payload.get("outputConfig", {}))
    thinking = fields.get("thinking", {"type": rules.thinking[0]})
    kind = thinking.get("type") if isinstance(thinking, Mapping) else None
    if kind not in rules.thinking:
        raise _refusal(f'"thinking.type.{kind}" is not supported for this model. Use {" or ".join(rules.thinking)}.')
    if unknown := sorted(thinking.keys() - {"type", *(("budget_tokens",) if kind == "enabled" else ("display",))}):
        raise _refusal(f"thinking.{kind}.{unknown[0]}: Extra inputs are not permitted")
    if kind in _UNTHINKING:
        if effort in ("xhigh", "max"):
            raise _refusal(f"output_config.effort: {effort} is not supported with thinking.type.{kind}")
        return 0
    if kind == "enabled":
        return _budget(thinking.get("budget_tokens"), payload["inferenceConfig"]["maxTokens"])
    return THINKING_TOKENS[effort or "high"]


def _effort(rules: ClaudeRules, fields: Mapping[str, Any], output: Mapping[str, Any]) -> str | None:
    """The effort by either of the two fields that may name it."""
    config = fields.get("output_config", {})
    if not isinstance(config, Mapping) or config.keys() - {"effort"}:
        raise _refusal(f"output_config.{min(config) if config else ''}: Extra inputs are not permitted")
    named = config.get("effort", output.get("effort"))
    if named is None:
        return rules.effort
    if rules.effort is None:
        raise _refusal("This model does not support the effort parameter.")
    if named not in EFFORTS:
        raise _refusal(f"output_config.effort: Input should be {', '.join(EFFORTS)}")
    return str(named)


def _budget(budget: object, max_tokens: int) -> int:
    if not isinstance(budget, int) or budget < _LEAST_BUDGET:
        raise _refusal(f"thinking.enabled.budget_tokens: Input should be greater than or equal to {_LEAST_BUDGET}")
    if budget >= max_tokens:
        raise _refusal("`max_tokens` must be greater than `thinking.budget_tokens`.")
    return budget


def _refusal(message: str) -> BedrockError:
    return BedrockError(400, f"The model returned the following errors: {message}")
