"""Any order of deliveries, duplicates, kills, outages, sweeps, redrives and cancellations keeps the promises of a job.

`HYPOTHESIS_PROFILE=nightly` runs many more examples.
"""

import random
from contextlib import ExitStack
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bandup.core.aws import Clients
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, TerminalError
from bandup.jobs.exceptions import JobChangedError, JobNotCancellableError
from bandup.jobs.model import Job, Status
from bandup.jobs.result import Result
from bandup.jobs.transitions import cancel
from bandup.jobs.worker import Run
from support.queue import Message
from support.tables import own_tables
from unit.jobs.conftest import JobHarness, graded


class KilledError(BaseException):
    """The process is gone: nothing after this line runs."""


ERRORS: dict[str, BaseException] = {
    "terminal": TerminalError("blocked", "Refused."),
    "later": RetryLaterError("provider_throttled", "Busy."),
    "later, with a delay": RetryLaterError("provider_throttled", "Busy.", retry_after=40),
    "invalid": InvalidOutputError("model_output_invalid", "Unusable."),
    "configuration": ConfigurationError("key_refused", "Refused."),
    "bug": ZeroDivisionError(),
    "killed before the write": KilledError(),
}


class JobMachine(RuleBasedStateMachine):
    """One queue, one worker function, one sweep."""

    clients: Clients

    @initialize(seed=st.integers(0, 2**16))
    def start(self, seed: int) -> None:
        random.seed(seed)
        self.tables = ExitStack()
        self.tables.enter_context(own_tables(self.clients.get("dynamodb")))
        self.harness = JobHarness(self.clients)
        self.jobs: list[Job] = []
        self.final: dict[str, Job] = {}
        self.results: dict[str, Any] = {}

    @precondition(lambda self: len(self.jobs) < 4)
    @rule(down=st.booleans(), key=st.sampled_from([None, "k1", "k2"]))
    def enqueue(self, down: bool, key: str | None) -> None:
        self.harness.queue.down = down
        job = self.harness.submit(idempotency_key=key)
        self.harness.queue.down = False
        if job.job_id not in {known.job_id for known in self.jobs}:
            self.jobs.append(job)

    @rule(pick=st.randoms(use_true_random=False), outcome=st.sampled_from(["ok", "killed before the ack", *ERRORS]))
    def deliver(self, pick: random.Random, outcome: str) -> None:
        visible = self.harness.queue.visible()
        if not visible:
            return
        message = pick.choice(visible)
        try:
            self.harness.deliver(lambda run: self._work(run, outcome), message)
        except (KilledError, ZeroDivisionError):
            return
        if outcome == "killed before the ack":
            message.acknowledged = False

    def _work(self, run: Run, outcome: str) -> Result:
        run.report("working", 0, 2)
        if outcome in ERRORS:
            raise ERRORS[outcome]
        return graded(run)

    @rule(pick=st.randoms(use_true_random=False))
    def deliver_twice_at_once(self, pick: random.Random) -> None:
        visible = self.harness.queue.visible()
        if not visible:
            return
        message = pick.choice(visible)
        twin = self.harness.queue.put(message.body)

        def work(run: Run) -> Result:
            self.harness.deliver(graded, twin)
            return graded(run)

        self.harness.deliver(work, message)

    @rule(pick=st.randoms(use_true_random=False))
    def duplicate(self, pick: random.Random) -> None:
        if self.harness.queue.messages:
            self.harness.queue.put(pick.choice(self.harness.queue.messages).body)

    @rule(pick=st.randoms(use_true_random=False))
    def redeliver_an_acknowledged_message(self, pick: random.Random) -> None:
        done = [message for message in self.harness.queue.messages if message.acknowledged]
        if done:
            self.harness.deliver(message=pick.choice(done))

    @rule(seconds=st.sampled_from([1, 20, 61, 320, 4000]))
    def let_time_pass(self, seconds: int) -> None:
        self.harness.clock.advance(seconds)

    @rule()
    def sweep(self) -> None:
        self.harness.sweeper.sweep()

    @rule()
    def redrive(self) -> None:
        for body in self.harness.dlq.bodies:
            self.harness.queue.put(body)
        self.harness.dlq.messages.clear()

    @rule(pick=st.randoms(use_true_random=False))
    def cancel(self, pick: random.Random) -> None:
        if not self.jobs:
            return
        seen = self.harness.job(pick.choice(self.jobs))
        try:
            self.harness.store.update(seen, cancel(seen, self.harness.clock()))
        except (JobNotCancellableError, JobChangedError):
            return

    @rule()
    def poison(self) -> None:
        self.harness.deliver(message=self.harness.queue.put("not ours"))

    @invariant()
    def final_jobs_never_change(self) -> None:
        for known in self.jobs:
            job = self.harness.job(known)
            if job.job_id in self.final:
                assert job == self.final[job.job_id]
            elif job.is_final:
                self.final[job.job_id] = job

    @invariant()
    def a_job_has_one_unchanged_result_if_it_completed_and_none_otherwise(self) -> None:
        for known in self.jobs:
            result = self.harness.result(known)
            assert (result is not None) == (self.harness.job(known).status is Status.COMPLETED)
            if result is not None:
                assert self.results.setdefault(known.job_id, result) == result

    @invariant()
    def open_jobs_are_owed_a_delivery(self) -> None:
        owed = [message.body for message in self.harness.queue.pending] + self.harness.dlq.bodies
        for known in self.jobs:
            job = self.harness.job(known)
            unsent = job.message_due_by <= job.created_at + 60_000
            if job.is_open and not unsent:
                assert any(job.job_id in body for body in owed), f"{job.job_id} is lost"

    def teardown(self) -> None:
        """Whatever happened, time, the sweep and healthy workers bring every job to an end."""
        if not hasattr(self, "harness"):
            return
        for _ in range(8):
            self.harness.clock.advance(4000)
            self.harness.sweeper.sweep()
            for message in self.harness.queue.visible():
                self._drain(message)
        assert all(not self.harness.job(job).is_open for job in self.jobs)
        self.final_jobs_never_change()
        self.a_job_has_one_unchanged_result_if_it_completed_and_none_otherwise()
        self.tables.close()

    def _drain(self, message: Message) -> None:
        if message.visible_at <= self.harness.clock():
            self.harness.deliver(message=message)


def test_jobs_keep_their_promises(clients: Clients) -> None:
    machine = type("Machine", (JobMachine,), {"clients": clients})
    run_state_machine_as_test(machine, settings=settings())
