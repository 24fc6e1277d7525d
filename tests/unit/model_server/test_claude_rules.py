"""What boto3 sends without a word, and Bedrock refuses, is refused here too."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from generate_feedback.schema import SCHEMA as FEEDBACK
from generate_interview_question.interviewer import SCHEMA
from ops.local_stage.model_server.claude_rules import THINKING_TOKENS
from unit.model_server.converse_requests import HAIKU, LOWEST, NATIVE, SONNET, marker, request, text_format

USER = {"role": "user", "content": [{"text": "Hello"}]}
TOOL = {"toolSpec": {"name": "answer", "inputSchema": {"json": {"type": "object"}}}}


def fields(model: str, **changes: Any) -> dict[str, Any]:
    return {"model": model, "additionalModelRequestFields": LOWEST[model] | changes}


def inference(**changes: Any) -> dict[str, Any]:
    return {"inferenceConfig": {"maxTokens": 500} | changes}


def forced(choice: dict[str, Any]) -> dict[str, Any]:
    return {"toolConfig": {"tools": [TOOL], "toolChoice": choice}}


def marked(count: int, **mark: str) -> dict[str, Any]:
    content = [{"text": "Hello"}, *[{"cachePoint": {"type": "default"} | mark}] * count, {"text": "you"}]
    return {"messages": [{"role": "user", "content": content}]}


def effort(level: str) -> dict[str, Any]:
    return {"output_config": {"effort": level}}


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    # the model's own rules
    "a temperature": (inference(temperature=0.0), "temperature"),
    "top_p": (inference(topP=0.9), "topP"),
    "top_k among the model's fields": (fields(SONNET, top_k=5), "top_k: Extra inputs"),
    "thinking off, on Sonnet": (fields(SONNET, thinking={"type": "disabled"}), "thinking.type.disabled"),
    "a budget of thinking": (fields(SONNET, thinking={"type": "enabled", "budget_tokens": 2000}), "type.enabled"),
    "a budget, on Haiku 5.5": (fields(HAIKU, thinking={"type": "enabled", "budget_tokens": 2000}), "type.enabled"),
    "between tools, on Haiku 5.5": (fields(HAIKU, thinking={"type": "between_tools"}), "between_tools"),
    "thinking that is no object": (fields(SONNET, thinking="off"), "thinking.type"),
    "thinking with a strange field": (fields(SONNET, thinking={"type": "adaptive", "deep": 1}), "deep: Extra inputs"),
    "a small budget": (fields(NATIVE, thinking={"type": "enabled", "budget_tokens": 100}), "1024"),
    "a budget beyond the limit": (fields(NATIVE, thinking={"type": "enabled", "budget_tokens": 2000}), "max_tokens"),
    "an unknown effort": (fields(SONNET, **effort("minimal")), "output_config.effort"),
    "an effort, on Haiku 4.5": (fields(NATIVE, **effort("low")), "effort parameter"),
    "an effort by Converse's field": ({"model": NATIVE, "outputConfig": {"effort": "low"}}, "effort parameter"),
    "the most effort without thinking": (fields(HAIKU, **effort("max")), "output_config.effort"),
    "the most effort between tools": (fields(SONNET, **effort("xhigh")), "output_config.effort"),
    "an unknown field": (fields(SONNET, anthropic_version="bedrock-2023-05-31"), "anthropic_version: Extra inputs"),
    "a schema among the model's fields": (fields(SONNET, output_config={"format": {}}), "output_config.format"),
    "a schema, on Sonnet": ({"outputConfig": text_format()}, "output_config.format: Extra inputs are not permitted"),
    "a schema, on Haiku 5.5": ({"model": HAIKU, "outputConfig": text_format()}, "output_config.format: Extra inputs"),
    "any tool, forced": (forced({"any": {}}), "tool_choice"),
    "one tool, forced": (forced({"tool": {"name": "answer"}}), "tool_choice"),
    "a beginning of the answer": ({"messages": [USER, {"role": "assistant", "content": [{"text": "{"}]}]}, "prefill"),
    "more output than there is": (inference(maxTokens=128_001), "128000"),
    "more output than Haiku 4.5 has": ({"model": NATIVE, **inference(maxTokens=64_001)}, "64000"),
    "a prompt beyond the context": (
        {"model": NATIVE, "messages": [{"role": "user", "content": [{"text": "a" * 900_000}]}]},
        "too long",
    ),
    "a quicker answer": ({"performanceConfig": {"latency": "optimized"}}, "Latency"),
    # which model
    "no profile": ({"modelId": "anthropic.claude-sonnet-5-5"}, "on-demand"),
    "another's": ({"modelId": "us.amazon.nova-lite-v1:0"}, "identifier"),
    "one that there is not": ({"modelId": "global.anthropic.claude-sonnet-9"}, "identifier"),
    # the service model's enumerations, patterns and bounds
    "a role": ({"messages": [{"role": "narrator", "content": [{"text": "Hello"}]}]}, "messages.1.member.role"),
    "too hot": ({"model": NATIVE, **inference(temperature=1.5)}, "inferenceConfig.temperature"),
    "an unknown form": (
        {"outputConfig": text_format() | {"textFormat": text_format()["textFormat"] | {"type": "xml"}}},
        "outputConfig.textFormat.type",
    ),
    "an unknown mark": (marked(1, type="always"), "cachePoint.type"),
    "an unknown time to keep": (marked(1, ttl="1d"), "cachePoint.ttl"),
    "five marks": (marked(5), "maximum of 4"),
    "a tool with blanks": ({"toolConfig": {"tools": [{"toolSpec": TOOL["toolSpec"] | {"name": "a b"}}]}}, "name"),
    "eleven paths": ({"additionalModelResponseFieldPaths": [f"/{n}" for n in range(11)]}, "ResponseFieldPaths"),
    "an unknown tier": ({"serviceTier": {"type": "gold"}}, "serviceTier.type"),
    "strange metadata": ({"requestMetadata": {"a": "\u00e9"}}, "requestMetadata"),
    "too much metadata": ({"requestMetadata": {f"k{n}": "v" for n in range(17)}}, "requestMetadata"),
    "too many stops": ({"model": NATIVE, **inference(stopSequences=["a"] * 2501)}, "stopSequences"),
    # the conversation
    "no message": ({"messages": []}, "user message"),
    "blank": ({"messages": [{"role": "user", "content": [{"text": " "}]}]}, "blank"),
    "nothing said": ({"messages": [{"role": "user", "content": []}]}, "blank"),
    "an assistant begins": ({"messages": [{"role": "assistant", "content": [{"text": "a"}]}, USER]}, "user message"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_boto3_sends_and_bedrock_refuses_is_refused(client: Any, name: str) -> None:
    changes, hint = REFUSED[name]
    with pytest.raises(ClientError) as caught:
        client.converse(**request(**changes))
    assert caught.value.response["Error"]["Code"] == "ValidationException"
    assert hint in caught.value.response["Error"]["Message"]


def test_a_model_that_is_gone_is_refused(client: Any) -> None:
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        client.converse(**request(modelId="us.anthropic.claude-3-sonnet-20240229-v1:0"))


TAKEN: dict[str, dict[str, Any]] = {
    "Sonnet": {"model": SONNET},
    "Haiku 5.5": {"model": HAIKU},
    "Haiku 4.5": {"model": NATIVE},
    "through a geographic profile": {"model": HAIKU, "modelId": "us.anthropic.claude-haiku-5-5"},
    "a temperature, on Haiku 4.5": {"model": NATIVE, **inference(temperature=0.5)},
    "a tool that may be used": forced({"auto": {}}),
    "a forced tool, on Haiku 5.5": {"model": HAIKU, **forced({"any": {}})},
    "four marks": marked(4),
    "metadata": {"requestMetadata": {"team": "a-b"}},
    "a schema, on Haiku 4.5": {"model": NATIVE, "outputConfig": text_format()},
    "feedback's schema": {"model": NATIVE, "outputConfig": text_format(FEEDBACK)},
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_bedrock_takes_is_taken(client: Any, name: str) -> None:
    changes = TAKEN[name]
    if "messages" in changes:
        mine = request()
        content = [*changes["messages"][0]["content"], *mine["messages"][0]["content"]]
        changes = {"messages": [{"role": "user", "content": content}]}
    if name == "feedback's schema":
        turn = '<turn number="2" role="candidate">\nI measured it first.\n</turn>'
        changes = changes | {"messages": [{"role": "user", "content": [{"text": turn}]}]}
    assert client.converse(**request(**changes))["stopReason"] == "end_turn"


def schema(**members: Any) -> dict[str, Any]:
    """The interviewer's, with one property changed."""
    return SCHEMA | {"properties": SCHEMA["properties"] | {"topic": members}}


