"""Bands that are the same twice and have a range: seals, samples and calibrations, on the deployed stage."""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest

from integration.attempts import attempts
from integration.conftest import Stage, User
from integration.essays import marker, submission
from integration.test_speaking_jobs import TALK, submit, uploaded
from support import sounds
from unit.ielts.calibrations import MODEL, as_setting, calibration
from writing_evaluator.prompt_version import find_prompt_version

pytestmark = pytest.mark.integration

NEVER_DUE = 4_000_000_000_000
MEASURED = {"model": MODEL, "prompt_version": find_prompt_version("TASK_2", "ACADEMIC"), "samples": 3}

Deploy = Callable[..., str]


@pytest.fixture
def deploy(stage: Stage) -> Iterator[Deploy]:
    """Deploys the writing evaluator once more, with other settings and without a queue; gives its name."""
    client, made = stage.deployed.client("lambda"), list[str]()

    def create(**settings: str) -> str:
        deployed = client.get_function(
            FunctionName=stage.deployed.description["functions"]["writing_evaluator"]["name"]
        )
        like = deployed["Configuration"]
        made.append(f"writing-{uuid.uuid4().hex[:8]}")
        client.create_function(
            FunctionName=made[-1],
            PackageType="Image",
            Code={"ImageUri": deployed["Code"]["ImageUri"]},
            Role=like["Role"],
            MemorySize=like["MemorySize"],
            Timeout=like["Timeout"],
            Environment={"Variables": like["Environment"]["Variables"] | settings},
        )
        client.get_waiter("function_active_v2").wait(FunctionName=made[-1], WaiterConfig={"Delay": 1})
        return made[-1]

    yield create
    for name in made:
        client.delete_function(FunctionName=name)


def invoke(stage: Stage, name: str, event: Any) -> Any:
    answer = stage.deployed.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
    return json.load(answer["Payload"])


def test_the_same_essay_and_recording_are_not_judged_again(stage: Stage, user: User) -> None:
    word = marker()
    stage.model.fail(word)
    spoken = uploaded(user, sounds.wav(TALK))
    firsts = [user.submit(submission(word))["job_id"], submit(user, word, spoken)]
    first = [user.finished(job_id) for job_id in firsts]
    again = uploaded(user, sounds.wav(TALK))
    seconds = [user.submit(submission(word))["job_id"], submit(user, word, again)]
    for before, job in zip(first, map(user.finished, seconds), strict=True):
        assert (job["status"], "cost" in job) == ("COMPLETED", False)
        judged, copied = (user.get(each["result_url"]) for each in (before, job))
        assert copied["sealed_from"] == judged["evaluation_id"]
        assert copied["overall_band"] == judged["overall_band"]
        assert copied["feedback"] == judged["feedback"]
    assert sum(attempts(stage, job).fit(0, 0) for job in first) == 2
    assert stage.model.calls(word) == 2 + sum(attempts(stage, job).others for job in first)

    other = stage.new_user()
    job = other.finished(other.submit(submission(word, regrade=True))["job_id"])
    assert "sealed_from" not in other.get(job["result_url"])


def test_three_samples_of_which_one_fails_on_a_calibrated_stage(stage: Stage, user: User, deploy: Deploy) -> None:
    word = marker()
    stage.model.fail(word, {"kind": "blocked"})
    name = deploy(
        WRITING_SAMPLES="3", CALIBRATIONS=as_setting(calibration(**MEASURED, points=[[1, 1], [9, 5]], error=0.5))
    )
    job_id = stage.store_unsent_job(user.sub, {"tasks": [submission(word)]}, due_by=NEVER_DUE)
    assert invoke(stage, name, {"job_id": job_id})["status"] == "COMPLETED"
    evaluation = user.get(f"/evaluations/{job_id}")
    assert stage.model.calls(word) == 3
    assert evaluation["samples"] == {"asked": 3, "used": 2}
    moved = 1 + (Decimal(str(evaluation["raw_mean"])) - 1) / 2
    assert Decimal(str(evaluation["calibrated_mean"])) == moved
    assert abs(Decimal(str(evaluation["overall_band"])) - moved) <= Decimal("0.25")
    assert evaluation["calibration"]["scripts"] == 40
    low, high = (evaluation["band_range"][end] for end in ("low", "high"))
    assert low < evaluation["overall_band"] < high
    assert high - low <= 1.5
    assert "uncalibrated" not in evaluation


def test_a_stage_with_a_file_that_does_not_fit_does_not_start(stage: Stage, deploy: Deploy) -> None:
    name = deploy(WRITING_SAMPLES="3", CALIBRATIONS=as_setting(calibration(**MEASURED | {"prompt_version": "older"})))
    answer = invoke(stage, name, {"health": True})
    assert "errorType" in answer, answer

    def told() -> bool:
        with suppress(stage.deployed.client("logs").exceptions.ResourceNotFoundException):  # not written yet
            return any("was measured with prompt version older; here it is" in line for line in stage.log(name))
        return False

    stage.until(told, "the reason in the log")
