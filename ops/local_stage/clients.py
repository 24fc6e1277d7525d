"""A deployed local stage as a test or a demo uses it: clients of its services, and signed-in users."""

import json
import secrets
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from localstack_client.session import Session

from ops.child_environment import HOST, enter_stage_account
from ops.local_stage.exceptions import StageError
from ops.paths import STATE_DIR

_CONFIG = Config(read_timeout=300)
"""An answer that is given up is asked for anew, and an invocation then runs twice."""


class DeployedStage:
    """What `Deployment.apply` wrote down. From here on this process uses the stage's account.

    Args:
        state_dir: the stage's folder.

    Raises:
        StageError: nothing is deployed there.
    """

    def __init__(self, state_dir: Path = STATE_DIR) -> None:
        try:
            self.description: dict[str, Any] = json.loads((state_dir / "stage.json").read_text())
        except FileNotFoundError as error:
            raise StageError("no local stage is deployed: run `make up`") from error
        enter_stage_account()

    @property
    def api_url(self) -> str:
        """Address of the public API, without a slash at the end."""
        return str(self.description["api_url"])

    def client(self, service: str) -> Any:
        """A boto3 client of one of LocalStack's services."""
        port = self.description["localstack_url"].rpartition(":")[2]
        return Session(localstack_host=f"{HOST}:{port}").client(service, config=_CONFIG)

    @cached_property
    def cognito(self) -> Any:
        """A boto3 client of the user pools."""
        return boto3.client("cognito-idp", endpoint_url=self.description["moto_url"])

    def renew_password(self, username: str) -> str:
        """Give a user, who is created first if need be, a new password.

        Args:
            username: an e-mail address.

        Returns:
            The password, with which the user may sign in.
        """
        pool = self.description["user_pool_id"]
        password = f"{secrets.token_urlsafe(24)}aA1!"
        with suppress(self.cognito.exceptions.UsernameExistsException):
            self.cognito.admin_create_user(UserPoolId=pool, Username=username, MessageAction="SUPPRESS")
        self.cognito.admin_set_user_password(UserPoolId=pool, Username=username, Password=password, Permanent=True)
        return password

    def sign_in(self, username: str, password: str | None = None) -> str:
        """Sign a user in.

        Args:
            username: an e-mail address.
            password: the user's; None to give the user a new one.

        Returns:
            An access token.
        """
        password = password or self.renew_password(username)
        answer = self.cognito.initiate_auth(
            ClientId=self.description["user_pool_client_id"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": password},
        )
        return str(answer["AuthenticationResult"]["AccessToken"])
