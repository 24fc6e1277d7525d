"""What a request is refused for, by the codes of RFC 6749 and of Cognito."""


class PageError(Exception):
    """Told to the person in the browser: where to return to is not known, or not to be trusted.

    Args:
        code: such as `redirect_mismatch`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ReturnedError(Exception):
    """Told to the client at its own address.

    Args:
        code: such as `invalid_scope`.
        description: for whoever writes the client.
    """

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


class TokenError(Exception):
    """The token endpoint's refusal.

    Args:
        code: such as `invalid_grant`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
