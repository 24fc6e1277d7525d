"""Structured logs: one JSON object per line. They carry ids, codes and counts, never a user's text, name or token."""

import traceback
from pathlib import PurePath
from typing import Any

from aws_lambda_powertools import Logger

logger = Logger(use_rfc3339=True, utc=True)
"""The logger of all functions; service and level come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL."""


def log_exception(message: str, error: BaseException, **extra: Any) -> None:
    """Log an error by its type and its place in the code.

    Its message and the source lines are left out, since either could quote what a user wrote.

    Args:
        message: what was being done.
        error: what was raised.
        **extra: further fields, such as `job_id`.
    """
    frames = traceback.extract_tb(error.__traceback__)
    stack = [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    logger.error(message, extra={"exception": type(error).__name__, "stack": stack, **extra})
