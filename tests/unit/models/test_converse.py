"""How Claude is asked: the form of the schema, thinking, the cache, and what becomes of a refusal."""

import json
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError
from bandup.core.metrics import publish_metrics
from bandup.models.catalogue import catalogue, require_live
from bandup.models.converse import MAX_CALLS, TOKENS_PER_SECOND, ConverseModel
from bandup.models.converse_request import CHARACTERS_PER_TOKEN
from bandup.models.port import Prompt
from bandup.models.usage import Tokens
from unit.models.claude import (
    ANSWER_TOKENS,
    GOOD,
    NATIVE,
    PROMPT,
    SCHEMA,
    SONNET,
    TODAY,
    AskClaude,
    bedrock_client,
    said,
)
from unit.models.claude import refused as _refused
from unit.models.provider import Answer, Provider

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

HAIKU = "global.anthropic.claude-haiku-5-5"
PROFILES = [
    next(iter(model.profiles)) for model in catalogue().values() if model.converse and not model.retired_on(TODAY)
]
FENCED = said('```json\n{"score": 7}\n```')
SCHEMA_REFUSED = "The model returned the following errors: output_config.format: Extra inputs are not permitted"


@pytest.fixture
def client(provider: Provider) -> Iterator["BedrockRuntimeClient"]:
    with bedrock_client(provider) as made:
        yield made


def refused(message: str = SCHEMA_REFUSED) -> Answer:
    return _refused(400, "ValidationException", message)


def forms(provider: Provider) -> list[str]:
    return ["native" if "outputConfig" in each.document else "instruction" for each in provider.asked]


def counted(capsys: pytest.CaptureFixture[str], name: str) -> float:
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith('{"_aws"')]
    return sum(sum(line.get(name, [])) for line in lines)


def test_a_schema_is_a_field_where_the_model_takes_one(provider: Provider, client: "BedrockRuntimeClient") -> None:
    provider.plays(GOOD)
    assert AskClaude(client, NATIVE)() == 7
    [asked] = provider.asked
    assert asked.path == "/model/global.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse"
    output = asked.document.pop("outputConfig")["textFormat"]
    assert json.loads(output["structure"]["jsonSchema"]["schema"]) == SCHEMA
    assert asked.document == {
        "system": [{"text": "You interview."}],
        "messages": [{"role": "user", "content": [{"text": "<answer>\nHello\n</answer>"}]}],
        "inferenceConfig": {"maxTokens": ANSWER_TOKENS},
        "additionalModelResponseFieldPaths": ["/model"],
    }


def test_a_schema_is_an_instruction_where_the_model_takes_none(
    provider: Provider, client: "BedrockRuntimeClient"
) -> None:
    provider.plays(GOOD)
    assert AskClaude(client, SONNET)() == 7
    [asked] = provider.asked
    system, instruction = asked.document["system"]
    assert system == {"text": "You interview."}
    assert json.loads(instruction["text"].splitlines()[-1]) == SCHEMA
    assert asked.document["messages"] == [{"role": "user", "content": [{"text": "<answer>\nHello\n</answer>"}]}]
    assert "outputConfig" not in asked.document


LOWEST: dict[str, dict[str, Any]] = {
    HAIKU: {"thinking": {"type": "disabled"}, "output_config": {"effort": "low"}},
    SONNET: {"thinking": {"type": "between_tools"}, "output_config": {"effort": "low"}},
    NATIVE: {},
}


@pytest.mark.parametrize("profile", PROFILES)
def test_each_model_is_asked_for_its_lowest_thinking(
    provider: Provider, client: "BedrockRuntimeClient", profile: str
) -> None:
    provider.plays(GOOD)
    AskClaude(client, profile)()
    assert provider.asked[0].document.get("additionalModelRequestFields", {}) == LOWEST[profile]


@pytest.mark.slow
def test_thinking_counts_in_tokens_and_time(provider: Provider, client: "BedrockRuntimeClient") -> None:
    converse = require_live(SONNET, TODAY).model.converse
    assert converse is not None
    assert converse.thinking_tokens > 0
    provider.plays(Answer(hangs=True), GOOD)
    started = time.monotonic()
    assert AskClaude(client, SONNET, answer_seconds=0.1)(seconds=30) == 7
    assert time.monotonic() - started > converse.thinking_tokens / TOKENS_PER_SECOND
    assert provider.asked[0].document["inferenceConfig"] == {"maxTokens": ANSWER_TOKENS + converse.thinking_tokens}


