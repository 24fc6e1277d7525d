"""The storm's own parts: a queue like SQS, dice that fall as told, and a verdict that sees every loss."""

from dataclasses import replace
from typing import Any

import pytest

from storm.clock import StormClock
from storm.faults import Faults
from storm.outcome import Outcome
from storm.seed_rules import by_seed_rules
from storm.sqs import DLQ_URL, URL, VISIBILITY_SECONDS, StormSqs
from storm.weather import Weather

CALM = Outcome(
    seed=1,
    good=95,
    results=95,
    lost=0,
    changed=0,
    poison=5,
    poison_in_dlq=5,
    good_in_dlq=0,
    provider_calls=140,
    throttled=0,
    kills={"before GetItem": 2, "after GetItem": 4},
    seconds=1.0,
)


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
    faults = Faults(Weather(kills=1.0), seed=1)
    assert visit(faults, "a", "b", "c"), "no point was known yet"
    for kills in (1, 2, 3):
        assert [visit(faults, "a", "b", "c") for _ in range(3)] == [False] * 3
        assert faults.kills == {"a": kills, "b": kills, "c": kills}


def test_outside_an_invocation_nothing_is_killed() -> None:
    faults = Faults(Weather(kills=1.0), seed=1)
    visit(faults, "a")
    visit(faults, "a")
    for _ in range(10):
        faults.step("a")
    assert faults.kills == {"a": 1}


def test_a_small_storm_need_not_meet_every_point() -> None:
    assert replace(CALM, kills={"before GetItem": 5, "after GetItem": 0}).list_broken_promises() == []


def test_all_promises_held() -> None:
    assert CALM.list_broken_promises() == []
    assert CALM.calls_per_good == pytest.approx(1.474)


@pytest.mark.parametrize(
    "change",
    [
        {"lost": 1},
        {"results": 94},
        {"results": 96},
        {"changed": 1},
        {"poison_in_dlq": 4},
        {"good_in_dlq": 1},
        {"provider_calls": 160},
        {"kills": {"before GetItem": 6, "after GetItem": 0}},
    ],
)
def test_each_broken_promise_is_seen(change: dict[str, Any]) -> None:
    assert len(replace(CALM, **change).list_broken_promises()) == 1


def test_the_seed_rules_lose_nine_of_ten_messages_of_a_batch() -> None:
    outcome = by_seed_rules(Weather(messages=2000), seed=1)
    assert 0.8 * 1900 < outcome.lost < 1900
    assert by_seed_rules(Weather(messages=2000, batch=1, provider_failures=0, kills=0), seed=1).lost == 0
