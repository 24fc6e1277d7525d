"""What a user signs in with: their entry in the Cognito user pool."""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from bandup.core.aws import classify, error_code

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

_GONE = "UserNotFoundException"


class SignIns:
    """The users of one pool, who sign in with an e-mail address.

    Args:
        cognito: a client of Cognito user pools. Its role needs cognito-idp:AdminDeleteUser on the pool.
        user_pool_id: the pool.
    """

    def __init__(self, cognito: "CognitoIdentityProviderClient", user_pool_id: str) -> None:
        self._cognito = cognito
        self._user_pool_id = user_pool_id

    def erase(self, user_id: str) -> None:
        """Delete a user, who can't sign in from then on; that there is none is fine.

        Args:
            user_id: the `sub`. Where an address signs in, Cognito itself makes the Username, and takes the `sub` as it:
                docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html

        Raises:
            RetryLaterError, ConfigurationError: Cognito did not do it.
        """
        try:
            self._cognito.admin_delete_user(UserPoolId=self._user_pool_id, Username=user_id)
        except (BotoCoreError, ClientError) as error:
            if not (isinstance(error, ClientError) and error_code(error) == _GONE):
                raise classify(error, "sign_in") from error
