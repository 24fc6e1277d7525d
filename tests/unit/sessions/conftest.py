"""The functions that read interviews, with the table in moto's memory."""

import uuid
from typing import Any

import pytest

import aggregate_skills.routes
import fetch_session.routes
import list_sessions.routes
from bandup.core.aws import Clients
from bandup.http.api import RestApi
from bandup.http.api_function import ApiFunction
from bandup.wiring.interviews import InterviewServices, PagedInterviewServices, PagedInterviewSettings
from support.events import Answer, FakeContext, api_event
from support.tables import create_interviews
from support.tokens import CLIENT_ID, OPERATOR_CLIENT_ID, UserPool

REGION = "us-east-1"
OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"
ORIGIN = "https://app.example.org"


class SessionFunctions:
    """The functions as their entry points build them, and the table behind them.

    Args:
        clients: clients of moto.
        pool: signs tokens.
        keys_url: where the functions read the pool's keys.
    """

    def __init__(self, clients: Clients, pool: UserPool, keys_url: str) -> None:
        self.client = clients.get("dynamodb", REGION)
        self.pool = pool
        self.table = f"interviews-{uuid.uuid4()}"
        create_interviews(self.client, self.table)
        key = clients.get("secretsmanager", REGION).create_secret(Name=str(uuid.uuid4()), SecretString="signs tokens")
        settings = PagedInterviewSettings(
            table_name=self.table,
            region=REGION,
            page_token_secret_arn=key["ARN"],
            cognito_issuer=pool.issuer,
            cognito_client_ids=(CLIENT_ID, OPERATOR_CLIENT_ID),
            cognito_jwks_url=keys_url,
            cors_origins=(ORIGIN,),
        )
        paged = PagedInterviewServices.build(settings, clients)
        every = InterviewServices.build(settings, clients)
        self.apis: dict[str, RestApi] = {
            "/review": fetch_session.routes.build_api(paged),
            "/sessions": list_sessions.routes.build_api(paged),
            "/skills": aggregate_skills.routes.build_api(every),
        }
        checks = {"/review": paged.checks, "/sessions": paged.checks, "/skills": every.checks}
        self.handlers = {path: ApiFunction(api, checks[path]) for path, api in self.apis.items()}

    def ask(self, path: str, *, user: str | None = OWNER, **event: Any) -> Answer:
        """Send a GET as `user`, or without a token."""
        headers = {"Authorization": self.pool.bearer(user)} if user else {}
        event = api_event("GET", path, headers=headers) | event
        if query := event.pop("query", None):
            event |= {
                "queryStringParameters": query,
                "multiValueQueryStringParameters": {name: [value] for name, value in query.items()},
            }
        return Answer(self.handlers[path](event, FakeContext()))

    def get(self, path: str, *, user: str = OWNER, **query: str) -> Any:
        """The JSON of a GET that succeeds."""
        answer = self.ask(path, user=user, query=query)
        assert answer.status == 200, answer.raw
        return answer.json


@pytest.fixture
def functions(clients: Clients, pool: UserPool, keys_url: str) -> SessionFunctions:
    return SessionFunctions(clients, pool, keys_url)
