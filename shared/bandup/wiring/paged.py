"""What the functions work with that show interviews in pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bandup.core.aws import client
from bandup.core.health import Check
from bandup.core.secrets import SecretCache
from bandup.core.settings import SecretArn
from bandup.http.api_function import Authentication
from bandup.http.paging import PageTokens
from bandup.interview.store import InterviewStore
from bandup.wiring.settings import InterviewSettings


class PagedSettings(InterviewSettings):
    """The environment of such a function.

    Attributes:
        page_token_secret_arn: the key that signs page tokens.
    """

    page_token_secret_arn: SecretArn


@dataclass(frozen=True)
class PagedServices:
    """Everything outside such a function that it uses.

    Attributes:
        authentication: who may come in.
        interviews: all interviews.
        tokens: page tokens.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    interviews: InterviewStore
    tokens: PageTokens
    checks: Mapping[str, Check]

    @classmethod
    def connect(cls, settings: PagedSettings) -> Self:
        """The real ones. Clients are made, but nothing is called yet."""
        interviews = InterviewStore(client("dynamodb", region_name=settings.region), settings.table_name)
        secrets = SecretCache(client("secretsmanager", region_name=settings.region))
        authentication = Authentication.from_settings(settings)

        def signing_key() -> str:
            return secrets.get(settings.page_token_secret_arn)

        return cls(
            authentication=authentication,
            interviews=interviews,
            tokens=PageTokens(signing_key),
            checks={
                "interviews": interviews.describe,
                "page_token_key": signing_key,
                "public_keys": authentication.check,
            },
        )
