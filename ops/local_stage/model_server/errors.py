"""What the offline model cannot do."""


class CannotAnswerError(Exception):
    """The request asks for something that the offline model cannot compute; the message says what."""
