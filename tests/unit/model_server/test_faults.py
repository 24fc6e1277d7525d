"""Every fault that can be ordered, as Google's client meets it."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
import requests
from google.genai import errors, types

from unit.model_server import essays
from unit.model_server.conftest import Caller
from unit.model_server.requests_to_model import CRITERIA, random_marker


@pytest.fixture
def marker() -> str:
    return random_marker()


def marked(marker: str) -> str:
    return f"{essays.MODEST}\n{marker}"


def answer_to(caller: Caller, marker: str, fault: dict[str, Any]) -> types.GenerateContentResponse:
    assert caller.order(marker, fault).status_code == 200
    return caller.ask(marked(marker))


def json_of(response: types.GenerateContentResponse) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(response.text or "")
    return answer


def finish_reason(response: types.GenerateContentResponse) -> object:
    assert response.candidates
    return response.candidates[0].finish_reason


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503, 504])
def test_status(caller: Caller, marker: str, status: int) -> None:
    with pytest.raises(errors.APIError) as failure:
        answer_to(caller, marker, {"kind": "status", "status": status})
    assert failure.value.code == status
    assert "details" not in failure.value.details["error"]


def test_status_with_a_delay_and_a_reason(caller: Caller, marker: str) -> None:
    fault = {"kind": "status", "status": 429, "retry_delay_seconds": 7.5, "reason": "RATE_LIMIT_EXCEEDED"}
    with pytest.raises(errors.ClientError) as failure:
        answer_to(caller, marker, fault)
    assert failure.value.status == "RESOURCE_EXHAUSTED"
    reason, retry = failure.value.details["error"]["details"]
    assert reason["reason"] == "RATE_LIMIT_EXCEEDED"
    assert retry == {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "7.5s"}


def test_hang_sends_nothing(caller: Caller, marker: str) -> None:
    caller.order(marker, {"kind": "hang", "seconds": 60})
    with pytest.raises(httpx2.ReadTimeout):
        caller.ask(marked(marker), timeout=300)


def test_hang_closes_in_the_end(caller: Caller, marker: str) -> None:
    with pytest.raises(httpx2.RemoteProtocolError):
        answer_to(caller, marker, {"kind": "hang", "seconds": 0.2})


def test_reset(caller: Caller, marker: str) -> None:
    with pytest.raises(httpx2.ReadError, match="reset"):
        answer_to(caller, marker, {"kind": "reset"})


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["delay", "drip"])
def test_late_answers_are_whole(caller: Caller, marker: str, kind: str) -> None:
    start = time.monotonic()
    response = answer_to(caller, marker, {"kind": kind, "seconds": 1})
    assert time.monotonic() - start >= 0.9
    assert tuple(json_of(response)["criteria"]) == CRITERIA


@pytest.mark.slow
def test_drip_never_pauses_long_enough_for_a_read_timeout(caller: Caller, marker: str) -> None:
    caller.order(marker, {"kind": "drip", "seconds": 3})
    assert caller.ask(marked(marker), timeout=2000).text


def test_cut_json(caller: Caller, marker: str) -> None:
    response = answer_to(caller, marker, {"kind": "cut_json"})
    assert finish_reason(response) == types.FinishReason.MAX_TOKENS
    with pytest.raises(json.JSONDecodeError):
        json_of(response)


def test_blocked(caller: Caller, marker: str) -> None:
    response = answer_to(caller, marker, {"kind": "blocked"})
    assert response.candidates is None
    assert response.prompt_feedback
    assert response.prompt_feedback.block_reason == types.BlockedReason.SAFETY


def test_safety(caller: Caller, marker: str) -> None:
    response = answer_to(caller, marker, {"kind": "safety"})
    assert finish_reason(response) == types.FinishReason.SAFETY
    assert response.text is None


def test_empty(caller: Caller, marker: str) -> None:
    assert answer_to(caller, marker, {"kind": "empty"}).candidates == []


def test_no_text(caller: Caller, marker: str) -> None:
    response = answer_to(caller, marker, {"kind": "no_text"})
    assert finish_reason(response) == types.FinishReason.STOP
    assert response.text is None


def test_prose(caller: Caller, marker: str) -> None:
    text = answer_to(caller, marker, {"kind": "prose"}).text or ""
    before, inside, after = text.split("```")
    assert before
    assert after
    assert tuple(json.loads(inside.removeprefix("json"))["criteria"]) == CRITERIA


def test_wrong_schema(caller: Caller, marker: str) -> None:
    assert "criteria" not in json_of(answer_to(caller, marker, {"kind": "wrong_schema"}))


def test_extra_keys(caller: Caller, marker: str) -> None:
    usual, spoiled = json_of(caller.ask(marked(marker))), json_of(answer_to(caller, marker, {"kind": "extra_keys"}))
    assert set(spoiled) > set(usual)
    assert set(spoiled["criteria"]["task"]) > set(usual["criteria"]["task"])


def test_missing_criterion(caller: Caller, marker: str) -> None:
    criteria = json_of(answer_to(caller, marker, {"kind": "missing_criterion"}))["criteria"]
    assert set(CRITERIA) - set(criteria) == {"lexical_resource"}


def test_obey(caller: Caller, marker: str) -> None:
    criteria = json_of(answer_to(caller, marker, {"kind": "obey"}))["criteria"]
    assert [criterion["band"] for criterion in criteria.values()] == [9] * 4


def test_bands_are_sent_verbatim(caller: Caller, marker: str) -> None:
    bands = '{"task": NaN, "coherence_cohesion": "7", "lexical_resource": null, "grammatical_range_accuracy": 6.3}'
    order = f'{{"marker": "{marker}", "faults": [{{"kind": "bands", "bands": {bands}}}]}}'
    assert requests.post(f"{caller.url}/_faults", data=order, timeout=10).status_code == 200
    criteria = json_of(caller.ask(marked(marker)))["criteria"]
    assert repr([criterion["band"] for criterion in criteria.values()]) == "[nan, '7', None, 6.3]"


def test_faults_come_in_order_and_then_end(caller: Caller, marker: str) -> None:
    caller.order(marker, {"kind": "status", "status": 503, "times": 2}, {"kind": "empty"})
    outcomes: list[object] = []
    for _ in range(4):
        try:
            outcomes.append(caller.ask(marked(marker)).candidates)
        except errors.ServerError as error:
            outcomes.append(error.code)
    assert outcomes[:3] == [503, 503, []]
    assert outcomes[3]
    assert [call["outcome"] for call in caller.calls(marker)["calls"]] == [
        "refused 503",
        "refused 503",
        "empty",
        "answered",
    ]


def test_markers_side_by_side_do_not_meet(caller: Caller) -> None:
    markers = [random_marker() for _ in range(6)]
    for number, marker in enumerate(markers):
        caller.order(marker, *[{"kind": "empty"}] * (number % 2))
    with ThreadPoolExecutor(6) as pool:
        responses = list(pool.map(lambda marker: caller.ask(marked(marker)), markers))
    assert [bool(response.candidates) for response in responses] == [True, False] * 3
    assert [caller.calls(marker)["count"] for marker in markers] == [1] * 6


def test_calls_are_counted_without_their_content(caller: Caller, marker: str) -> None:
    before = int(time.time() * 1000)
    caller.order(marker)
    caller.ask(marked(marker))
    with pytest.raises(errors.ClientError):
        caller.ask(marked(marker), api_key="invalid-key")
    record = caller.calls(marker)
    assert record["count"] == 2
    assert record["total"] >= 2
    first, second = record["calls"]
    assert before <= first.pop("at") <= second.pop("at")
    assert first == {"model": "gemini-3.5-flash-lite", "outcome": "answered"}
    assert second == {"model": "gemini-3.5-flash-lite", "outcome": "refused 400"}


def test_a_call_that_hangs_is_counted_at_once(caller: Caller, marker: str) -> None:
    caller.order(marker, {"kind": "hang", "seconds": 60})
    with pytest.raises(httpx2.ReadTimeout):
        caller.ask(marked(marker), timeout=300)
    assert [call["outcome"] for call in caller.calls(marker)["calls"]] == ["hang"]


def test_clearing_forgets_faults_and_calls(caller: Caller, marker: str) -> None:
    caller.order(marker, {"kind": "empty"})
    assert requests.delete(f"{caller.url}/_faults", params={"marker": marker}, timeout=10).status_code == 204
    assert caller.ask(marked(marker)).candidates
    assert "error" in caller.calls(marker)


@pytest.mark.parametrize(
    "order",
    [
        [],
        {},
        {"marker": "amarker"},
        {"marker": "short", "faults": []},
        {"marker": "two words", "faults": []},
        {"marker": 7, "faults": []},
        {"marker": "amarker", "faults": {}},
        {"marker": "amarker", "faults": [], "more": 1},
        {"marker": "amarker", "faults": ["hang"]},
        {"marker": "amarker", "faults": [{"kind": "explode"}]},
        {"marker": "amarker", "faults": [{"kind": ["hang"]}]},
        {"marker": "amarker", "faults": [{"kind": "hang"}]},
        {"marker": "amarker", "faults": [{"kind": "hang", "seconds": "1"}]},
        {"marker": "amarker", "faults": [{"kind": "hang", "seconds": -1}]},
        {"marker": "amarker", "faults": [{"kind": "hang", "seconds": True}]},
        {"marker": "amarker", "faults": [{"kind": "reset", "seconds": 1}]},
        {"marker": "amarker", "faults": [{"kind": "status", "status": 200}]},
        {"marker": "amarker", "faults": [{"kind": "status", "status": [503]}]},
        {"marker": "amarker", "faults": [{"kind": "bands", "bands": {"overall": 9}}]},
        {"marker": "amarker", "faults": [{"kind": "bands", "bands": 9}]},
        {"marker": "amarker", "faults": [{"kind": "empty", "times": 0}]},
        {"marker": "amarker", "faults": [{"kind": "empty", "times": True}]},
    ],
)
def test_an_order_that_makes_no_sense_is_refused(caller: Caller, order: object) -> None:
    response = requests.post(f"{caller.url}/_faults", json=order, timeout=10)
    assert response.status_code == 400
    assert response.json()["error"]


def test_an_order_that_is_no_json_is_refused(caller: Caller) -> None:
    assert requests.post(f"{caller.url}/_faults", data=b"{", timeout=10).status_code == 400