REFUSED_SCHEMAS: dict[str, object] = {
    "no JSON": "{",
    "no object": [SCHEMA],
    "an open object": {"type": "object", "properties": SCHEMA["properties"]},
    "an open object inside": schema(type="object", properties={}),
    "a length": schema(type="string", maxLength=5),
    "a least": schema(type="integer", minimum=1),
    "a pattern": schema(type="string", pattern="^a"),
    "a count": schema(type="array", items={"type": "string"}, maxItems=2),
    "two at least": schema(type="array", items={"type": "string"}, minItems=2),
    "an unknown keyword": schema(type="string", contentEncoding="base64"),
    "an unknown type": schema(type="text"),
    "an unknown format": schema(type="string", format="phone"),
    "one of many": schema(oneOf=[{"type": "string"}]),
    "in a definition": SCHEMA | {"$defs": {"a": {"type": "string", "minLength": 1}}},
    "in an alternative": schema(anyOf=[{"type": "null"}, {"type": "string", "minLength": 1}]),
}


@pytest.mark.parametrize("name", REFUSED_SCHEMAS)
def test_a_schema_with_anything_that_is_not_listed_is_refused(client: Any, name: str) -> None:
    with pytest.raises(ClientError, match=r"output_config\.format\.schema"):
        client.converse(**request(model=NATIVE, outputConfig=text_format(REFUSED_SCHEMAS[name])))


