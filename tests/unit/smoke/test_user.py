"""The user of a smoke test, in moto's user pools: made, signed in, and gone at the end."""

import re
import uuid
from http import HTTPStatus
from typing import Any

import boto3
import pytest
from requests.structures import CaseInsensitiveDict

from ops.client.api import Answer, Api, UnexpectedAnswerError
from ops.progress import silent
from ops.smoke.console import ConsoleTarget
from ops.smoke.exceptions import SmokeError
from ops.smoke.target import SmokeTarget
from ops.smoke.user import REMOVAL_SECONDS, SmokeUser


class Answers(Api):
    """An API that accepts the deletion, and then answers with these states of its job.

    Args:
        states: in order; the last one is repeated.
        accepted: the status of the answer to the deletion.
        done: called when COMPLETED is told.
    """

    def __init__(self, *states: str, accepted: int = HTTPStatus.ACCEPTED, done: Any = lambda: None) -> None:
        self._states = list(states)
        self._accepted = accepted
        self._done = done

    def call(self, method: str, path: str, **_: Any) -> Answer:
        if method == "DELETE":
            assert path == "/me"
            return Answer(self._accepted, CaseInsensitiveDict(), {"job_id": "job-1"})
        assert (method, path) == ("GET", "/jobs/job-1")
        state = self._states.pop(0) if len(self._states) > 1 else self._states[0]
        if state == "COMPLETED":
            self._done()
        return Answer(HTTPStatus.OK, CaseInsensitiveDict(), {"status": state})


@pytest.fixture
def target(moto: boto3.Session) -> SmokeTarget:
    cognito = moto.client("cognito-idp")
    pool = cognito.create_user_pool(PoolName=uuid.uuid4().hex, UsernameAttributes=["email"])["UserPool"]["Id"]
    client = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="operators", ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
    )
    console = ConsoleTarget("http://localhost", {}, "'self'", None)
    return SmokeTarget("dev", "http://localhost", pool, client["UserPoolClient"]["ClientId"], cognito, console)


@pytest.fixture
def user(target: SmokeTarget) -> SmokeUser:
    made = SmokeUser(target, pause=lambda _: None)
    made.create()
    return made


def exists(target: SmokeTarget, user: SmokeUser) -> bool:
    return any(
        attribute["Value"] == user.username
        for each in target.cognito.list_users(UserPoolId=target.user_pool_id)["Users"]
        for attribute in each["Attributes"]
    )


def delete(target: SmokeTarget, user: SmokeUser) -> None:
    target.cognito.admin_delete_user(UserPoolId=target.user_pool_id, Username=user.username)


def test_the_user_signs_in_through_the_operators_client(user: SmokeUser) -> None:
    assert re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]+", user.sign_in())


def test_the_stage_deletes_the_user(target: SmokeTarget, user: SmokeUser) -> None:
    user.remove(Answers("QUEUED", "PROCESSING", "COMPLETED", done=lambda: delete(target, user)), silent)
    assert not exists(target, user)


def test_a_sign_in_that_is_left_over_is_an_error(user: SmokeUser) -> None:
    with pytest.raises(SmokeError, match="can still sign in"):
        user.remove(Answers("COMPLETED"), silent)


def test_a_deletion_that_fails_is_an_error(user: SmokeUser) -> None:
    with pytest.raises(SmokeError, match="failed"):
        user.remove(Answers("PROCESSING", "FAILED"), silent)


def test_a_deletion_that_does_not_end_is_an_error(target: SmokeTarget) -> None:
    moments = iter([0.0, 1.0, REMOVAL_SECONDS + 1])
    user = SmokeUser(target, pause=lambda _: None, now=lambda: next(moments))
    with pytest.raises(SmokeError, match="did not end"):
        user.remove(Answers("PROCESSING"), silent)


def test_a_deletion_that_is_not_accepted_is_an_error(user: SmokeUser) -> None:
    with pytest.raises(UnexpectedAnswerError):
        user.remove(Answers("QUEUED", accepted=HTTPStatus.FORBIDDEN), silent)


def test_what_the_stage_left_is_discarded_once(target: SmokeTarget, user: SmokeUser) -> None:
    user.discard()
    assert not exists(target, user)
    user.discard()
