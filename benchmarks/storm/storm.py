"""One storm: send everything, let workers and the sweep bring it to an end, and look at what is left."""

import json
import random
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, cast

import boto3
from botocore.config import Config

from bandup.core.aws import CONFIG
from bandup.jobs.kinds import Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.queue import WorkQueue
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.jobs.sweep import Sweeper
from bandup.jobs.worker import Duty, Worker
from support.tables import create_jobs, create_results

from .clock import StormClock
from .exceptions import StormError
from .faults import Faults
from .outcome import Outcome
from .provider import Provider
from .sqs import DLQ_URL, URL, StormSqs
from .weather import Weather

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

OWNERS = 100
STEP_MS = 5_000
SWEEP_MS = 60_000
MAX_ROUNDS = 20_000
TIMEOUT_MS = 300_000


class _Context:
    """The part of Lambda's context that a worker reads."""

    aws_request_id = "storm"

    def get_remaining_time_in_millis(self) -> int:
        return TIMEOUT_MS


class Storm:
    """The platform's own worker, submitter and sweep on an emulated DynamoDB, in bad weather.

    Args:
        weather: what goes wrong, and how often.
        seed: of the dice.
        say: told of the progress.
    """

    def __init__(self, weather: Weather, seed: int, say: Callable[[str], None]) -> None:
        self._weather, self._seed, self._say = weather, seed, say
        self._clock = StormClock()
        self._faults = Faults(weather, seed)
        self._sqs = StormSqs(self._clock, self._faults.step)
        self._provider = Provider(self._faults, weather.provider_failures)
        self._client = boto3.client(
            "dynamodb", config=CONFIG.merge(Config(max_pool_connections=2 * weather.environments))
        )
        self._jobs_table, self._results_table = f"jobs-{uuid.uuid4()}", f"results-{uuid.uuid4()}"
        create_jobs(self._client, self._jobs_table)
        create_results(self._client, self._results_table)
        self._faults.beset(self._client)
        queue = WorkQueue(cast("Any", self._sqs), URL, DLQ_URL)
        store = JobStore(self._client, self._jobs_table, self._clock)
        # Results this small never go to S3.
        results = ResultStore(
            self._client,
            cast("Any", None),
            table=self._results_table,
            key="evaluation_id",
            bucket="none",
        )
        self._submitter = Submitter(store, {Kind.WRITING: queue})
        self._sweeper = Sweeper(store, {Kind.WRITING: queue})
        worker = Worker({Kind.WRITING: Duty(self._provider, results)}, store)
        self._worker = LambdaWorker(worker, queue, store, {}, metrics=nullcontext)

    def run(self) -> Outcome:
        """Send, deliver until nothing is left, and count.

        Raises:
            StormError: the work does not come to an end.
        """
        started = time.monotonic()
        jobs, poison = self._send()
        self._say(f"seed {self._seed}: {len(jobs)} jobs and {len(poison)} poisonous messages sent")
        first = self._deliver()
        last = self._results()
        return Outcome(
            seed=self._seed,
            good=len(jobs),
            results=len(last),
            lost=len(jobs - last.keys()),
            changed=sum(last.get(job) != answer for job, answer in first.items()),
            poison=len(poison),
            poison_in_dlq=len(poison & set(self._sqs.dead)),
            good_in_dlq=len([body for body in self._sqs.dead if body not in poison]),
            provider_calls=self._provider.calls,
            throttled=self._faults.throttled,
            kills=dict(sorted(self._faults.kills.items())),
            seconds=round(time.monotonic() - started, 1),
        )

    def _send(self) -> tuple[set[str], set[str]]:
        """Everything that arrives: jobs, poison, and second copies of both, in random order.

        Returns:
            The ids of the jobs, and the bodies of the poison.
        """
        dice = random.Random(self._seed)  # dice, not keys
        count = round(self._weather.messages * self._weather.poison)
        poison = {json.dumps({"stranger": dice.random()}) for _ in range(count)}
        with ThreadPoolExecutor(self._weather.environments) as pool:
            jobs = set(pool.map(self._submit, range(self._weather.messages - count)))
        bodies = [*poison, *(json.dumps({"schema_version": 1, "job_id": job}) for job in sorted(jobs))]
        for body in poison:
            self._sqs.send_message(QueueUrl=URL, MessageBody=body)
        for body in bodies:
            if self._faults.happens(self._weather.duplicates):
                self._sqs.send_message(QueueUrl=URL, MessageBody=body)
        return jobs, poison

    def _submit(self, number: int) -> str:
        job = self._submitter.submit(
            user_id=f"owner-{number % OWNERS}",
            kind=Kind.WRITING,
            request={"number": number},
            correlation_id="storm",
            idempotency_key=None,
        )
        return job.job_id

    def _deliver(self) -> dict[str, Any]:
        """Round after round of concurrent invocations, time moving on between them.

        Returns:
            Each result as it was when it was first seen, to tell whether it changed later.
        """
        early: dict[str, Any] = {}
        swept = self._clock()
        with ThreadPoolExecutor(self._weather.environments) as pool:
            for number in range(MAX_ROUNDS):
                while batches := [batch for _ in range(64) if (batch := self._sqs.batch(self._weather.batch))]:
                    list(pool.map(self._invoke, batches))
                if self._clock() - swept >= SWEEP_MS:
                    self._sweeper.sweep()
                    swept = self._clock()
                if number % 20 == 0:
                    early = {**self._results(), **early}
                    self._say(f"seed {self._seed}: {len(early)} results")
                following = self._sqs.next_visible_at()
                if following is None:
                    return early
                self._clock.advance_to(max(following, self._clock() + STEP_MS))
        raise StormError("The storm's work does not come to an end.")

    def _invoke(self, records: list[dict[str, Any]]) -> None:
        with self._faults.invocation():
            answer = self._worker({"Records": records}, cast("LambdaContext", _Context()))
            failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
            self._faults.step("before Lambda acknowledges")
            self._sqs.delete([record for record in records if record["messageId"] not in failed])

    def _results(self) -> dict[str, Any]:
        pages = self._client.get_paginator("scan").paginate(TableName=self._results_table, ConsistentRead=True)
        return {item["evaluation_id"]["S"]: item for page in pages for item in page["Items"]}
