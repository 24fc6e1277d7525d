"""Claude and Titan through boto3's real client, against a provider on loopback that speaks Bedrock's wire protocol."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, TerminalError, WorkError
from bandup.models.catalogue import require_live
from bandup.models.converse import MAX_CALLS
from bandup.models.titan import DIMENSIONS, MAX_CHARACTERS, TitanEmbedder
from bandup.models.usage import Ledger
from unit.models.claude import GOOD, SONNET, TODAY, AskClaude, bedrock_client, refused, said
from unit.models.provider import Answer, Provider

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

TITAN = "amazon.titan-embed-text-v2:0"
ONE_CALL = Decimal("0.00445")
"""900 fresh tokens at $2, 100 written to a cache at $2.50, 1,000 read from it at $0.10 and 230 output tokens at $10 per
million."""


@pytest.fixture
def client(provider: Provider) -> Iterator["BedrockRuntimeClient"]:
    with bedrock_client(provider) as made:
        yield made


def test_claude_is_charged(provider: Provider, client: "BedrockRuntimeClient") -> None:
    provider.plays(GOOD)
    ask = AskClaude(client)
    assert ask() == 7
    [call] = ask.ledger.calls
    assert (call.model, call.input_tokens, call.output_tokens, call.usd) == (SONNET, 2000, 230, ONE_CALL)


@pytest.mark.parametrize(
    ("fields", "model"), [({"model": "claude-7"}, "claude-7"), ({"model": 7}, SONNET), ({}, SONNET), (None, SONNET)]
)
def test_the_model_that_answered_is_recorded(
    provider: Provider, client: "BedrockRuntimeClient", fields: dict[str, Any] | None, model: str
) -> None:
    document = json.loads(GOOD.body) | ({} if fields is None else {"additionalModelResponseFields": fields})
    provider.plays(Answer.of(document))
    ask = AskClaude(client)
    ask()
    assert [call.model for call in ask.ledger.calls] == [model]


def test_reasoning_is_not_part_of_the_answer(provider: Provider, client: "BedrockRuntimeClient") -> None:
    blocks: list[dict[str, Any]] = [
        {"reasoningContent": {"reasoningText": {"text": "hm", "signature": "s"}}},
        {"text": '{"score": 3}'},
    ]
    provider.plays(said("", blocks=blocks))
    assert AskClaude(client)() == 3


@pytest.mark.parametrize(
    "fault",
    [
        refused(500, "InternalServerException"),
        refused(503, "ServiceUnavailableException"),
        refused(408, "ModelTimeoutException"),
        refused(424, "ModelErrorException"),
        refused(429, "ModelNotReadyException"),
        Answer(breaks=True),
        Answer(body=b"<html>"),
    ],
)
def test_a_passing_fault_is_tried_again_at_once(
    provider: Provider, client: "BedrockRuntimeClient", fault: Answer
) -> None:
    provider.plays(fault, fault, GOOD)
    ask = AskClaude(client)
    assert ask() == 7
    assert len(provider.asked) == 3
    assert len(ask.waits) == 2


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        (refused(429, "ThrottlingException"), RetryLaterError, "provider_throttled"),
        (refused(400, "ServiceQuotaExceededException"), RetryLaterError, "provider_throttled"),
        (refused(403, "AccessDeniedException"), ConfigurationError, "provider_access_denied"),
        (refused(403, "ExpiredTokenException"), ConfigurationError, "provider_access_denied"),
        (refused(404, "ResourceNotFoundException", "end of its life"), ConfigurationError, "model_not_found"),
        (refused(400, "ValidationException", "invalid identifier"), ConfigurationError, "provider_refused_request"),
        (refused(400, "ValidationException", "Input is too long for requested model."), TerminalError, "too_large"),
        (said("", "content_filtered"), TerminalError, "blocked"),
        (said('{"score": 9}', "guardrail_intervened"), TerminalError, "blocked"),
    ],
)
def test_what_no_second_try_can_mend_ends_at_once(
    provider: Provider, client: "BedrockRuntimeClient", fault: Answer, kind: type[WorkError], code: str
) -> None:
    provider.plays(fault)
    with pytest.raises(kind) as caught:
        AskClaude(client)()
    assert caught.value.code == code
    assert len(provider.asked) == 1


def test_a_throttling_delay_is_handed_on(provider: Provider, client: "BedrockRuntimeClient") -> None:
    provider.plays(refused(429, "ThrottlingException", retry_after="31"))
    with pytest.raises(RetryLaterError) as caught:
        AskClaude(client)()
    assert caught.value.retry_after == 31


@pytest.mark.slow
@pytest.mark.parametrize("silence", [Answer(hangs=True), Answer(drips=True, body=b" " * 10_000)])
def test_neither_a_hang_nor_a_drip_outlasts_the_budget(
    provider: Provider, client: "BedrockRuntimeClient", silence: Answer
) -> None:
    provider.plays(silence)
    started = time.monotonic()
    with pytest.raises(RetryLaterError) as caught:
        AskClaude(client)(seconds=2.2)
    assert caught.value.code == "provider_unreachable"
    assert time.monotonic() - started < 3.2
    assert len(provider.asked) == 1


def test_missing_credentials_are_an_operators_matter(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", provider.url)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "missing")
    keyless = boto3.Session().client("bedrock-runtime", region_name="us-east-1")
    with pytest.raises(ConfigurationError):
        AskClaude(keyless)()
    keyless.close()
    assert provider.asked == []


UNUSABLE = [
    said('Here it is:\n```json\n{"score": 7}\n```'),
    said('{"score":', "max_tokens"),
    said('{"score": 7}', "malformed_model_output"),
    said('{"score": 7}', "tool_use"),
    said("", blocks=[]),
    said("{}"),
]


@pytest.mark.parametrize("answer", UNUSABLE)
def test_an_unusable_answer_is_repaired_once(
    provider: Provider, client: "BedrockRuntimeClient", answer: Answer
) -> None:
    provider.plays(answer, GOOD, answer, answer)
    ask = AskClaude(client)
    assert ask() == 7
    with pytest.raises(InvalidOutputError):
        ask()
    assert [call.usd for call in ask.ledger.calls] == [ONE_CALL] * 4
    repair = provider.asked[1].document["messages"][0]["content"]
    assert len(repair) == 2
    assert "rejected" in repair[1]["text"]


def with_(**members: Any) -> Answer:
    return Answer.of(json.loads(GOOD.body) | members)


WRONG_BODIES = (b"", b"<html>", b"[1]", b"null", b'{"output":"\xff"}', b"[" * 100_000)
WRONG_USAGE: tuple[Any, ...] = ({}, None, [], {"inputTokens": 1}, {"inputTokens": "x", "outputTokens": 1})
WRONG_COUNTS: tuple[Any, ...] = (-1, [])
WRONG_OUTPUT: tuple[Any, ...] = ("x", [], {"message": []}, {"message": {"content": "x"}})
WRONG_REASONS: tuple[Any, ...] = ([], {}, None)
WRONG_BLOCKS: tuple[Any, ...] = (None, "x", {"text": 7}, {"text": {}}, {"text": ["x"]})

OF_ANOTHER_SHAPE = [
    *(Answer(200, body) for body in WRONG_BODIES),
    *(with_(usage=usage) for usage in WRONG_USAGE),
    *(with_(usage={"inputTokens": count, "outputTokens": 1}) for count in WRONG_COUNTS),
    *(with_(output=output) for output in WRONG_OUTPUT),
    *(with_(stopReason=reason) for reason in WRONG_REASONS),
    *(with_(output={"message": {"content": [block]}}) for block in WRONG_BLOCKS),
]


@pytest.mark.parametrize("answer", OF_ANOTHER_SHAPE)
def test_an_answer_of_another_shape_is_the_providers_fault(
    provider: Provider, client: "BedrockRuntimeClient", answer: Answer
) -> None:
    provider.plays(answer, GOOD)
    ask = AskClaude(client)
    assert ask() == 7
    assert [call.usd for call in ask.ledger.calls] == [ONE_CALL]


def test_no_repair_is_paid_for_that_could_not_end_in_time(provider: Provider, client: "BedrockRuntimeClient") -> None:
    provider.plays(said("{}"), GOOD)
    ask = AskClaude(client, repair_seconds=30)
    with pytest.raises(InvalidOutputError):
        ask(seconds=20)
    assert len(provider.asked) == len(ask.ledger.calls) == 1


def test_tries_and_repair_together_are_bounded(provider: Provider, client: "BedrockRuntimeClient") -> None:
    broken, unusable = refused(503, "ServiceUnavailableException"), said("{}")
    for answers in ([broken] * 9, [broken, broken, unusable, GOOD], [broken, unusable, broken, GOOD]):
        provider.script.clear()
        provider.asked.clear()
        provider.plays(*answers)
        with pytest.raises(RetryLaterError):
            AskClaude(client)()
        assert len(provider.asked) == MAX_CALLS


def embedded(size: int = DIMENSIONS, value: float = 0.5, tokens: int = 12) -> Answer:
    return Answer.of({"embedding": [value] * size, "inputTextTokenCount": tokens})


class Embedding:
    def __init__(self, client: "BedrockRuntimeClient") -> None:
        self.ledger = Ledger()
        model = require_live(TITAN, TODAY)
        self._embedder = TitanEmbedder(client, model, sleep=lambda _: None, clock=lambda: TODAY)

    def __call__(self, text: str) -> list[float]:
        return self._embedder.embed(text, deadline=Deadline.after(60), ledger=self.ledger)


def test_titan_is_asked_for_512_normalised_numbers_and_charged(
    provider: Provider, client: "BedrockRuntimeClient"
) -> None:
    provider.plays(embedded(tokens=1_000))
    embed = Embedding(client)
    assert embed("a passage") == [0.5] * 512
    [asked] = provider.asked
    assert asked.path == "/model/amazon.titan-embed-text-v2%3A0/invoke"
    assert asked.document == {"inputText": "a passage", "dimensions": 512, "normalize": True}
    assert [(call.input_tokens, call.usd) for call in embed.ledger.calls] == [(1_000, Decimal("0.00002"))]


@pytest.mark.parametrize("text", ["", " \n", "x" * (MAX_CHARACTERS + 1)])
def test_a_text_that_titan_cannot_take_is_refused_and_never_cut(
    provider: Provider, client: "BedrockRuntimeClient", text: str
) -> None:
    with pytest.raises(TerminalError):
        Embedding(client)(text)
    assert provider.asked == []


def test_the_longest_text_goes_out_whole(provider: Provider, client: "BedrockRuntimeClient") -> None:
    provider.plays(embedded())
    Embedding(client)("x" * MAX_CHARACTERS)
    assert provider.asked[0].document["inputText"] == "x" * MAX_CHARACTERS


def test_too_many_tokens_are_the_texts_fault(provider: Provider, client: "BedrockRuntimeClient") -> None:
    message = "400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: 9001"
    provider.plays(refused(400, "ValidationException", message))
    with pytest.raises(TerminalError):
        Embedding(client)("汉" * 20_000)


@pytest.mark.parametrize(
    "answer",
    [
        embedded(511),
        embedded(0),
        Answer(body=b'{"embedding": [1, "NaN"]}'),
        Answer(body=b"nothing"),
        Answer(body=b"{}"),
    ],
)
def test_a_vector_of_another_shape_is_not_believed(
    provider: Provider, client: "BedrockRuntimeClient", answer: Answer
) -> None:
    provider.plays(answer, embedded())
    embed = Embedding(client)
    assert len(embed("a passage")) == DIMENSIONS
    assert len(embed.ledger.calls) == 1


def test_many_threads_may_embed_at_once(provider: Provider, client: "BedrockRuntimeClient") -> None:
    provider.plays(*[embedded()] * 40)
    embed = Embedding(client)
    with ThreadPoolExecutor(10) as pool:
        assert all(len(vector) == DIMENSIONS for vector in pool.map(embed, ["a passage"] * 40))
    assert len(embed.ledger.calls) == 40
