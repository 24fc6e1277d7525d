"""moto with Cognito's rules."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.cognitoidp.models import CognitoIdpBackend, CognitoIdpUserPool

from ops.local_stage.user_pools import behave_like_cognito

PASSWORD = "Correct-Horse-Battery-1"
OPERATORS, BROWSERS = "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH"


@pytest.fixture
def cognito(moto: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A client of moto, which is as it was before when the test has ended."""
    monkeypatch.setattr(CognitoIdpUserPool, "_get_user", CognitoIdpUserPool._get_user)
    for name in ("sign_up", "initiate_auth", "admin_initiate_auth"):
        monkeypatch.setattr(CognitoIdpBackend, name, getattr(CognitoIdpBackend, name))
    behave_like_cognito()
    return moto.client("cognito-idp")


def made(cognito: Any, **pool: Any) -> str:
    return str(cognito.create_user_pool(PoolName="p", UsernameAttributes=["email"], **pool)["UserPool"]["Id"])


def client_of(cognito: Any, pool: str, *flows: str) -> str:
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="c", ExplicitAuthFlows=list(flows))
    return str(made["UserPoolClient"]["ClientId"])


def with_user(cognito: Any, pool: str, address: str) -> None:
    cognito.admin_create_user(UserPoolId=pool, Username=address, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username=address, Password=PASSWORD, Permanent=True)


def sign_in(cognito: Any, client: str, address: str) -> Any:
    given = {"USERNAME": address, "PASSWORD": PASSWORD}
    return cognito.initiate_auth(ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=given)


def sign_in_as_operator(cognito: Any, pool: str, client: str, address: str) -> Any:
    return cognito.admin_initiate_auth(
        UserPoolId=pool,
        ClientId=client,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": address, "PASSWORD": PASSWORD},
    )


def test_a_pool_that_folds_case_has_one_user_for_all_spellings(cognito: Any) -> None:
    pool = made(cognito, UsernameConfiguration={"CaseSensitive": False})
    client = client_of(cognito, pool, BROWSERS)
    with_user(cognito, pool, "Ada@Example.com")
    for spelled in ("Ada@Example.com", "ada@example.com", "ADA@EXAMPLE.COM"):
        with pytest.raises(ClientError, match="UsernameExists"):
            cognito.sign_up(ClientId=client, Username=spelled, Password=PASSWORD)
        assert sign_in(cognito, client, spelled)["AuthenticationResult"]["AccessToken"]
    cognito.admin_delete_user(UserPoolId=pool, Username="ada@example.com")
    assert cognito.list_users(UserPoolId=pool)["Users"] == []


@pytest.mark.parametrize("configuration", [{}, {"UsernameConfiguration": {"CaseSensitive": True}}])
def test_another_pool_tells_spellings_apart(cognito: Any, configuration: dict[str, Any]) -> None:
    pool = made(cognito, **configuration)
    with_user(cognito, pool, "Ada@Example.com")
    with_user(cognito, pool, "ada@example.com")
    assert len(cognito.list_users(UserPoolId=pool)["Users"]) == 2


def test_a_user_is_found_by_the_sub_that_is_its_username(cognito: Any) -> None:
    pool = made(cognito, UsernameConfiguration={"CaseSensitive": False})
    with_user(cognito, pool, "ada@example.com")
    with_user(cognito, pool, "eve@example.com")
    ada, _ = cognito.list_users(UserPoolId=pool)["Users"]
    assert {"Name": "sub", "Value": ada["Username"]} in ada["Attributes"]
    cognito.admin_delete_user(UserPoolId=pool, Username=ada["Username"])
    (left,) = cognito.list_users(UserPoolId=pool)["Users"]
    assert {"Name": "email", "Value": "eve@example.com"} in left["Attributes"]


def test_a_client_takes_the_ways_to_sign_in_that_it_was_made_with(cognito: Any) -> None:
    pool = made(cognito)
    with_user(cognito, pool, "ada@example.com")
    operators, browsers = client_of(cognito, pool, OPERATORS), client_of(cognito, pool, BROWSERS)
    assert sign_in_as_operator(cognito, pool, operators, "ada@example.com")["AuthenticationResult"]
    assert sign_in(cognito, browsers, "ada@example.com")["AuthenticationResult"]
    with pytest.raises(ClientError, match="flow not enabled for this client"):
        sign_in(cognito, operators, "ada@example.com")
    with pytest.raises(ClientError, match="flow not enabled for this client"):
        sign_in_as_operator(cognito, pool, browsers, "ada@example.com")


def test_nobody_signs_up_where_one_is_invited(cognito: Any) -> None:
    pool = made(cognito, AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})
    client = client_of(cognito, pool, BROWSERS)
    with pytest.raises(ClientError, match="SignUp is not permitted"):
        cognito.sign_up(ClientId=client, Username="ada@example.com", Password=PASSWORD)
    with_user(cognito, pool, "ada@example.com")
    assert sign_in(cognito, client, "ada@example.com")["AuthenticationResult"]
