"""What the functions' logger wrote, line by line."""

import logging
from collections.abc import Sequence

from bandup.core.log import logger


def lines(records: Sequence[logging.LogRecord]) -> list[str]:
    """The lines of pytest's `caplog.records`, as they go to CloudWatch."""
    return [logger.registered_formatter.format(record) for record in records]
