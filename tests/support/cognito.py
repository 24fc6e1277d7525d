"""The users of a pool, as far as the deletion of an account sees them."""

from botocore.exceptions import ClientError


class FakeCognito:
    """A client of Cognito that knows one pool, by the ids of its users.

    Attributes:
        users: who can sign in.
        faults: codes of the errors that the next calls answer with.
    """

    def __init__(self, user_pool_id: str) -> None:
        self._user_pool_id = user_pool_id
        self.users: set[str] = set()
        self.faults: list[str] = []

    def admin_delete_user(self, *, UserPoolId: str, Username: str) -> None:  # noqa: N803 - boto3's own names
        if self.faults:
            raise self._error(self.faults.pop(0))
        if UserPoolId != self._user_pool_id:
            raise self._error("ResourceNotFoundException")
        if Username not in self.users:
            raise self._error("UserNotFoundException")
        self.users.remove(Username)

    @staticmethod
    def _error(code: str) -> ClientError:
        return ClientError({"Error": {"Code": code, "Message": ""}}, "AdminDeleteUser")
