"""Claude asked through boto3's real client, and answers as Bedrock gives them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bandup.core.aws import Clients
from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.models.catalogue import require_live
from bandup.models.converse import ConverseModel
from bandup.models.port import Prompt
from bandup.models.usage import Ledger
from unit.models.provider import Answer, Provider

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

TODAY = date(2026, 11, 26)
SONNET = "global.anthropic.claude-sonnet-5-5"
NATIVE = "global.anthropic.claude-haiku-4-5-20251001-v1:0"
"""The one that takes a schema as a field."""

ANSWER_TOKENS = 700
SCHEMA = {"type": "object", "properties": {"score": {"type": "integer"}}, "required": ["score"]}
PROMPT = Prompt("You interview.", ("<answer>\nHello\n</answer>",))


@contextmanager
def bedrock_client(provider: Provider) -> Iterator["BedrockRuntimeClient"]:
    """The functions' own client of Bedrock, at the provider's address."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", provider.url)
        environment.setenv("AWS_ACCESS_KEY_ID", "test")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "test")
        made = Clients().get("bedrock-runtime", "us-east-1")
    yield made
    made.close()


def said(text: str, stop: str = "end_turn", blocks: list[dict[str, Any]] | None = None) -> Answer:
    usage = {"inputTokens": 900, "cacheWriteInputTokens": 100, "cacheReadInputTokens": 1000, "outputTokens": 230}
    content = [{"text": text}] if blocks is None else blocks
    return Answer.of(
        {
            "output": {"message": {"role": "assistant", "content": content}},
            "stopReason": stop,
            "usage": usage | {"totalTokens": 2230},
            "metrics": {"latencyMs": 1},
        }
    )


GOOD = said('{"score": 7}')


def refused(status: int, code: str, message: str = "no", **headers: str) -> Answer:
    return Answer.of({"message": message}, status, x_amzn_ErrorType=code, **headers)


def score(answer: Any) -> int:
    if not isinstance(answer, dict) or not isinstance(answer.get("score"), int):
        raise ValueError("score: is missing")
    return int(answer["score"])


class AskClaude:
    """A model of one execution environment, and what it cost."""

    def __init__(
        self,
        client: "BedrockRuntimeClient",
        profile: str = SONNET,
        *,
        answer_seconds: float = 10.0,
        repair_seconds: float = 2.0,
    ) -> None:
        self.ledger = Ledger()
        self.waits: list[float] = []
        self._model = ConverseModel(
            client,
            require_live(profile, TODAY),
            answer_tokens=ANSWER_TOKENS,
            answer_seconds=answer_seconds,
            repair_seconds=repair_seconds,
            sleep=self.waits.append,
            clock=lambda: TODAY,
        )

    def __call__(self, seconds: float = 60.0, prompt: Prompt = PROMPT) -> int:
        deadline = Deadline.after(RESERVE_SECONDS + seconds)
        return self._model.generate_json(prompt, SCHEMA, score, deadline=deadline, ledger=self.ledger)
