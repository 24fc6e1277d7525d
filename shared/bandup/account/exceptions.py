"""Why a request of an account is refused."""


class AccountError(Exception):
    """Base of these refusals."""


class AccountDeletedError(AccountError):
    """The user deleted the account, so nothing new is accepted or stored."""


class TooFastError(AccountError):
    """The user asks for this faster than one user may.

    Args:
        retry_after: seconds until the next request is taken.
    """

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after


class QuotaExceededError(AccountError):
    """The user has used up today's quota of this kind of work.

    Args:
        retry_after: seconds until the next day begins, UTC.
    """

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after
