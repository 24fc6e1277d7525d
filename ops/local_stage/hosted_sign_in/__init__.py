"""Cognito's hosted sign-in, which moto lacks: authorization code with PKCE, refresh, and sign-out.

Written here, because a library's server answers as the library does, and what is refused here shall be what Cognito
refuses, by the same words:
https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-userpools-server-contract-reference.html
"""
