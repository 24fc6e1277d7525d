"""BEDROCK=aws: the model server asks Bedrock itself, here a stub of boto3's own."""

import io
import json
import threading
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.response import StreamingBody
from botocore.stub import Stubber

from ops.local_stage.model_server.bedrock_forward import NoCredentialsFoundError, bedrock
from ops.local_stage.model_server.examiner import Examiner
from ops.local_stage.model_server.server import ModelServer

CLAUDE, TITAN = "global.anthropic.claude-sonnet-5-5", "amazon.titan-embed-text-v2:0"
ASKED: dict[str, Any] = {
    "modelId": CLAUDE,
    "messages": [{"role": "user", "content": [{"text": "Hello"}]}],
    "inferenceConfig": {"maxTokens": 5},
}
SAID: dict[str, Any] = {
    "output": {"message": {"role": "assistant", "content": [{"text": "Hi"}]}},
    "stopReason": "end_turn",
    "usage": {"inputTokens": 3, "outputTokens": 1, "totalTokens": 4},
    "metrics": {"latencyMs": 300},
}


def client(endpoint_url: str | None = None) -> Any:
    return boto3.client(
        "bedrock-runtime",
        region_name="us-east-1",
        endpoint_url=endpoint_url,
        aws_access_key_id="a-key",
        aws_secret_access_key="a-secret",
        config=Config(retries={"total_max_attempts": 1}),
    )


@pytest.fixture
def real() -> Iterator[Stubber]:
    with Stubber(client()) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


@pytest.fixture
def server(examiner: Examiner, real: Stubber) -> Iterator[ModelServer]:
    running = ModelServer(examiner=examiner, bedrock=real.client)
    thread = threading.Thread(target=running.serve)
    thread.start()
    yield running
    running.stop()
    thread.join()


def test_converse_is_asked_and_answers(server: ModelServer, real: Stubber) -> None:
    real.add_response("converse", SAID, ASKED)
    answer = client(endpoint_url=server.url).converse(**ASKED)
    assert {name: answer[name] for name in SAID} == SAID


def test_titan_is_asked_and_answers(server: ModelServer, real: Stubber) -> None:
    vector, asked = b'{"embedding": [1.0], "inputTextTokenCount": 1}', b'{"inputText": "a"}'
    body = {"body": StreamingBody(io.BytesIO(vector), len(vector)), "contentType": "application/json"}
    real.add_response("invoke_model", body, {"modelId": TITAN, "body": asked, "contentType": "application/json"})
    answer = client(endpoint_url=server.url).invoke_model(modelId=TITAN, body=asked)
    assert json.loads(answer["body"].read()) == json.loads(vector)


@pytest.mark.parametrize(
    ("code", "status"), [("ThrottlingException", 429), ("AccessDeniedException", 403), ("ValidationException", 400)]
)
def test_its_refusals_are_handed_on(server: ModelServer, real: Stubber, code: str, status: int) -> None:
    real.add_client_error("converse", code, "No.", status, expected_params=ASKED)
    with pytest.raises(ClientError) as refused:
        client(endpoint_url=server.url).converse(**ASKED)
    assert refused.value.response["Error"] == {"Code": code, "Message": "No."}
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == status


@pytest.mark.parametrize("body", ["{", "[]"])
def test_what_is_no_request_is_refused_here(server: ModelServer, body: str) -> None:
    answer = requests.post(f"{server.url}/model/{CLAUDE}/converse", data=body, timeout=5)
    assert answer.status_code == 400


def test_its_health_tells_who_answers(server: ModelServer) -> None:
    health = f"{server.url}/health"
    assert requests.get(health, timeout=5).json()["bedrock"] == "aws"
    assert requests.get(health, params={"bedrock": "aws"}, timeout=5).status_code == 200
    assert requests.get(health, params={"bedrock": "offline"}, timeout=5).status_code == 409


def test_the_region_is_the_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "real")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "real")
    regions = {"AWS_REGION": "eu-west-1"}
    assert bedrock(regions).meta.region_name == "eu-west-1"
    assert bedrock(regions | {"BEDROCK_REGION": "us-west-2"}).meta.region_name == "us-west-2"


def test_without_credentials_it_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "missing")
    monkeypatch.setenv("AWS_CONFIG_FILE", "missing")
    with pytest.raises(NoCredentialsFoundError):
        bedrock({})
