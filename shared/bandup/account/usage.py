"""What a user's jobs cost, by kind and month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from bandup.jobs.model import Job, Kind


@dataclass
class Spent:
    """What the jobs of one kind that were accepted in one month used so far.

    Attributes:
        month: `2026-11`, UTC.
        kind: their kind.
        jobs: how many there are, unpaid ones included.
        usd: what their model calls cost, exactly.
        input_tokens: tokens read by models.
        output_tokens: tokens written by models.
    """

    month: str
    kind: Kind
    jobs: int = 0
    usd: Decimal = Decimal(0)
    input_tokens: int = 0
    output_tokens: int = 0

    def add(self, job: Job) -> None:
        """Count one job."""
        cost = job.cost or {"usd": 0, "input_tokens": 0, "output_tokens": 0}
        self.jobs += 1
        self.usd += Decimal(cost["usd"])
        self.input_tokens += int(cost["input_tokens"])
        self.output_tokens += int(cost["output_tokens"])


def by_kind_and_month(jobs: Iterable[Job]) -> list[Spent]:
    """What the jobs used, newest month first. Deletions of accounts are no work, and are left out."""
    spent: dict[tuple[str, Kind], Spent] = {}
    for job in jobs:
        if job.kind is not Kind.DELETION:
            month = f"{datetime.fromtimestamp(job.created_at / 1000, UTC):%Y-%m}"
            spent.setdefault((month, job.kind), Spent(month, job.kind)).add(job)
    by_kind = sorted(spent.values(), key=lambda each: each.kind)
    return sorted(by_kind, key=lambda each: each.month, reverse=True)
