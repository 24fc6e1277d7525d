from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from ops.preflight.facts import StageFacts

FACTS = StageFacts(
    name="dev",
    region="us-east-1",
    account_id="123456789012",
    sign_in_domain="bandup-dev-example",
    console_domain=None,
    mail_identity="arn:aws:ses:us-east-1:123456789012:identity/example.com",
    gemini_model="gemini-3.5-flash-lite",
    model_id="global.anthropic.claude-sonnet-5-5",
    workers=6,
)

Stub = Callable[[str], tuple[Any, Stubber]]


@pytest.fixture
def stub() -> Iterator[Stub]:
    """Makes clients whose answers are given in order; every answer must be used."""
    stubbers = []
    session: Any = boto3.Session(region_name="us-east-1", aws_access_key_id="none", aws_secret_access_key="none")

    def make(service: str) -> tuple[Any, Stubber]:
        client = session.client(service)
        stubber = Stubber(client)
        stubber.activate()
        stubbers.append(stubber)
        return client, stubber

    yield make
    for stubber in stubbers:
        stubber.assert_no_pending_responses()
