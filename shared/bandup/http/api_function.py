"""What API functions are built of: settings, authentication and a handler."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from aws_lambda_powertools.utilities.typing import LambdaContext

from bandup.auth.public_keys import PublicKeys
from bandup.auth.verifier import AccessTokenVerifier
from bandup.core.call_limits import GATEWAY_SECONDS, find_deadline, limit_calls
from bandup.core.health import Check, run_checks
from bandup.core.settings import CognitoClientIds, CognitoIssuer, FunctionSettings, Origins, Url
from bandup.http.api import Authenticate, RestApi


class ApiSettings(FunctionSettings):
    """Base of an API function's settings.

    Attributes:
        cognito_client_ids: the clients whose tokens are taken: the browsers' and the operators'.
        cognito_jwks_url: only the local stage sets it, where tokens carry Amazon's issuer but local keys.
    """

    cognito_issuer: CognitoIssuer
    cognito_client_ids: CognitoClientIds
    cognito_jwks_url: Url | None = None
    cors_origins: Origins = ()

    @property
    def jwks_url(self) -> str:
        """The address of the user pool's public keys."""
        return self.cognito_jwks_url or f"{self.cognito_issuer}/.well-known/jwks.json"


@dataclass(frozen=True)
class Authentication:
    """How callers are authenticated.

    Attributes:
        authenticate: from the values of the Authorization header to the user's id.
        cors_origins: browser origins that may read the answers.
        check: whether the user pool's public keys can be read.
    """

    authenticate: Authenticate
    cors_origins: Sequence[str]
    check: Check

    @classmethod
    def from_settings(cls, settings: ApiSettings) -> Self:
        """Authentication by the function's environment. Nothing is called yet."""
        keys = PublicKeys(settings.jwks_url)
        verifier = AccessTokenVerifier(keys, issuer=settings.cognito_issuer, client_ids=settings.cognito_client_ids)
        return cls(verifier.user_id, settings.cors_origins, keys.get_jwk_set)

    def router(self) -> RestApi:
        return RestApi(authenticate=self.authenticate, cors_origins=self.cors_origins)


class ApiFunction:
    """The handler.

    Args:
        api: the router with all routes.
        checks: what the health invocation looks at.
    """

    def __init__(self, api: RestApi, checks: Mapping[str, Check]) -> None:
        self._api = api
        self._checks = checks

    def __call__(self, event: Any, context: LambdaContext) -> dict[str, Any]:
        """Answer one invocation. No API request has the form of a health check, which only AWS principals can send."""
        with limit_calls(find_deadline(context).within(GATEWAY_SECONDS)):
            if event == {"health": True}:
                return run_checks(self._checks)
            return self._api.resolve(event, context)
