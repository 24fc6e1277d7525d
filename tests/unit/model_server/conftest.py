import threading
from collections.abc import Callable, Iterator
from typing import Any, Self

import boto3
import pytest
import requests
from botocore.config import Config
from google import genai
from google.genai import types

from bandup.ielts.findings import GrammarChecker
from ops.local_stage.model_server.examiner import Examiner
from ops.local_stage.model_server.server import ModelServer
from unit.model_server import essays
from unit.model_server.requests_to_model import SCHEMA, prompt


@pytest.fixture(scope="session")
def checker() -> GrammarChecker:
    return GrammarChecker().warm_up()


@pytest.fixture(scope="session")
def examiner(checker: GrammarChecker) -> Examiner:
    return Examiner(checker)


@pytest.fixture(scope="session")
def server(examiner: Examiner) -> Iterator[ModelServer]:
    running = ModelServer(examiner=examiner)
    thread = threading.Thread(target=running.serve)
    thread.start()
    yield running
    running.stop()
    thread.join()


class Caller:
    """Asks the model server as a function does, through Google's own client."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = genai.Client(api_key="a-key", vertexai=False, http_options=types.HttpOptions(base_url=url))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, essay: str = essays.GOOD, **changes: Any) -> types.GenerateContentResponse:
        """One call; `changes` are of the client's key, the model, the contents, the timeout (ms) or the config."""
        key, timeout = changes.pop("api_key", "a-key"), changes.pop("timeout", 60_000)
        model = changes.pop("model", "gemini-3.5-flash-lite")
        contents = changes.pop("contents", [prompt(essays.QUESTION, essay)])
        config = {"response_mime_type": "application/json", "response_json_schema": SCHEMA, **changes}
        options = types.HttpOptions(timeout=timeout, headers={"x-goog-api-key": key})
        return self._client.models.generate_content(
            model=model, contents=contents, config=types.GenerateContentConfig(**config, http_options=options)
        )

    def order(self, marker: str, *faults: dict[str, Any]) -> requests.Response:
        return requests.post(f"{self.url}/_faults", json={"marker": marker, "faults": list(faults)}, timeout=10)

    def calls(self, marker: str) -> Any:
        return requests.get(f"{self.url}/_calls", params={"marker": marker}, timeout=10).json()


@pytest.fixture(scope="session")
def caller(server: ModelServer) -> Iterator[Caller]:
    with Caller(server.url) as caller:
        yield caller


@pytest.fixture(scope="session")
def client(server: ModelServer) -> Any:
    """boto3's client of Bedrock, which asks the model server."""
    return boto3.client(
        "bedrock-runtime",
        region_name="us-east-1",
        endpoint_url=server.url,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}, read_timeout=6),
    )


@pytest.fixture
def handling(server: ModelServer) -> Iterator[Callable[[str], None]]:
    """Chooses what becomes of schemas as fields, until the end of the test."""

    def choose(name: str) -> None:
        requests.put(f"{server.url}/_schemas", params={"handling": name}, timeout=10).raise_for_status()

    yield choose
    choose("documented")
