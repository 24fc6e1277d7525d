"""What the route works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bandup.core.aws import client
from bandup.core.health import Check
from bandup.http.api_function import Authentication
from bandup.interview.store import InterviewStore

from .settings import Settings


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authentication: who may come in.
        interviews: all interviews.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    interviews: InterviewStore
    checks: Mapping[str, Check]

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """The real ones. Clients are made, but nothing is called yet."""
        interviews = InterviewStore(client("dynamodb", region_name=settings.region), settings.table_name)
        authentication = Authentication.from_settings(settings)
        return cls(authentication, interviews, {"interviews": interviews.describe, "public_keys": authentication.check})
