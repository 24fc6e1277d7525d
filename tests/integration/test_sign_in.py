"""Who is one user, and who may sign in by which way: the pool as Terraform makes it."""

import secrets
import uuid
from typing import Any

import jwt
import pytest
from botocore.exceptions import ClientError

from integration.conftest import Stage

pytestmark = pytest.mark.integration


@pytest.fixture
def password() -> str:
    return f"{secrets.token_urlsafe(24)}aA1!"


@pytest.fixture
def address() -> str:
    return f"{uuid.uuid4().hex}@example.com"


@pytest.fixture
def pool(stage: Stage) -> str:
    return str(stage.deployed.description["user_pool_id"])


def made_by_operator(stage: Stage, pool: str, address: str, password: str) -> str:
    """The `sub` of a user whom an operator made; works by invitation too."""
    made = stage.deployed.cognito.admin_create_user(UserPoolId=pool, Username=address, MessageAction="SUPPRESS")
    stage.deployed.cognito.admin_set_user_password(UserPoolId=pool, Username=address, Password=password, Permanent=True)
    return str(made["User"]["Username"])


def admin_auth(stage: Stage, pool: str, client: str, address: str, password: str) -> Any:
    return stage.deployed.cognito.admin_initiate_auth(
        UserPoolId=pool,
        ClientId=stage.deployed.description[client],
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": address, "PASSWORD": password},
    )


def test_addresses_that_differ_in_case_are_one_user(stage: Stage, pool: str, address: str, password: str) -> None:
    sub = made_by_operator(stage, pool, address, password)
    spelled = address.upper()
    with pytest.raises(ClientError, match="UsernameExistsException"):
        stage.deployed.cognito.admin_create_user(UserPoolId=pool, Username=spelled, MessageAction="SUPPRESS")
    with pytest.raises(ClientError, match="UsernameExistsException"):
        stage.deployed.cognito.sign_up(
            ClientId=stage.deployed.description["user_pool_client_id"], Username=spelled, Password=password
        )
    answer = admin_auth(stage, pool, "user_pool_operator_client_id", spelled, password)
    token = answer["AuthenticationResult"]["AccessToken"]
    assert jwt.decode(token, options={"verify_signature": False})["sub"] == sub


def test_the_api_takes_the_tokens_of_the_operators_client(stage: Stage, pool: str, address: str, password: str) -> None:
    made_by_operator(stage, pool, address, password)
    answer = admin_auth(stage, pool, "user_pool_operator_client_id", address, password)
    assert stage.api(answer["AuthenticationResult"]["AccessToken"]).get("/jobs").status == 200


def test_the_operators_client_takes_no_password_from_who_has_no_credentials(
    stage: Stage, pool: str, address: str, password: str
) -> None:
    made_by_operator(stage, pool, address, password)
    with pytest.raises(ClientError, match="USER_PASSWORD_AUTH flow not enabled for this client"):
        stage.deployed.cognito.initiate_auth(
            ClientId=stage.deployed.description["user_pool_operator_client_id"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": address, "PASSWORD": password},
        )
    with pytest.raises(ClientError, match="ADMIN_USER_PASSWORD_AUTH flow not enabled for this client"):
        admin_auth(stage, pool, "user_pool_client_id", address, password)
