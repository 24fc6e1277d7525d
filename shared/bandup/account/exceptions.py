"""Why an account may not have what it asks for."""


class AccountError(Exception):
    """Base of what an account is refused."""


class AccountDeletedError(AccountError):
    """The user asked for everything to be deleted, so nothing new is accepted or stored."""


class QuotaExceededError(AccountError):
    """The user has had today's share of this kind of work.

    Args:
        retry_after: seconds until the next day begins, UTC.
    """

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after
