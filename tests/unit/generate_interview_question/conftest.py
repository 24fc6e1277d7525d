"""The function with DynamoDB in moto's memory, and Claude by the local stage's own interviewer."""

import json
import uuid
from collections import deque
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from bandup.account import tombstones
from bandup.account.limits import Rate
from bandup.core.aws import Clients
from bandup.core.dynamo import Table
from bandup.http.api_function import ApiFunction
from bandup.interview.store import InterviewStore
from bandup.jobs.kinds import TEXTS, TRANSCRIPTS
from generate_interview_question.routes import build_api
from generate_interview_question.services import Services
from generate_interview_question.settings import Settings
from ops.local_stage.model_server import interviewer
from support.clock import MovableClock
from support.events import Answer, FakeContext, api_event
from support.tables import create_interviews, create_jobs, create_quotas, create_results, own_tables
from support.tokens import CLIENT_ID, OPERATOR_CLIENT_ID, UserPool

OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"
ORIGIN = "https://app.example.org"
LIMIT = 40
CLAUDE = "global.anthropic.claude-sonnet-5-5"
NEW = {"category": "technical", "difficulty": "MEDIUM"}
TOPIC = "database indexes"
"""What the offline interviewer asks about first."""

LONG_ANSWER = "We moved the slow report into a background job, so that the request only waits for a number."


def reply(text: str, stop: str = "end_turn") -> dict[str, Any]:
    """An answer of Converse."""
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": text}]}},
        "stopReason": stop,
        "usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100},
    }


def says(
    message: str = "And then?", move: str = "follow_up", refers_to: str = "", topic: str = TOPIC, **more: Any
) -> Any:
    """An answer of Converse with these words."""
    return reply(json.dumps({"message": message, "move": move, "topic": topic, "refers_to": refers_to} | more))


class Claude:
    """Answers as the offline interviewer, or by a script; keeps what it was asked."""

    def __init__(self) -> None:
        self.script: deque[Any] = deque()
        self.asked: list[Any] = []

    def converse(self, **request: Any) -> Any:
        self.asked.append(request)
        if self.script:
            step = self.script.popleft()
            if isinstance(step, Exception):
                raise step
            return step
        return reply(json.dumps(interviewer.reply(self.text(request))))

    def text(self, request: Any) -> str:
        return "\n".join(block["text"] for block in request["messages"][0]["content"] if "text" in block)

    @property
    def last(self) -> str:
        """What it was shown last."""
        return self.text(self.asked[-1])


class InterviewFunction:
    """The function as its entry point builds it, and what a test looks at behind it.

    Args:
        dynamodb: a client of moto.
        pool: signs tokens.
        keys_url: where the function reads the pool's keys.
    """

    def __init__(self, dynamodb: Any, pool: UserPool, keys_url: str) -> None:
        self.dynamodb, self.pool, self.clock, self.claude = dynamodb, pool, MovableClock(), Claude()
        self.table, self.jobs, self.counters = (f"{name}-{uuid.uuid4()}" for name in ("interviews", "jobs", "quotas"))
        create_interviews(dynamodb, self.table)
        create_jobs(dynamodb, self.jobs)
        create_quotas(dynamodb, self.counters)
        self.results = {table: f"{table.name}-{uuid.uuid4()}" for table in (TRANSCRIPTS, TEXTS)}
        for table, name in self.results.items():
            create_results(dynamodb, name, table.key)
        self.store = InterviewStore(dynamodb, self.table)
        settings = Settings(
            table_name=self.table,
            region="us-east-1",
            model_id=CLAUDE,
            dynamodb_jobs=self.jobs,
            dynamodb_quotas=self.counters,
            dynamodb_transcripts=self.results[TRANSCRIPTS],
            dynamodb_texts=self.results[TEXTS],
            quota_interview_per_day=LIMIT,
            limit_turns=Rate(1000, 1000),
            cognito_issuer=pool.issuer,
            cognito_client_ids=(CLIENT_ID, OPERATOR_CLIENT_ID),
            cognito_jwks_url=keys_url,
            cors_origins=(ORIGIN,),
        )
        clients = Clients({"dynamodb": dynamodb, "bedrock-runtime": self.claude})
        services = Services.build(settings, clients, self.clock)
        self.api = build_api(services)
        self.handler = ApiFunction(self.api, services.checks)

    def ask(self, *, user: str | None = OWNER, key: str | None = None, **event: Any) -> Answer:
        """POST /interview as `user`, or without a token."""
        headers = {"Authorization": self.pool.bearer(user)} if user else {}
        headers |= ({"Idempotency-Key": key} if key else {}) | event.pop("headers", {})
        context = FakeContext(event.pop("remaining", 29))
        return Answer(self.handler(api_event("POST", "/interview", headers=headers, **event), context))

    def begin(self, user: str = OWNER, **changes: Any) -> Any:
        """A new interview's answer."""
        answer = self.ask(user=user, body=NEW | changes)
        assert answer.status == 200, answer.raw
        return answer.json

    def say(self, session_id: str, message: str = LONG_ANSWER, **event: Any) -> Any:
        """The answer to a message."""
        answer = self.ask(body={"session_id": session_id, "message": message}, **event)
        assert answer.status == 200, answer.raw
        self.clock.advance(1)
        return answer.json

    def read_turns(self, session_id: str) -> list[Any]:
        """All turns."""
        return list(self.store.all_turns(self.store.get_owned(session_id, OWNER)))

    def read_items(self) -> list[Any]:
        """Every item of all tables."""
        tables = (self.table, self.jobs, self.counters)
        return [item for table in tables for item in self.dynamodb.scan(TableName=table)["Items"]]

    def make_older(self, session_id: str, **counts: int) -> None:
        """Take from a header what version 1 of it did not have, and set counters of it."""
        session = self.store.get_owned(session_id, OWNER)
        newer = ("planned", "answers", "followUps", "clarifications", "level", "focus", "adaptive", "claims")
        sets = ", ".join([f"{name} = :{name}" for name in counts] + ["schema_version = :one"])
        self.dynamodb.update_item(
            TableName=self.table,
            Key={"sessionId": {"S": session_id}, "ts": {"N": str(session.ts)}},
            UpdateExpression=f"SET {sets} REMOVE {', '.join(f'#{name}' for name in newer)}",
            ExpressionAttributeNames={f"#{name}": name for name in newer},
            ExpressionAttributeValues={":one": {"N": "1"}}
            | {f":{name}": {"N": str(value)} for name, value in counts.items()},
        )

    def leave_quota(self, units: int) -> None:
        """Use up the day's share of everybody who has used some of it, but for so many units."""
        counters = [item for item in self.dynamodb.scan(TableName=self.counters)["Items"] if "used" in item]
        for item in counters:
            self.dynamodb.update_item(
                TableName=self.counters,
                Key={name: item[name] for name in ("user_id", "day_kind")},
                UpdateExpression="SET used = :used",
                ExpressionAttributeValues={":used": {"N": str(LIMIT - units)}},
            )

    def delete_account(self, user: str = OWNER) -> None:
        """Place the mark of a deleted account."""
        table = Table(self.dynamodb, self.jobs)
        table.execute(tombstones.place(table, user, self.clock(), "j"))


@pytest.fixture(scope="session")
def dynamodb(moto: boto3.Session) -> Any:
    return moto.client("dynamodb")


@pytest.fixture
def function(dynamodb: Any, pool: UserPool, keys_url: str) -> Iterator[InterviewFunction]:
    with own_tables(dynamodb):
        yield InterviewFunction(dynamodb, pool, keys_url)