def test_a_refused_schema_becomes_an_instruction_and_stays_one(
    provider: Provider, client: "BedrockRuntimeClient", capsys: pytest.CaptureFixture[str]
) -> None:
    provider.plays(refused(), FENCED, FENCED)
    ask = AskClaude(client, NATIVE)
    with publish_metrics():
        assert [ask(), ask()] == [7, 7]
    assert forms(provider) == ["native", "instruction", "instruction"]
    assert counted(capsys, "SchemaRefused") == 1
    assert len(ask.ledger.calls) == 2, "nothing is paid for the refusal"
    provider.plays(GOOD)
    assert AskClaude(client, NATIVE)() == 7
    assert forms(provider)[-1] == "native", "another environment asks anew"


def test_the_refused_probe_is_none_of_the_calls(provider: Provider, client: "BedrockRuntimeClient") -> None:
    broken = _refused(503, "ServiceUnavailableException")
    provider.plays(refused(), *[broken] * 9)
    with pytest.raises(RetryLaterError):
        AskClaude(client, NATIVE)()
    assert len(provider.asked) == MAX_CALLS + 1
    provider.asked.clear()
    provider.script.clear()
    provider.plays(refused(), said("{}"), broken, GOOD)
    assert AskClaude(client, NATIVE)() == 7


@pytest.mark.parametrize(
    "message",
    [
        "output_config.format: Extra inputs are not permitted",
        "output_config: Extra inputs are not permitted",
        "output_format: Extra inputs are not permitted",
        "The model returned the following errors: output_config.format.schema: Schema is too complex",
        "outputConfig.textFormat is not supported by this model",
        "This model doesn't support the outputConfig.textFormat field. Remove it and try again.",
    ],
)
def test_a_refusal_is_known_by_its_field(provider: Provider, client: "BedrockRuntimeClient", message: str) -> None:
    provider.plays(refused(message), GOOD)
    assert AskClaude(client, NATIVE)() == 7
    assert forms(provider) == ["native", "instruction"]


@pytest.mark.parametrize(
    "refusal",
    [
        refused("output_config.effort: Input should be 'low' or 'high'"),
        refused("thinking.type.disabled is not supported for this model"),
        refused("tools.0.custom.strict: Extra inputs are not permitted"),
        refused("The provided model identifier is invalid."),
        _refused(403, "AccessDeniedException", "output_config.format: no"),
    ],
)
def test_another_refusal_is_an_operators_matter(
    provider: Provider, client: "BedrockRuntimeClient", refusal: Answer
) -> None:
    provider.plays(refusal, GOOD)
    with pytest.raises(ConfigurationError):
        AskClaude(client, NATIVE)()
    assert len(provider.asked) == 1


def test_a_model_that_refuses_even_instructions_is_not_asked_for_ever(
    provider: Provider, client: "BedrockRuntimeClient"
) -> None:
    provider.plays(*[refused()] * 4)
    with pytest.raises(ConfigurationError):
        AskClaude(client, NATIVE)()
    assert forms(provider) == ["native", "instruction"]
    provider.asked.clear()
    with pytest.raises(ConfigurationError):
        AskClaude(client, SONNET)()
    assert forms(provider) == ["instruction"]


@pytest.mark.slow
def test_a_schema_that_takes_minutes_to_compile_becomes_an_instruction_for_this_question(
    provider: Provider, client: "BedrockRuntimeClient"
) -> None:
    provider.plays(Answer(hangs=True), GOOD, GOOD)
    ask = AskClaude(client, NATIVE, answer_seconds=0.5)
    assert [ask(), ask()] == [7, 7]
    assert forms(provider) == ["native", "instruction", "native"]


FENCES = [
    '```json\n{"score": 7}\n```',
    '```\n{"score": 7}\n```\n',
    '\n  ```json \n{\n"score": 7\n}\n  ```\n\n',
    '{"score": 7}',
]
NO_SINGLE_FENCE = [
    'Of course:\n```json\n{"score": 7}\n```',
    '```json\n{"score": 7}\n```\nGood luck!',
    '```json\n{"score": 7}\n```\n```json\n{"score": 8}\n```',
    '```json\n{"score": 7} {"score": 8}\n```',
    '```json\n```json\n{"score": 7}\n```\n```',
    '```yaml\n{"score": 7}\n```',
    '```json\n{"score": 7}',
]


