"""What the functions work with that ask the model about interviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bandup.account.quotas import Quotas
from bandup.core.aws import client
from bandup.core.health import Check
from bandup.http.api_function import Authentication
from bandup.interview.model import Route
from bandup.interview.paid import PaidCalls
from bandup.interview.store import InterviewStore
from bandup.wiring.settings import PaidSettings


@dataclass(frozen=True)
class PayingServices:
    """Everything outside such a function that it uses, but the model.

    Attributes:
        authentication: who may come in.
        interviews: all interviews.
        paid: answers and stores once.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    interviews: InterviewStore
    paid: PaidCalls
    checks: Mapping[str, Check]

    @classmethod
    def connect(cls, settings: PaidSettings, route: Route, per_day: int) -> Self:
        """The real ones. Clients are made, but nothing is called yet.

        Args:
            settings: the function's environment.
            route: what it is paid for.
            per_day: how often a user may have that in a day, UTC.
        """
        dynamodb = client("dynamodb", region_name=settings.region)
        quotas = Quotas(dynamodb, settings.dynamodb_quotas, {route: per_day})
        interviews = InterviewStore(dynamodb, settings.table_name)
        authentication = Authentication.from_settings(settings)
        return cls(
            authentication=authentication,
            interviews=interviews,
            paid=PaidCalls(dynamodb, settings.table_name, jobs_table=settings.dynamodb_jobs, quotas=quotas),
            checks={"interviews": interviews.describe, "quotas": quotas.describe, "public_keys": authentication.check},
        )
