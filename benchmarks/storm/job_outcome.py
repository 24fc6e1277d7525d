"""What a storm of jobs left, and whether every promise held."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, Status

from .natures import ENDS, find_nature
from .outcome import Outcome, allow_calls

MAX_CALLS_PER_PART = 1.6
"""Calls of the model for each part of a good message. A provider that fails three times in ten costs 1.43 by itself."""

MAX_UNUSABLE = 3
"""Unusable answers that a job may pay for. The promise has its own number: it must not follow the worker's."""

MOST_ATTEMPTS = 60
"""What no job needs, even one that is refused or crashes before and after the redrive. More is a circle."""

ANSWERS_PER_RUN = 2
"""The most unusable answers that one run pays for: the first and its repair."""


@dataclass(frozen=True)
class Left:
    """What is in the tables and queues after a storm.

    Attributes:
        kind: of the jobs.
        submitted: the id of each job that a client was told, by the number of its request.
        jobs: every job, by its id.
        results: every result, by the id of its job or of what it is about.
        first: the same as it was when it was first seen.
        used: units of the quota that are counted for each owner.
        unusable: unusable answers that were paid for, by the number of the request.
        poison: messages that this system never wrote.
        poison_in_dlq: those that the dead-letter queue holds.
        good_in_dlq: messages of jobs that it holds.
    """

    kind: Kind
    submitted: Mapping[int, str]
    jobs: Mapping[str, Job]
    results: Mapping[str, Mapping[str, Any]]
    first: Mapping[str, Mapping[str, Any]]
    used: Mapping[str, int]
    unusable: Mapping[int, int]
    poison: int
    poison_in_dlq: int
    good_in_dlq: int

    def list_wrong_ends(self) -> list[str]:
        """Requests whose job is lost, or ended in another way than it must."""
        wrong = []
        for number, job_id in self.submitted.items():
            wanted, job = ENDS[find_nature(number, self.kind)], self.jobs.get(job_id)
            code = job.error.code if job and job.error else None
            if job is None or (job.status, code) != (wanted.status, wanted.code):
                wrong.append(f"{number}: {job and job.status} {code}")
        return wrong

    def count_doubled_jobs(self) -> int:
        """Jobs that no client was told of: their request became another one too."""
        return len(self.jobs.keys() - set(self.submitted.values()))

    def count_wrong_results(self) -> int:
        """Jobs whose result is missing, is there against the job's end, or is not that of the job's last attempt."""
        return sum(not self._has_its_result(job) for job in self.jobs.values()) + self._count_strays()

    def count_changed_results(self) -> int:
        """Results that are no longer what they were when they were first seen."""
        return sum(self.results.get(name) != result for name, result in self.first.items())

    def count_wrong_charges(self) -> int:
        """Jobs that hold a unit of the quota against their end, and owners whose counter is not their sum."""
        held = Counter(job.user_id for job in self.jobs.values() if job.charged)
        owners = {job.user_id for job in self.jobs.values()}
        wrong = sum(
            self.jobs[job_id].charged is not ENDS[find_nature(number, self.kind)].charged
            for number, job_id in self.submitted.items()
            if job_id in self.jobs
        )
        return wrong + sum(self.used.get(owner, 0) != held[owner] for owner in owners)

    def count_overpaid(self) -> int:
        """Jobs with more than three unusable answers, besides those of attempts whose end could not be stored."""
        return sum(
            answers > MAX_UNUSABLE + ANSWERS_PER_RUN * self.jobs[self.submitted[number]].crashes
            for number, answers in self.unusable.items()
            if self.submitted[number] in self.jobs
        )

    def find_most_attempts(self) -> int:
        """The attempts at the job that took most of them."""
        return max((job.attempts for job in self.jobs.values()), default=0)

    def _has_its_result(self, job: Job) -> bool:
        found = self.results.get(_name_result(job))
        if job.status is not Status.COMPLETED:
            return found is None
        return found is not None and found["attempt"] == job.attempts

    def _count_strays(self) -> int:
        return len(self.results.keys() - {_name_result(job) for job in self.jobs.values()})


def _name_result(job: Job) -> str:
    return job.subject_id or job.job_id


@dataclass(frozen=True, kw_only=True)
class JobOutcome(Outcome):
    """Counts of one storm of jobs.

    Attributes:
        left: what is in the tables and queues.
        buried: jobs that were in the dead-letter queue before the redrive although they do not end their worker.
        parts: paid answers that one result is made of.
        overtaken: jobs that were taken over from a worker whose heart beat.
        slow: answers of the model that took minutes.
        queue_failed: answers of SQS that were errors.
    """

    left: Left
    buried: int
    parts: int
    overtaken: int
    slow: int
    queue_failed: int

    @property
    def calls_per_part(self) -> float:
        """Calls of the model for each part of a good message."""
        return round(self.model_calls / self.parts / max(1, len(self.left.submitted)), 3)

    @property
    def figures(self) -> dict[str, Any]:
        wrong = self.left.list_wrong_ends()
        return {
            "good messages": len(self.left.submitted),
            "results": len(self.left.results),
            "lost, or another end": len(wrong),
            "jobs that nobody submitted": self.left.count_doubled_jobs(),
            "results that are missing, stray or another attempt's": self.left.count_wrong_results(),
            "results that changed": self.left.count_changed_results(),
            "wrong units of the quota": self.left.count_wrong_charges(),
            "jobs with more than 3 unusable answers": self.left.count_overpaid(),
            f"calls per part (at most {MAX_CALLS_PER_PART} in the long run)": self.calls_per_part,
            f"attempts at one job (at most {MOST_ATTEMPTS})": self.left.find_most_attempts(),
            "poison": self.left.poison,
            "poison in the dead-letter queue": self.left.poison_in_dlq,
            "jobs buried without need": self.buried,
            "jobs in the dead-letter queue after the redrive": self.left.good_in_dlq,
            "taken over in spite of a heartbeat": self.overtaken,
            "answers that took minutes": self.slow,
            "frozen invocations": self.frozen,
            "killed invocations": self.killed,
            "throttled calls": self.throttled,
            "calls in an outage": self.outage,
            "failed calls of the queue": self.queue_failed,
            "seconds": self.seconds,
        }

    @property
    def promises(self) -> dict[str, bool]:
        left, wrong = self.left, self.left.list_wrong_ends()
        allowed = allow_calls(MAX_CALLS_PER_PART, self.parts * len(left.submitted))
        return {
            f"every job ends as its request must, not {wrong[:5]}": not wrong,
            "a request becomes one job": left.count_doubled_jobs() == 0,
            "every completed job has the one result of its last attempt": left.count_wrong_results() == 0,
            "no result ever changes": left.count_changed_results() == 0,
            "the quota is charged for stored and for paid work": left.count_wrong_charges() == 0,
            "three unusable answers are the most that a job pays for": left.count_overpaid() == 0,
            f"at most {allowed} calls per part": self.calls_per_part <= allowed,
            f"no job takes more than {MOST_ATTEMPTS} attempts": left.find_most_attempts() <= MOST_ATTEMPTS,
            "every poisonous message is in the dead-letter queue": left.poison_in_dlq == left.poison,
            "only what ends its worker is buried": self.buried == 0,
            "after the redrive no job is in the dead-letter queue": left.good_in_dlq == 0,
            "no job is taken over while its worker's heart beats": self.overtaken == 0,
        }
