"""Telling a repeated request from another request with the same Idempotency-Key."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


class IdempotencyConflictError(Exception):
    """An Idempotency-Key was used again with another request."""


def request_hash(request: Mapping[str, Any]) -> str:
    """SHA-256 of the request in one canonical form, in hexadecimal."""
    canonical = json.dumps(request, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
