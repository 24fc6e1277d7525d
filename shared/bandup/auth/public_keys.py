"""The user pool's public keys."""

import json
import time
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
)

from jwt import PyJWKClient, PyJWKSet, PyJWTError

from bandup.auth.exceptions import KeysUnavailableError
from bandup.core.settings import is_loopback

LIFESPAN_SECONDS = 3600.0
"""How long a key set is used without reading it again."""

REFETCH_FLOOR_SECONDS = 30.0
"""Between two readings for unknown key ids, so that requests with invented ids do not reach the pool."""

RETRY_FLOOR_SECONDS = 2.0
"""Between a reading that failed and the next one."""

TIMEOUT_SECONDS = 3.0
MAX_KEY_SET_BYTES = 64 * 1024


class PublicKeys(PyJWKClient):
    """Signing keys by id, cached, and read again once if an id is unknown, since the pool may rotate its keys.

    PyJWT's client does all of this. Only the reading is replaced: PyJWT's own would use a proxy even for this machine,
    retry at once after a failure, and read answers of any length.

    Args:
        url: where the JSON Web Key Set is.
        refetch_floor: seconds between two readings that unknown key ids cause.
        retry_floor: seconds between a reading that failed and the next.
    """

    def __init__(
        self, url: str, *, refetch_floor: float = REFETCH_FLOOR_SECONDS, retry_floor: float = RETRY_FLOOR_SECONDS
    ) -> None:
        super().__init__(url, lifespan=LIFESPAN_SECONDS, timeout=TIMEOUT_SECONDS, cooldown_duration=refetch_floor)
        self._retry_floor = retry_floor
        self._failed_at = float("-inf")
        self._opener = _opener(without_proxy=is_loopback(urlsplit(url).hostname))

    def fetch_data(self) -> Any:
        """Read the key set.

        Raises:
            KeysUnavailableError: it cannot be read or holds no key, or a reading failed a moment ago.
        """
        if time.monotonic() - self._failed_at < self._retry_floor:
            raise KeysUnavailableError
        try:
            with self._opener.open(self.uri, timeout=self.timeout) as answer:
                key_set = json.loads(answer.read(MAX_KEY_SET_BYTES))
            PyJWKSet.from_dict(key_set)
        except (OSError, HTTPException, ValueError, TypeError, AttributeError, PyJWTError) as error:
            self._failed_at = time.monotonic()
            raise KeysUnavailableError from error
        return key_set


def _opener(*, without_proxy: bool) -> OpenerDirector:
    """An opener that follows no redirect, since a key set has one address."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler({} if without_proxy else None),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPErrorProcessor(),
        HTTPDefaultErrorHandler(),
    ):
        opener.add_handler(handler)
    return opener