def test_a_schema_that_the_offline_model_cannot_fill_is_refused(client: Any) -> None:
    other = {"type": "object", "properties": {"other": {"type": "string"}}, "additionalProperties": False}
    with pytest.raises(ClientError, match="offline model answers only"):
        client.converse(**request(model=NATIVE, outputConfig=text_format(other)))
    with pytest.raises(ClientError, match="only with a schema"):
        client.converse(**request(system=[{"text": "You interview."}]))


def test_an_accounts_handling_of_schemas_can_be_chosen(client: Any, handling: Callable[[str], None]) -> None:
    handling("taken")
    assert client.converse(**request(outputConfig=text_format()))["stopReason"] == "end_turn"
    handling("refused")
    with pytest.raises(ClientError, match="Extra inputs"):
        client.converse(**request(model=NATIVE, outputConfig=text_format()))


@pytest.mark.slow
def test_a_model_thinks_unless_it_is_told_not_to(client: Any) -> None:
    answer = client.converse(**request(**fields(SONNET, thinking={"type": "adaptive"})))
    *_, block = answer["output"]["message"]["content"]
    assert "reasoningContent" in answer["output"]["message"]["content"][0]
    assert block["text"].startswith("```json")
    assert answer["usage"]["outputTokens"] > THINKING_TOKENS["low"]
    unthinking = client.converse(**request(f"Again. {marker()}"))
    assert unthinking["usage"]["outputTokens"] < 200
    assert len(unthinking["output"]["message"]["content"]) == 1


@pytest.mark.parametrize("model", [SONNET, HAIKU])
def test_by_default_thinking_leaves_no_room_for_an_answer(client: Any, model: str) -> None:
    sent = request(model=model, inferenceConfig={"maxTokens": 50})
    del sent["additionalModelRequestFields"]
    answer = client.converse(**sent)
    assert (answer["stopReason"], answer["usage"]["outputTokens"]) == ("max_tokens", 50)
    assert [list(block) for block in answer["output"]["message"]["content"]] == [["reasoningContent"]]
