"""Which stage is tested."""

from dataclasses import dataclass
from typing import Any

from ops.smoke.console import ConsoleTarget


@dataclass(frozen=True)
class SmokeTarget:
    """A deployed stage.

    Attributes:
        name: the stage's name.
        api_url: address of its public API, without a slash at the end.
        user_pool_id: where its users are.
        operator_client_id: the app client that lets an operator sign a user in with a password.
        cognito: a boto3 client of the user pools.
        console: its console.
    """

    name: str
    api_url: str
    user_pool_id: str
    operator_client_id: str
    cognito: Any
    console: ConsoleTarget
