"""A user who exists for one smoke test."""

import secrets
import time
import uuid
from collections.abc import Callable
from http import HTTPStatus

from ops.client.api import Api, expect
from ops.progress import Say
from ops.smoke.exceptions import SmokeError
from ops.smoke.target import SmokeTarget

REMOVAL_SECONDS = 25 * 60.0
"""Longest that the deletion is waited for. Its last pass begins 16 minutes after the request, when no form for an
upload is good any more."""

POLL_SECONDS = 5.0


class SmokeUser:
    """A new user of a stage's pool.

    Args:
        target: the stage.
        pause: waits that many seconds.
        now: a monotonic clock in seconds.
    """

    def __init__(
        self,
        target: SmokeTarget,
        *,
        pause: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._target = target
        self._pause = pause
        self._now = now
        self.username = f"smoke-{uuid.uuid4().hex}@example.com"

    def create(self) -> None:
        """Make the user, as an operator does: this works where nobody can sign up without an invitation, too."""
        self._target.cognito.admin_create_user(
            UserPoolId=self._target.user_pool_id,
            Username=self.username,
            UserAttributes=[{"Name": "email", "Value": self.username}, {"Name": "email_verified", "Value": "true"}],
            MessageAction="SUPPRESS",
        )

    def sign_in(self) -> str:
        """An access token, by a password that nobody gets to see."""
        cognito, pool = self._target.cognito, self._target.user_pool_id
        password = f"{secrets.token_urlsafe(24)}aA1!"
        cognito.admin_set_user_password(UserPoolId=pool, Username=self.username, Password=password, Permanent=True)
        answer = cognito.admin_initiate_auth(
            UserPoolId=pool,
            ClientId=self._target.operator_client_id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": self.username, "PASSWORD": password},
        )
        return str(answer["AuthenticationResult"]["AccessToken"])

    def remove(self, api: Api, say: Say) -> None:
        """Have the stage delete all that is the user's, the sign-in included, as the user's own request does.

        Raises:
            UnexpectedAnswerError: the API does not accept the request, or does not show how far it is.
            SmokeError: the deletion failed, took too long or left the sign-in.
        """
        job = expect(api.call("DELETE", "/me"), HTTPStatus.ACCEPTED)
        say(f"job {job['job_id']}: deletes the test user; `make smoke` may be stopped, the deletion goes on")
        deadline = self._now() + REMOVAL_SECONDS
        while (state := expect(api.get(f"/jobs/{job['job_id']}"), HTTPStatus.OK))["status"] != "COMPLETED":
            if state["status"] == "FAILED":
                raise SmokeError(f"the test user's deletion failed, job {job['job_id']}: see the log of job_api")
            if self._now() > deadline:
                raise SmokeError(f"the test user's deletion did not end within {REMOVAL_SECONDS / 60:.0f} minutes")
            self._pause(POLL_SECONDS)
        if self._exists():
            raise SmokeError("the deletion ended, and the test user can still sign in")

    def discard(self) -> None:
        """Delete the sign-in alone, if it is still there: for a user who could not be removed by the stage."""
        if self._exists():
            self._target.cognito.admin_delete_user(UserPoolId=self._target.user_pool_id, Username=self.username)

    def _exists(self) -> bool:
        try:
            self._target.cognito.admin_get_user(UserPoolId=self._target.user_pool_id, Username=self.username)
        except self._target.cognito.exceptions.UserNotFoundException:
            return False
        return True
