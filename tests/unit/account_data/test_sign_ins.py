"""Against moto's Cognito: that its users are found by their `sub`, and by nothing else."""

from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from bandup.account_data.sign_ins import SignIns
from bandup.core.errors import ConfigurationError, RetryLaterError

ADDRESS, OTHER = "owner@example.com", "stranger@example.com"


@pytest.fixture
def cognito(moto: boto3.Session) -> Any:
    return moto.client("cognito-idp")


@pytest.fixture
def pool(cognito: Any) -> str:
    return str(cognito.create_user_pool(PoolName="p", UsernameAttributes=["email"])["UserPool"]["Id"])


def sub_of_new_user(cognito: Any, pool: str, address: str) -> str:
    user = cognito.admin_create_user(UserPoolId=pool, Username=address)["User"]
    return str(next(each["Value"] for each in user["Attributes"] if each["Name"] == "sub"))


def addresses(cognito: Any, pool: str) -> set[str]:
    users = cognito.list_users(UserPoolId=pool)["Users"]
    return {each["Value"] for user in users for each in user["Attributes"] if each["Name"] == "email"}


def test_one_user_goes_and_no_other(cognito: Any, pool: str) -> None:
    sub = sub_of_new_user(cognito, pool, ADDRESS)
    sub_of_new_user(cognito, pool, OTHER)
    SignIns(cognito, pool).erase(sub)
    assert addresses(cognito, pool) == {OTHER}


def test_again_is_fine(cognito: Any, pool: str) -> None:
    sub = sub_of_new_user(cognito, pool, ADDRESS)
    sub_of_new_user(cognito, pool, OTHER)
    for _ in range(2):
        SignIns(cognito, pool).erase(sub)
    assert addresses(cognito, pool) == {OTHER}


def test_who_signs_up_again_is_somebody_else(cognito: Any, pool: str) -> None:
    before = sub_of_new_user(cognito, pool, ADDRESS)
    SignIns(cognito, pool).erase(before)
    after = sub_of_new_user(cognito, pool, ADDRESS)
    SignIns(cognito, pool).erase(before)
    assert after != before
    assert addresses(cognito, pool) == {ADDRESS}


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("TooManyRequestsException", RetryLaterError),
        ("InternalErrorException", RetryLaterError),
        ("AccessDeniedException", ConfigurationError),
        ("ResourceNotFoundException", ConfigurationError),
    ],
)
def test_what_cognito_refuses_has_a_class(cognito: Any, pool: str, code: str, error: type[Exception]) -> None:
    with Stubber(cognito) as stub:
        stub.add_client_error("admin_delete_user", code, expected_params={"UserPoolId": pool, "Username": "a-sub"})
        with pytest.raises(error):
            SignIns(cognito, pool).erase("a-sub")


def test_a_pool_that_cannot_be_reached_is_asked_again() -> None:
    nowhere: Any = boto3.client(
        "cognito-idp",
        region_name="us-east-1",
        endpoint_url="http://127.0.0.1:1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    with pytest.raises(RetryLaterError):
        SignIns(nowhere, "us-east-1_a").erase("a-sub")
