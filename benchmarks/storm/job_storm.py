"""One storm of jobs: send everything, let workers and the sweep bring it to an end, and look at what is left."""

import json
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from bandup.account.quotas import Quotas
from bandup.core.dynamo import Table
from bandup.core.errors import WorkError
from bandup.jobs.kinds import Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.model import Job
from bandup.jobs.queue import WorkQueue
from bandup.jobs.store import OPEN_INDEX, JobStore
from bandup.jobs.submit import Submitter
from bandup.jobs.sweep import Sweeper
from bandup.jobs.worker import Duty, Worker
from support.tables import create_jobs, create_quotas

from .clock import StormClock
from .environments import BEAT_SECONDS, Environments
from .exceptions import StormError
from .faults import Faults
from .job_outcome import JobOutcome, Left
from .judge import PARTS, StormJudge
from .model import StormModel
from .natures import Nature, find_nature
from .shelves import make_shelf, scan
from .sqs import DLQ_URL, URL, StormSqs
from .weather import Weather

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext
    from mypy_boto3_dynamodb import DynamoDBClient

OWNERS = 100
SWEEP_MS = 60_000
TIMEOUT_MS = 300_000

LATE = 60
"""The most jobs that come one by one: a request that its provider refuses ends only while others succeed."""

LATE_MS = 3_600_000
"""How long they come for, however few they are: between two refusals of a request lie up to 15 minutes."""

MAX_ROUNDS = 20_000
MAX_IDLE_SWEEPS = 500
"""An end that takes more sweeps after the queue is empty is none."""

NO_HEART = 24 * 3600.0
"""Seconds between two beats of who is to have no heartbeat."""


class _Context:
    """The part of Lambda's context that a worker reads."""

    aws_request_id = "storm"

    def get_remaining_time_in_millis(self) -> int:
        return TIMEOUT_MS


