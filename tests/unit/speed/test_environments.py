"""That the bench's environments can start, and that its stand-in answers what the functions ask."""

import importlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bandup.core.settings import FunctionSettings
from bandup.jobs import transitions
from bandup.jobs.kinds import Kind
from bandup.jobs.model import JobFailure
from bandup.jobs.store import JobStore
from bandup.wiring.interviews import InterviewSettings, PagedInterviewSettings
from flashcard_generator.request import CardRequest
from load import environments, inputs, items
from load.requests import make_pool, make_requests
from load.stand_in import Aws, Counted
from load.workers import DELIVERIES, GROWN, WORKERS, Series, deliver, describe
from speaking_evaluator.request import SpeakingRequest
from writing_evaluator.request import WritingRequest

ROOT = Path(__file__).parents[3]
WITH_SETTINGS = sorted(path.parent.name for path in (ROOT / "images").glob("*/settings.py"))
NOW = 1_795_000_000_000
FUNCTIONS = {path.parent.name for path in (ROOT / "images").glob("*/handler.py")}


def find_settings(function: str) -> type[FunctionSettings]:
    found: type[FunctionSettings] = importlib.import_module(f"{function}.settings").Settings
    return found


@pytest.mark.parametrize("settings", [InterviewSettings, PagedInterviewSettings, *map(find_settings, WITH_SETTINGS)])
def test_a_function_can_start_with_the_settings(
    settings: type[FunctionSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environments.make_variables("http://127.0.0.1:1").items():
        monkeypatch.setenv(name, value)
    settings.load()


def test_no_two_jobs_are_alike_and_one_is_always_the_same() -> None:
    parsers: dict[Kind, Callable[[Mapping[str, Any]], object]] = {
        Kind.WRITING: WritingRequest.parse,
        Kind.SPEAKING: SpeakingRequest.parse,
        Kind.FLASHCARD: CardRequest.parse,
    }
    for kind, parse in parsers.items():
        first, second = (inputs.make_job(inputs.make_id(kind, number)) for number in (1, 2))
        assert first == inputs.make_job(first.job_id)
        assert first.request != second.request
        parse(first.request)
    recordings = [inputs.make_upload(inputs.make_id(Kind.SPEAKING, number))[0] for number in (1, 2, 1)]
    assert recordings[0] == recordings[2] != recordings[1]


def test_nobody_is_deleted_and_nothing_was_judged_before() -> None:
    def find(table: str, **key: str) -> object:
        return items.find(table, {name: {"S": value} for name, value in key.items()})

    assert find("bench-jobs", job_id="tombstone#1") is None
    assert find("bench-evaluations", evaluation_id="seal#1", user_id="u") is None
    assert find("bench-quotas", user_id="u", day_kind="d") is None
    assert find("bench-jobs", job_id=inputs.make_id(Kind.WRITING, 1)) is not None


def test_every_api_function_has_a_request_that_is_measured() -> None:
    assert make_requests(make_pool()).keys() | WORKERS.keys() == FUNCTIONS


@pytest.mark.parametrize(("grown", "met"), [(1.0, True), (GROWN + 0.01, False)])
def test_an_environment_that_grows_misses_its_target(grown: float, met: bool) -> None:
    memory = [300.0] * 550 + [300.0 * grown] * 450
    [growth] = [figure for figure in describe("a worker", Series(memory, [0.1])) if "growth" in figure.name]
    assert growth.met is met


@pytest.mark.parametrize(("refusals", "deliveries"), [(0, 1), (2, 3), (DELIVERIES, DELIVERIES)])
def test_a_message_is_delivered_until_it_is_acknowledged(refusals: int, deliveries: int) -> None:
    asked = []

    def ask(event: dict[str, Any]) -> dict[str, Any]:
        asked.append(event)
        failed = [{"itemIdentifier": "7"}] if len(asked) <= refusals else []
        return {"answer": {"batchItemFailures": failed}, "number": len(asked)}

    told, count = deliver(ask, Kind.SPEAKING, 7)
    assert (told["number"], count, len(asked)) == (deliveries, deliveries, deliveries)
    assert all(event == asked[0] for event in asked)


class CallsOfDynamo:
    """Brings what a store asks to a stand-in, as a client does on the wire."""

    def __init__(self, counted: Counted) -> None:
        self._aws = Aws(counted)

    def update_item(self, **request: Any) -> None:
        self._call("UpdateItem", request)

    def transact_write_items(self, **request: Any) -> None:
        self._call("TransactWriteItems", request)

    def _call(self, operation: str, request: dict[str, Any]) -> None:
        self._aws.reply("POST", "/", {"x-amz-target": f"DynamoDB_20120810.{operation}"}, json.dumps(request).encode())


def test_why_a_job_was_not_completed_is_counted() -> None:
    counted = Counted()
    dynamodb: Any = CallsOfDynamo(counted)
    store = JobStore(dynamodb, "bench-jobs", lambda: NOW, quotas="bench-quotas")
    job = transitions.lease(inputs.make_job(inputs.make_id(Kind.SPEAKING, 1)), NOW, NOW + 60_000)
    late, silent = "waiting to try again (uploads_unreachable)", JobFailure("no_speech", "", retryable=False)
    for wanted in (
        transitions.report(job, NOW, "listening", 0, 1),
        transitions.defer(job, NOW, late, None),
        transitions.fail(job, NOW, silent, None),
        transitions.complete(job, NOW, None),
    ):
        store.update(job, wanted)
    assert (counted.completed, counted.not_completed) == (1, {late: 1, "no_speech": 1})


@pytest.mark.parametrize("kind", [Kind.SPEAKING, Kind.FLASHCARD])
def test_who_asks_again_for_an_upload_waits_for_no_second_one(kind: Kind) -> None:
    name = inputs.make_id(kind, 1)
    assert inputs.make_upload(name) is inputs.make_upload(name)
