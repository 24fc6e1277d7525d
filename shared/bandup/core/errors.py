"""The classes of failure. Every error that a job can meet has exactly one class.

The adapter that saw the error decides its class. `bandup.jobs.worker` alone acts on it:

| class               | meaning                                       | what the worker does                         |
|---------------------|-----------------------------------------------|----------------------------------------------|
| RetryNowError       | time-out, 5xx, broken connection              | the adapter tries again while time allows    |
| RetryLaterError     | throttled, or no time left to try again       | back to the queue, with a delay              |
| InvalidOutputError  | the model's answer is unusable after a repair | as above; FAILED after three such answers    |
| TerminalError       | the input can never succeed                   | FAILED with its code, acknowledged           |
| ConfigurationError  | key refused, model gone, access denied        | back to the queue, and an alarm              |
| RequestRefusedError | the provider refuses the request's form       | as above; FAILED if only this one is refused |
| PoisonError         | not one of our messages                       | to the dead-letter queue                     |

`code` is stable, lower case and for programs. `message` is for a person and never carries their text.
"""


class WorkError(Exception):
    """Base of all classified errors.

    Args:
        code: stable identifier, such as `provider_throttled`.
        message: a sentence that a student or operator understands.

    Attributes:
        part: which part of the work failed, such as `PART_2`; None if the work has one part. It is set by who divided
            the work, since an adapter does not know it.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.part: str | None = None


class RetryNowError(WorkError):
    """A passing fault. The same call may succeed within this invocation."""


class RetryLaterError(WorkError):
    """A fault that needs time.

    Args:
        code: stable identifier.
        message: a sentence for a person.
        retry_after: seconds that the provider asked to wait, or None if it named no delay.
    """

    def __init__(self, code: str, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after


class InvalidOutputError(RetryLaterError):
    """The model's answer broke its schema or its rules, and one repair did not help.

    Args:
        code: stable identifier.
        message: a sentence for a person.
        answers: how many unusable answers were paid for.
    """

    def __init__(self, code: str, message: str, *, answers: int = 1) -> None:
        super().__init__(code, message)
        self.answers = answers


class TerminalError(WorkError):
    """The input can never succeed. The job fails with this code and is not tried again."""


class ConfigurationError(WorkError):
    """An operator must act: a key, a model, a permission or a setting is wrong. The work is kept."""


class RequestRefusedError(ConfigurationError):
    """The provider does not accept the form of a request. Either all are wrong, or it dislikes this one."""


class PoisonError(WorkError):
    """This system did not write the message, or the message names no job."""