class JobStorm:
    """The platform's own worker, submitter and sweep on an emulated DynamoDB, in bad weather.

    Args:
        kind: of the jobs.
        client: of DynamoDB, for this storm alone.
        weather: what goes wrong, and how often.
        seed: of the dice.
        say: told of the progress.
    """

    def __init__(
        self, kind: Kind, client: "DynamoDBClient", weather: Weather, seed: int, say: Callable[[str], None]
    ) -> None:
        self._kind, self._weather, self._seed, self._say = kind, weather, seed, say
        self._client, self._clock = client, StormClock()
        self._faults = Faults(weather, seed)
        self._environments = Environments(weather.environments, self._clock)
        self._sqs = StormSqs(self._clock, self._faults.step_of_queue)
        self._model = StormModel(self._faults, self._environments, weather)
        self._table, self._counters = f"jobs-{uuid.uuid4()}", f"quotas-{uuid.uuid4()}"
        create_jobs(client, self._table)
        create_quotas(client, self._counters)
        self._shelf = make_shelf(client, kind)
        self._faults.beset(client)
        client.meta.events.register("after-call.dynamodb.UpdateItem", self._note_beat)
        queue = WorkQueue(cast("Any", self._sqs), URL, DLQ_URL)
        store = JobStore(client, self._table, self._clock, quotas=self._counters)
        quotas = Quotas(client, self._counters, {kind: 2 * weather.messages}, self._clock)
        self._submitter = Submitter(store, {kind: queue}, quotas)
        self._sweeper = Sweeper(store, {kind: queue})
        self._judge = StormJudge(kind, self._model, self._count_attempts, self._shelf.delete_subject)
        self._store = store
        self._worker, self._beating = (
            LambdaWorker(
                Worker({kind: Duty(self._judge, self._shelf.sink)}, store, seconds),
                queue,
                store,
                {},
                metrics=nullcontext,
            )
            for seconds in (NO_HEART, BEAT_SECONDS)
        )
        self._jobs: dict[int, str] = {}
        self._late: list[int] = []
        self._late_at = self._late_gap = 0
        self._swept = self._clock()

    def run(self) -> JobOutcome:
        """Send, deliver until nothing is left, redrive what is in the dead-letter queue, and count.

        Raises:
            StormError: the work does not come to an end.
        """
        started = time.monotonic()
        poison = self._send()
        self._say(f"{self._kind}, seed {self._seed}: {len(self._jobs)} jobs and {len(poison)} poisonous messages sent")
        first = self._deliver()
        buried = self._name_dead(poison)
        self._judge.mended = True
        self._sqs.redrive()
        self._deliver()
        left = self._look(first, poison)
        return JobOutcome(
            kind=self._kind.value,
            seed=self._seed,
            left=left,
            buried=len({job for job in buried if self._nature_of(job) is not Nature.CRASHING}),
            parts=PARTS[self._kind],
            model_calls=self._model.calls,
            overtaken=self._judge.overtaken,
            slow=self._model.slow,
            frozen=self._model.frozen,
            throttled=self._faults.throttled,
            outage=self._faults.broken,
            queue_failed=self._faults.queue_failed,
            kills=dict(sorted(self._faults.kills.items())),
            seconds=round(time.monotonic() - started, 1),
        )

    def close(self) -> None:
        self._environments.close()

    def _send(self) -> set[str]:
        """Everything that arrives at once: jobs, poison, and second copies of both, in random order.

        Returns:
            The bodies of the poison.
        """
        dice = random.Random(self._seed)  # dice, not keys
        count = round(self._weather.messages * self._weather.poison)
        poison = {json.dumps({"stranger": dice.random()}) for _ in range(count)}
        numbers = range(self._weather.messages - count)
        late = min(LATE, len(numbers) // 2)
        self._late = list(numbers[len(numbers) - late :])
        self._late_gap = LATE_MS // max(1, late)
        self._submit_all(numbers[: len(numbers) - late])
        for body in poison:
            self._sqs.send_message(QueueUrl=URL, MessageBody=body)
        for body in [*sorted(poison), *map(_message, self._jobs.values())]:
            if self._faults.happens(self._weather.duplicates):
                self._sqs.send_message(QueueUrl=URL, MessageBody=body)
        return poison

    def _submit_all(self, numbers: "range | list[int]") -> None:
        """Submit jobs as good clients do: again with the same key, until there is an answer."""
        while missing := [number for number in numbers if number not in self._jobs]:
            self._environments.run(partial(self._submit, number) for number in missing)

    def _submit(self, number: int) -> None:
        owner = f"owner-{number % OWNERS}"
        request = self._shelf.prepare(owner, number)
        with self._faults.invocation():
            try:
                job = self._submitter.submit(
                    user_id=owner,
                    kind=self._kind,
                    request=request,
                    correlation_id="storm",
                    idempotency_key=f"number {number}",
                )
            except WorkError:
                return
            self._faults.step("before the submission is answered")
            self._jobs[number] = job.job_id

    def _deliver(self) -> dict[str, Mapping[str, Any]]:
        """Round after round of concurrent invocations, time moving on between them.

        Returns:
            Each result as it was when it was first seen, to tell whether it changed later.
        """
        early: dict[str, Mapping[str, Any]] = {}
        idle = 0
        for number in range(MAX_ROUNDS):
            while batches := [batch for _ in range(64) if (batch := self._sqs.batch(self._weather.batch))]:
                self._environments.run([partial(self._invoke, batch) for batch in batches])
            self._environments.run([])
            if self._clock() - self._swept >= SWEEP_MS:
                self._sweep()
            if number % 20 == 0:
                early = {**self._shelf.read(), **early}
                self._say(f"{self._kind}, seed {self._seed}: {len(early)} results")
            following = self._sqs.next_visible_at()
            if following is None and not self._environments.any_still:
                idle += 1
                if not self._late and not self._count_open():
                    return early
                if idle > MAX_IDLE_SWEEPS:
                    break
            self._environments.pass_time(min(filter(None, (following, self._swept + SWEEP_MS))))
        raise StormError(f"The storm's work does not come to an end: {self._count_open()} jobs are open.")

    def _invoke(self, records: list[dict[str, Any]]) -> None:
        beats = self._faults.happens(self._weather.slow * len(records))
        with self._faults.invocation(beats=beats):
            worker = self._beating if beats else self._worker
            answer = worker({"Records": records}, cast("LambdaContext", _Context()))
            failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
            self._faults.step("before Lambda acknowledges")
            self._sqs.delete([record for record in records if record["messageId"] not in failed])

    def _sweep(self) -> None:
        """The sweep of a minute, which fails and is killed as any other invocation, and one more job if it is time."""
        self._swept = self._clock()
        if self._late and self._swept >= self._late_at:
            self._submit_all([self._late.pop()])
            self._late_at = self._swept + self._late_gap

        def sweep() -> None:
            with self._faults.invocation(is_rare=True):
                try:
                    self._sweeper.sweep()
                except WorkError:
                    return

        self._environments.run([sweep])

    def _note_beat(self, **_: Any) -> None:
        if threading.current_thread().name == "heartbeat":
            self._environments.hearts.note()

    def _count_attempts(self, job: Job) -> int:
        now = Table(self._client, self._table).get({"job_id": job.job_id})
        return int(now["attempts"]) if now else 0

    def _count_open(self) -> int:
        query = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName=OPEN_INDEX,
            KeyConditionExpression="open_kind = :kind",
            ExpressionAttributeValues={":kind": {"S": self._kind.value}},
            Select="COUNT",
        )
        return sum(page["Count"] for page in query)

    def _name_dead(self, poison: set[str]) -> list[str]:
        """Ids of the jobs in the dead-letter queue."""
        return [json.loads(body)["job_id"] for body in self._sqs.dead if body not in poison]

    def _nature_of(self, job_id: str) -> Nature:
        (number,) = (number for number, each in self._jobs.items() if each == job_id)
        return find_nature(number, self._kind)

    def _look(self, first: Mapping[str, Mapping[str, Any]], poison: set[str]) -> Left:
        """What is left in tables and queues."""
        items = scan(self._client, self._table)
        jobs = [Job.from_item(item) for item in items if "user_id" in item and "kind" in item]
        used = {item["user_id"]: int(item["used"]) for item in scan(self._client, self._counters) if "used" in item}
        return Left(
            kind=self._kind,
            submitted=self._jobs,
            jobs={job.job_id: job for job in jobs},
            results=self._shelf.read(),
            first=first,
            used=Counter(used),
            unusable=self._judge.unusable,
            poison=len(poison),
            poison_in_dlq=len(poison & set(self._sqs.dead)),
            good_in_dlq=len(self._name_dead(poison)),
        )


def _message(job_id: str) -> str:
    return json.dumps({"schema_version": 1, "job_id": job_id})
