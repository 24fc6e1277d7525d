"""What a user's work cost, by kind and month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from bandup.interview.model import Cost, Session
from bandup.jobs.kinds import Kind
from bandup.jobs.model import JobOutline

INTERVIEW = "interview"


@dataclass
class Spent:
    """What the work of one kind used that began in one month.

    Attributes:
        month: `2026-11`, UTC.
        kind: a kind of job, or `interview`; the cost of an older interview holds that of its feedback, which was no
            job then.
        jobs: how many jobs or interviews there are, unpaid ones included.
        usd: what their model calls cost, exactly.
        input_tokens: tokens read by models.
        output_tokens: tokens written by models.
    """

    month: str
    kind: str
    jobs: int = 0
    usd: Decimal = Decimal(0)
    input_tokens: int = 0
    output_tokens: int = 0

    def add(self, cost: Cost) -> None:
        """Count one job or interview."""
        self.jobs += 1
        self.usd += cost.usd
        self.input_tokens += cost.input_tokens
        self.output_tokens += cost.output_tokens


def sum_by_kind_and_month(jobs: Iterable[JobOutline], interviews: Iterable[Session]) -> list[Spent]:
    """The cost of jobs and interviews, newest month first. Deletions of accounts are left out."""
    spent: dict[tuple[str, str], Spent] = {}
    for began, kind, cost in (*_of_jobs(jobs), *_of_interviews(interviews)):
        month = f"{datetime.fromtimestamp(began / 1000, UTC):%Y-%m}"
        spent.setdefault((month, kind), Spent(month, kind)).add(cost)
    by_kind = sorted(spent.values(), key=lambda each: each.kind)
    return sorted(by_kind, key=lambda each: each.month, reverse=True)


def _of_jobs(jobs: Iterable[JobOutline]) -> Iterator[tuple[int, str, Cost]]:
    for job in jobs:
        if job.kind is not Kind.DELETION:
            yield job.created_at, job.kind.value, Cost.of(job.cost)


def _of_interviews(interviews: Iterable[Session]) -> Iterator[tuple[int, str, Cost]]:
    for session in interviews:
        yield session.ts, INTERVIEW, session.cost
