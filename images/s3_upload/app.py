"""What the function answers: API requests, and a health check."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from bandup.health import health
from bandup.http.api import RestApi

from .routes import add_uploads
from .services import Services


def build_api(services: Services) -> RestApi:
    """The router with all routes."""
    api = RestApi(authenticate=services.authenticate, cors_origins=services.cors_origins)
    add_uploads(api, services)
    return api


class UploadApi:
    """The handler.

    Args:
        services: what the routes work with.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._api = build_api(services)

    def __call__(self, event: Any, context: LambdaContext) -> dict[str, Any]:
        """Answer one invocation. No API request looks like a health check, which only AWS principals can send."""
        if event == {"health": True}:
            return health(self._services.checks)
        return self._api.resolve(event, context)
