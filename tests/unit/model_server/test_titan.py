"""Titan of the offline model server, asked through boto3 and our own adapter."""

import json
import math
import threading
import uuid
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.clock import Deadline
from bandup.core.errors import RetryLaterError, TerminalError
from bandup.models.catalogue import require_live, today
from bandup.models.titan import TitanEmbedder
from bandup.models.usage import Ledger
from ops.local_stage.model_server.bedrock_titan import MODEL, embed_text
from ops.local_stage.model_server.server import ModelServer
from unit.model_server.conftest import Caller


@pytest.fixture(scope="module")
def client(server: ModelServer) -> Any:
    return boto3.client(
        "bedrock-runtime",
        region_name="us-east-1",
        endpoint_url=server.url,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}, read_timeout=5),
    )


@pytest.fixture
def embedder(client: Any) -> TitanEmbedder:
    return TitanEmbedder(client, require_live(MODEL, today()), attempt_seconds=3, sleep=lambda _: None)


def invoke(client: Any, **body: Any) -> Any:
    answer = client.invoke_model(modelId=MODEL, body=json.dumps(body))
    return json.loads(answer["body"].read())


def marker() -> str:
    return f"m-{uuid.uuid4().hex}"


def cosine(one: str, other: str) -> float:
    return sum(a * b for a, b in zip(embed_text(one, 512), embed_text(other, 512), strict=True))


@given(st.text(min_size=1), st.sampled_from([256, 512, 1024]))
def test_every_text_has_a_vector_of_length_one(text: str, dimensions: int) -> None:
    vector = embed_text(text, dimensions)
    assert len(vector) == dimensions
    assert math.isclose(sum(number * number for number in vector), 1, rel_tol=1e-9)
    assert vector == embed_text(text, dimensions)


def test_texts_about_the_same_lie_closer_together() -> None:
    volcano = "Volcanoes erupt when magma rises through the crust."
    other = "Magma that rises through the crust makes a volcano erupt."
    bread = "Bread needs flour, water, salt and yeast."
    assert cosine(volcano, other) > 2 * abs(cosine(volcano, bread))
    assert cosine("光合作用将光能转化为化学能", "光合作用是植物将光能转化的过程") > abs(
        cosine("光合作用将光能", "面包需要面粉")
    )


def test_our_adapter_takes_its_vectors(embedder: TitanEmbedder) -> None:
    ledger = Ledger()
    vector = embedder.embed("Magma rises.", deadline=Deadline.after(30), ledger=ledger)
    assert vector == pytest.approx(embed_text("Magma rises.", 512))
    [call] = ledger.calls
    assert (call.model, call.input_tokens) == (MODEL, 3)


REFUSED: dict[str, dict[str, Any]] = {
    "no text": {},
    "empty": {"inputText": ""},
    "too long": {"inputText": "a" * 50_001},
    "too many tokens": {"inputText": "字" * 8_193},
    "no such size": {"inputText": "a", "dimensions": 500},
    "a key of version 1": {"inputText": "a", "textGenerationConfig": {}},
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_titan_refuses_is_refused(client: Any, name: str) -> None:
    with pytest.raises(ClientError) as refused:
        invoke(client, **REFUSED[name])
    assert refused.value.response["Error"]["Code"] == "ValidationException"


def test_another_model_is_no_model(client: Any) -> None:
    with pytest.raises(ClientError, match="model identifier is invalid"):
        client.invoke_model(modelId="amazon.titan-embed-text-v9:0", body="{}")


def test_a_call_without_a_signature_is_refused(server: ModelServer) -> None:
    answer = requests.post(f"{server.url}/model/{MODEL}/invoke", json={"inputText": "a"}, timeout=5)
    assert (answer.status_code, answer.headers["x-amzn-ErrorType"].split(":")[0]) == (403, "AccessDeniedException")


@pytest.mark.parametrize(
    ("status", "code"),
    [(429, "ThrottlingException"), (503, "ServiceUnavailableException"), (403, "AccessDeniedException")],
)
def test_ordered_errors_have_bedrocks_form(client: Any, caller: Caller, status: int, code: str) -> None:
    word = marker()
    caller.order(word, {"kind": "status", "status": status})
    with pytest.raises(ClientError) as refused:
        invoke(client, inputText=f"text {word}")
    assert refused.value.response["Error"]["Code"] == code
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert invoke(client, inputText=f"text {word}")["embedding"]
    assert caller.calls(word)["count"] == 2


@pytest.mark.parametrize("kind", ["cut_json", "wrong_schema", "empty", "prose", "reset"])
def test_garbage_is_a_passing_fault_for_our_adapter(embedder: TitanEmbedder, caller: Caller, kind: str) -> None:
    word = marker()
    caller.order(word, {"kind": kind, "times": 2})
    assert embedder.embed(f"text {word}", deadline=Deadline.after(30), ledger=Ledger())
    assert caller.calls(word)["count"] == 3


@pytest.mark.slow
def test_a_hang_ends_with_the_attempt(embedder: TitanEmbedder, caller: Caller) -> None:
    word = marker()
    caller.order(word, {"kind": "hang", "seconds": 60, "times": 10})
    with pytest.raises(RetryLaterError):
        embedder.embed(f"text {word}", deadline=Deadline.after(9), ledger=Ledger())


def test_throttling_names_the_delay(embedder: TitanEmbedder, caller: Caller) -> None:
    word = marker()
    caller.order(word, {"kind": "status", "status": 429, "retry_delay_seconds": 7})
    with pytest.raises(RetryLaterError) as throttled:
        embedder.embed(f"text {word}", deadline=Deadline.after(30), ledger=Ledger())
    assert (throttled.value.code, throttled.value.retry_after) == ("provider_throttled", 7)


def test_a_text_of_too_many_tokens_is_terminal(embedder: TitanEmbedder) -> None:
    with pytest.raises(TerminalError, match="too_large"):
        embedder.embed("字" * 8_193, deadline=Deadline.after(30), ledger=Ledger())


def test_many_calls_at_once_are_answered(embedder: TitanEmbedder) -> None:
    ledger = Ledger()
    threads = [
        threading.Thread(
            target=embedder.embed, args=(f"text {n}",), kwargs={"deadline": Deadline.after(30), "ledger": ledger}
        )
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ledger.calls) == 20
