"""The storm's own parts: a queue like SQS, dice that fall as told, and a verdict that sees every loss."""

import math
import threading
import time
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from bandup.core.clock import Deadline
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, JobFailure, Status
from storm.clock import StormClock
from storm.environments import BEAT_STEP_MS, Environments, Hearts
from storm.faults import Faults
from storm.job_outcome import JobOutcome, Left
from storm.seed_rules import by_seed_rules
from storm.sqs import DLQ_URL, URL, VISIBILITY_SECONDS, StormSqs
from storm.weather import Weather

NUMBERS = {8: "plain", 1: "blocked", 2: "unusable", 4: "refused", 5: "crashing"}


def make_job(number: int, status: Status = Status.COMPLETED, code: str | None = None, **changes: Any) -> Job:
    """The job of a request, as it is after a storm."""
    fields: dict[str, Any] = {"attempts": 2, "charged": True} | changes
    return Job(
        job_id=NUMBERS[number],
        user_id=f"owner-{number}",
        kind=Kind.WRITING,
        created_at=1,
        updated_at=1,
        status=status,
        error=JobFailure(code, "", retryable=False) if code else None,
        request={"number": number},
        request_hash="",
        correlation_id="",
        **fields,
    )


JOBS = [
    make_job(8),
    make_job(1, Status.FAILED, "blocked", charged=False),
    make_job(2, Status.FAILED, "model_output_invalid"),
    make_job(4, Status.FAILED, "request_refused", charged=False),
    make_job(5, charged=False),
]
RESULTS = {name: {"answer": place, "attempt": 2} for place, name in enumerate(("plain", "crashing"))}
LEFT = Left(
    kind=Kind.WRITING,
    submitted=NUMBERS,
    jobs={job.job_id: job for job in JOBS},
    results=RESULTS,
    first=RESULTS,
    used={"owner-8": 1, "owner-2": 1},
    unusable={2: 3},
    poison=5,
    poison_in_dlq=5,
    good_in_dlq=0,
)
CALM = JobOutcome(
    kind="writing",
    seed=1,
    left=LEFT,
    buried=0,
    parts=1,
    model_calls=7,
    overtaken=0,
    slow=1,
    frozen=1,
    throttled=0,
    outage=0,
    queue_failed=0,
    kills={"before GetItem": 2, "after GetItem": 4},
    seconds=1.0,
)


def with_job(job: Job) -> dict[str, Any]:
    """The jobs after a storm, with this one among them."""
    return {"jobs": {**LEFT.jobs, job.job_id: job}}


@pytest.fixture
def clock() -> StormClock:
    return StormClock()


@pytest.fixture
def sqs(clock: StormClock) -> StormSqs:
    return StormSqs(clock, lambda _: None)


def test_a_received_message_is_hidden_and_comes_back(sqs: StormSqs, clock: StormClock) -> None:
    sqs.send_message(QueueUrl=URL, MessageBody="one")
    (first,) = sqs.batch(10)
    assert sqs.batch(10) == []
    clock.advance_to(clock() + 1000 * VISIBILITY_SECONDS)
    (second,) = sqs.batch(10)
    assert second["messageId"] == first["messageId"]
    assert second["attributes"]["ApproximateReceiveCount"] == "2"


def test_a_stale_receipt_neither_hides_nor_deletes(sqs: StormSqs, clock: StormClock) -> None:
    sqs.send_message(QueueUrl=URL, MessageBody="one")
    stale = sqs.batch(1)
    clock.advance_to(clock() + 1000 * VISIBILITY_SECONDS)
    held = sqs.batch(1)
    sqs.change_message_visibility(QueueUrl=URL, ReceiptHandle=stale[0]["receiptHandle"], VisibilityTimeout=0)
    assert sqs.batch(1) == []
    sqs.delete(stale)
    assert sqs.next_visible_at() is not None
    sqs.delete(held)
    assert sqs.next_visible_at() is None


def test_the_dead_letter_queue_is_apart(sqs: StormSqs) -> None:
    sqs.send_message(QueueUrl=DLQ_URL, MessageBody="dead")
    assert sqs.batch(10) == []
    assert [message["Body"] for message in sqs.receive_message()["Messages"]] == ["dead"]


def visit(faults: Faults, *points: str) -> bool:
    """Whether an invocation survives many visits to these points."""
    survived: list[bool] = []
    with faults.invocation():
        for _ in range(100):
            for point in points:
                faults.step(point)
        survived.append(True)
    return bool(survived)


def test_killed_invocations_end_at_each_point_in_turn() -> None:
    faults = Faults(Weather(messages=100, kills=1.0), seed=1)
    assert visit(faults, "a", "b", "c"), "no point was known yet"
    for kills in (1, 2, 3):
        assert [visit(faults, "a", "b", "c") for _ in range(3)] == [False] * 3
        assert faults.kills == {"a": kills, "b": kills, "c": kills}


def test_outside_an_invocation_nothing_is_killed() -> None:
    faults = Faults(Weather(messages=100, kills=1.0), seed=1)
    visit(faults, "a")
    visit(faults, "a")
    for _ in range(10):
        faults.step("a")
    assert faults.kills == {"a": 1}


