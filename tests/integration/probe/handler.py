"""Sleeps, crashes or takes memory, as its event says."""

import os
import time
import uuid
from typing import Any

ENVIRONMENT = uuid.uuid4().hex
print("probe: loaded", flush=True)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    print(f"probe: {event['word']}", flush=True)
    time.sleep(event.get("seconds", 0))
    if "exit" in event:
        os._exit(event["exit"])
    taken = b"x" * event.get("bytes", 0)
    return {"environment": ENVIRONMENT, "bytes": len(taken)}