@pytest.mark.parametrize("text", FENCES)
def test_one_fence_is_taken_where_the_schema_is_an_instruction(
    provider: Provider, client: "BedrockRuntimeClient", text: str
) -> None:
    provider.plays(said(text))
    assert AskClaude(client, SONNET)() == 7


@pytest.mark.parametrize(
    ("profile", "text"), [*((SONNET, text) for text in NO_SINGLE_FENCE), *((NATIVE, text) for text in FENCES[:3])]
)
def test_nothing_else_around_the_answer_is_taken(
    provider: Provider, client: "BedrockRuntimeClient", profile: str, text: str
) -> None:
    provider.plays(*[said(text)] * 2)
    with pytest.raises(InvalidOutputError):
        AskClaude(client, profile)()


def test_a_cut_answer_is_repaired_with_more_room_and_counted(
    provider: Provider, client: "BedrockRuntimeClient", capsys: pytest.CaptureFixture[str]
) -> None:
    provider.plays(said('{"score":', "max_tokens"), GOOD)
    with publish_metrics():
        assert AskClaude(client, NATIVE)() == 7
    assert [each.document["inferenceConfig"]["maxTokens"] for each in provider.asked] == [
        ANSWER_TOKENS,
        2 * ANSWER_TOKENS,
    ]
    assert counted(capsys, "ModelOutputCut") == 1


def test_thinking_that_leaves_no_answer_is_a_cut(
    provider: Provider, client: "BedrockRuntimeClient", capsys: pytest.CaptureFixture[str]
) -> None:
    thought = said("", "max_tokens", blocks=[{"reasoningContent": {"reasoningText": {"text": "hm"}}}])
    provider.plays(thought, thought)
    with publish_metrics(), pytest.raises(InvalidOutputError):
        AskClaude(client)()
    assert counted(capsys, "ModelOutputCut") == 2


def long_prompt(tokens: int) -> Prompt:
    """One whose repeated parts and instructions have so many tokens at least."""
    padding = tokens * CHARACTERS_PER_TOKEN - len(PROMPT.system)
    return Prompt(PROMPT.system, ("a" * (padding - 10), "b" * 10, "now"), repeated=2)


def test_a_growing_prompt_is_marked_from_the_models_own_least_length_on(
    provider: Provider, client: "BedrockRuntimeClient"
) -> None:
    provider.plays(*[GOOD] * 4)
    ask, ask_newer = AskClaude(client, NATIVE), AskClaude(client, HAIKU)
    ask(prompt=long_prompt(4_095))
    ask(prompt=long_prompt(4_096))
    ask(prompt=Prompt("You interview.", long_prompt(4_096).parts))
    ask_newer(prompt=long_prompt(512))
    marks = [
        [at for at, block in enumerate(asked.document["messages"][0]["content"]) if "cachePoint" in block]
        for asked in provider.asked
    ]
    assert marks == [[], [2], [], [2]]
    assert provider.asked[1].document["messages"][0]["content"][2] == {"cachePoint": {"type": "default"}}


def test_a_model_of_another_kind_is_refused(client: "BedrockRuntimeClient") -> None:
    titan = require_live("amazon.titan-embed-text-v2:0", TODAY)
    with pytest.raises(ConfigurationError, match="Converse"):
        ConverseModel(client, titan, answer_tokens=1, answer_seconds=1)


MILLION = 1_000_000


@pytest.mark.parametrize(
    ("tokens", "usd"),
    [
        (Tokens({"text": 100_000}, {}, 1_000), "0.0105"),
        (Tokens({"text": 100_001}, {}, 1_000), "0.0525005"),
        (Tokens({"text": 50_000}, {"text": 40_000}, 0, written={"text": 10_000}), "0.00665"),
        (Tokens({"text": 50_000}, {"text": 40_000}, 0, written={"text": 10_001}), "0.033250625"),
    ],
)
def test_a_longer_prompt_reaches_the_next_tier_with_all_its_tokens(tokens: Tokens, usd: str) -> None:
    assert require_live(HAIKU, TODAY).cost(tokens, TODAY) == Decimal(usd)


def test_reading_from_the_cache_became_cheaper() -> None:
    read = Tokens({}, {"text": MILLION}, 0)
    sonnet = require_live(SONNET, TODAY)
    assert [sonnet.cost(read, day) for day in (date(2026, 10, 6), date(2026, 10, 7))] == [
        Decimal("0.20"),
        Decimal("0.10"),
    ]
