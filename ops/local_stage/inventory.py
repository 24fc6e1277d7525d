"""What the emulators hold: by it a later command sees that one of them forgot what was deployed onto it."""

import http.client
import json
import urllib.request
from dataclasses import dataclass
from typing import Any

from ops.child_environment import REGION, STAGE_CREDENTIALS
from ops.local_stage.ports import Ports

ANSWER_SECONDS = 5.0

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Inventory:
    """What stands for all that an emulator holds in memory.

    Attributes:
        session: LocalStack's own id of this run of it.
        tables: names of DynamoDB's tables: a program of its own, which LocalStack starts anew when it crashed.
        user_pools: ids of Cognito's user pools, which moto makes up.
    """

    session: str
    tables: list[str]
    user_pools: list[str]

    @classmethod
    def read(cls, ports: Ports) -> "Inventory | None":
        """Ask the emulators; None if one does not answer as it should."""
        localstack, moto = ports.url("localstack"), ports.url("moto")
        try:
            session = _answer(urllib.request.Request(f"{localstack}/_localstack/info"))["session_id"]
            tables = _call(localstack, "dynamodb", "DynamoDB_20120810.ListTables", {})["TableNames"]
            pools = _call(moto, "cognito-idp", "AWSCognitoIdentityProviderService.ListUserPools", {"MaxResults": 60})
            return cls(session, sorted(tables), sorted(pool["Id"] for pool in pools["UserPools"]))
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
            return None


def _call(url: str, service: str, target: str, body: dict[str, Any]) -> Any:
    """One call of AWS' JSON protocol; boto3 would take longer to load than the emulators to answer."""
    scope = f"{STAGE_CREDENTIALS['AWS_ACCESS_KEY_ID']}/20260101/{REGION}/{service}/aws4_request"
    headers = {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": target,
        # By it LocalStack tells account and region; it checks no signature.
        "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=none",
    }
    return _answer(urllib.request.Request(url, json.dumps(body).encode(), headers))


def _answer(request: urllib.request.Request) -> Any:
    with _direct.open(request, timeout=ANSWER_SECONDS) as answer:
        return json.load(answer)