def test_a_small_storm_need_not_meet_every_point() -> None:
    assert replace(CALM, kills={"before GetItem": 5, "after GetItem": 0}).list_broken_promises() == []


def test_all_promises_held() -> None:
    assert CALM.list_broken_promises() == []
    assert CALM.calls_per_part == pytest.approx(1.4)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"jobs": {name: job for name, job in LEFT.jobs.items() if name != "blocked"}}, "ends as"),
        (with_job(make_job(2, Status.PROCESSING)), "ends as"),
        (with_job(make_job(4, Status.FAILED, "exhausted", charged=False)), "ends as"),
        (with_job(replace(make_job(8), job_id="another one")), "becomes one job"),
        ({"results": {"plain": RESULTS["plain"]}}, "one result"),
        ({"results": {**RESULTS, "blocked": {"answer": 9, "attempt": 2}}}, "one result"),
        ({"results": {**RESULTS, "unknown": {"answer": 9, "attempt": 2}}}, "one result"),
        (with_job(make_job(8, attempts=3)), "one result"),
        ({"first": {**RESULTS, "plain": {"answer": 9, "attempt": 2}}}, "ever changes"),
        ({"used": {"owner-8": 1}}, "charged"),
        ({"used": {"owner-8": 1, "owner-2": 1, "owner-4": 1}}, "charged"),
        ({"used": {"owner-2": 1}, **with_job(make_job(8, charged=False))}, "charged"),
        ({"unusable": {2: 4}}, "three unusable"),
        (with_job(make_job(1, Status.FAILED, "blocked", charged=False, attempts=61)), "attempts"),
        ({"poison_in_dlq": 4}, "poisonous"),
        ({"good_in_dlq": 1}, "after the redrive"),
    ],
)
def test_whatever_is_left_wrong_is_seen(change: dict[str, Any], broken: str) -> None:
    assert any(broken in promise for promise in replace(CALM, left=replace(LEFT, **change)).list_broken_promises())


@pytest.mark.parametrize(
    "change",
    [
        {"buried": 1},
        {"overtaken": 1},
        {"model_calls": 13},
        {"kills": {"before GetItem": 40, "after GetItem": 0}},
    ],
)
def test_each_broken_promise_is_seen(change: dict[str, Any]) -> None:
    assert len(replace(CALM, **change).list_broken_promises()) == 1


def test_what_a_killed_run_paid_for_is_no_fourth_answer() -> None:
    left = replace(LEFT, unusable={2: 5}, **with_job(make_job(2, Status.FAILED, "model_output_invalid", crashes=1)))
    assert replace(CALM, left=left).list_broken_promises() == []


def test_an_environment_that_stands_still_goes_on_when_its_time_has_come(clock: StormClock) -> None:
    environments, seen = Environments(1, clock), list[str]()

    def stand() -> None:
        assert environments.stand_still(60)
        seen.append("stood")

    environments.run([stand, partial(seen.append, "another")])
    before, stands = list(seen), environments.any_still
    environments.pass_time(clock() + 30_000)
    environments.run([])
    assert (before, stands, seen) == (["another"], True, ["another"])
    environments.pass_time(None)
    environments.run([])
    assert seen == ["another", "stood"]
    environments.close()


def test_time_moves_in_small_steps_while_a_heart_beats(clock: StormClock) -> None:
    environments, began = Environments(1, clock), clock()
    heart = threading.Thread(target=_beat, args=(environments,), daemon=True)
    heart.start()
    environments.run([partial(_stand, environments)])
    environments.pass_time(began + 600_000)
    assert clock() == began + BEAT_STEP_MS
    environments.pass_time(began + 600_000)
    environments.run([])
    environments.close()


def _beat(environments: Environments) -> None:
    while True:
        environments.hearts.note()
        time.sleep(0.01)


def _stand(environments: Environments) -> None:
    environments.stand_still(16, Deadline.after(600))


class CountedHearts(Hearts):
    """Hearts that have all beaten, and how many of them were waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[int] = []

    def wait(self, count: int) -> None:
        self.waited.append(count)


def test_no_beat_is_waited_for_once_a_job_is_lost(clock: StormClock) -> None:
    environments, lost = Environments(1, clock), threading.Event()
    environments.hearts = hearts = CountedHearts()

    def stand() -> None:
        environments.stand_still(16, Deadline(1, now=lambda: math.inf if lost.is_set() else 0))

    environments.run([stand])
    environments.pass_time(None)
    lost.set()
    environments.pass_time(None)
    environments.run([])
    assert hearts.waited == [1]
    environments.close()


def test_what_an_invocation_raises_is_not_lost(clock: StormClock) -> None:
    def crash() -> None:
        raise ZeroDivisionError

    environments = Environments(1, clock)
    with pytest.raises(ZeroDivisionError):
        environments.run([crash])
    environments.close()


def test_the_seed_rules_lose_nine_of_ten_messages_of_a_batch() -> None:
    outcome = by_seed_rules(Weather(messages=2000), seed=1)
    assert 0.8 * 1900 < outcome.lost < 1900
    assert by_seed_rules(Weather(messages=2000, batch=1, provider_failures=0, kills=0), seed=1).lost == 0
