"""The functions that read interviews, with the table in moto's memory."""

import uuid
from typing import Any

import boto3
import pytest

from aggregate_skills import skills
from aggregate_skills.services import Services
from bandup.auth.verifier import AccessTokenVerifier
from bandup.http.api import RestApi
from bandup.http.api_function import ApiFunction, Authentication
from bandup.http.paging import PageTokens
from bandup.interview.store import InterviewStore
from bandup.wiring.paged import PagedServices
from fetch_session import review
from list_sessions import sessions
from support.events import Answer, FakeContext, api_event
from support.tables import create_interviews
from support.tokens import CLIENT_ID, UserPool

OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"
ORIGIN = "https://app.example.org"


class World:
    """The functions, and the table behind them."""

    def __init__(self, client: Any, pool: UserPool) -> None:
        self.client = client
        self.pool = pool
        self.table = f"interviews-{uuid.uuid4()}"
        create_interviews(client, self.table)
        store = InterviewStore(client, self.table)
        verifier = AccessTokenVerifier(pool, issuer=pool.issuer, client_id=CLIENT_ID)
        authentication = Authentication(verifier.user_id, [ORIGIN], lambda: None)
        tokens = PageTokens(lambda: "the signing key of these tests")
        checks = {"interviews": store.describe}
        self.apis: dict[str, RestApi] = {
            "/review": review.build_api(PagedServices(authentication, store, tokens, checks)),
            "/sessions": sessions.build_api(PagedServices(authentication, store, tokens, checks)),
            "/skills": skills.build_api(Services(authentication, store, checks)),
        }
        self.handlers = {path: ApiFunction(api, checks) for path, api in self.apis.items()}

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


@pytest.fixture(scope="session")
def client(moto: boto3.Session) -> Any:
    return moto.client("dynamodb")


@pytest.fixture(scope="session")
def pool() -> UserPool:
    return UserPool()


@pytest.fixture
def world(client: Any, pool: UserPool) -> World:
    return World(client, pool)
