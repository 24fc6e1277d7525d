"""What a caller asks for."""

from typing import Annotated

from pydantic import StringConstraints

from bandup.core.ids import UUID_PATTERN
from bandup.http.validation import RequestModel


class FeedbackRequest(RequestModel):
    """Feedback on one interview.

    Attributes:
        session_id: the caller's own session. The transcript is read from the table: none can be sent.
    """

    session_id: Annotated[str, StringConstraints(pattern=UUID_PATTERN)]
