"""Cognito access tokens, checked by the function itself."""
