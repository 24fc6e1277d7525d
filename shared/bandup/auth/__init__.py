"""Who the caller is: Cognito access tokens, checked by the function itself."""
