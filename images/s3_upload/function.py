"""The handler: it makes forms, clears away what a form is sent with again, and checks its health."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from bandup.account.exceptions import AccountDeletedError
from bandup.account.limits import Limited, Limits
from bandup.core.log import logger
from bandup.http.api_function import ApiFunction
from bandup.storage.uploads import Uploads


class UploadFunction:
    """The handler, with what it hands its events to.

    Args:
        api: answers requests.
        uploads: what was sent.
        limits: how many files one user may send.
        require_account: raises AccountDeletedError for a user whose account is deleted.
    """

    def __init__(
        self, api: ApiFunction, uploads: Uploads, limits: Limits, require_account: Callable[[str], None]
    ) -> None:
        self._api = api
        self._require_account = require_account
        self._uploads = uploads
        self._limits = limits

    def __call__(self, event: Any, context: LambdaContext) -> dict[str, Any]:
        """Answer one invocation. No API request has the form of S3's event, which only EventBridge can send.

        Raises:
            WorkError: a file could not be cleared away; Lambda tries an event again.
        """
        if isinstance(event, dict) and event.get("source") == "aws.s3":
            logger.set_correlation_id(context.aws_request_id)
            return self._keep_first(event["detail"])
        return self._api(event, context)

    def _keep_first(self, arrived: dict[str, Any]) -> dict[str, Any]:
        """Delete what was sent by a form after its first use, and count it as files that the user asked for."""
        user_id, later = self._uploads.keep_first(arrived["bucket"]["name"], arrived["object"]["key"])
        if later:
            with suppress(AccountDeletedError):  # nothing new is stored of it
                self._require_account(user_id)
                self._limits.charge(user_id, Limited.UPLOADS, later)
            logger.warning("form used again", extra={"versions": later})
        return {"deleted": later}
