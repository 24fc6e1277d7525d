"""Both tasks of a Writing test in one job."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.dynamo import from_attributes, to_attributes
from bandup.core.errors import InvalidOutputError, RetryLaterError, TerminalError
from bandup.ielts.bands import BANDS, mean, round_band, writing_mean
from bandup.jobs.results import Result
from bandup.storage.uploads import UploadType
from unit.writing_evaluator.fakes import FakeLease, FakeModel, FakeUploads, evaluator, known, run_of, task
from unit.writing_evaluator.samples import TASK_1_ESSAY, TASK_1_QUESTION, answer

FIRST: dict[str, Any] = {"task_type": "TASK_1", "question": TASK_1_QUESTION, "essay_content": TASK_1_ESSAY}
UNUSABLE = InvalidOutputError("model_output_invalid", "unusable")

four_bands = st.tuples(*[st.sampled_from(BANDS)] * 4)


def whole(model: FakeModel, *, first: dict[str, Any] = FIRST, stages: list[str] | None = None, **second: Any) -> Result:
    return evaluator(model)(run_of({"tasks": [task(**first), task(**second)], "session_id": "s"}, stages))


def test_each_task_is_judged_by_itself_and_stands_in_the_result() -> None:
    stages: list[str] = []
    model = FakeModel([answer((6, 6, 6, 6)), answer((7, 7, 7, 7), off_topic=True)])
    result = whole(model, stages=stages)
    first, second = result.body["tasks"]
    assert stages == ["grading 0/2", "grading 1/2"]
    assert ["Task Achievement" in prompt.system for prompt in model.asked] == [True, False]
    assert (first["task_type"], second["task_type"]) == ("TASK_1", "TASK_2")
    assert (first["overall_band"], second["overall_band"]) == (6, 7)
    assert first["feedback"]["criteria"][0]["label"] == "Task Achievement"
    assert second["essay_content"] == task()["essay_content"]
    assert first["measured"]["sentences"]["count"] > 3
    fields = dict(result.fields)
    pieces = json.loads(fields.pop("practice"))
    assert [(piece["task"], piece["band"]) for piece in pieces] == [("TASK_1", 6), ("TASK_2", 7)]
    assert fields == {
        "evaluation_type": "writing",
        "exam": "ACADEMIC",
        "feedback_language": "en",
        "session_id": "s",
        "overall_band": Decimal("6.5"),
        "band_range": {"low": 5, "high": 8},
        "uncalibrated": True,
        "raw_mean": Decimal("6.6667"),
        "rounding_policy": "nearest_half_quarter_up",
        "word_count": first["word_count"] + second["word_count"],
        "own_word_count": first["own_word_count"] + second["own_word_count"],
        "flags": ["under_length", "off_topic"],
    }


def test_exam_and_language_hold_for_both_tasks() -> None:
    model = FakeModel()
    asked = {"tasks": [task(**FIRST), task()], "exam": "GENERAL_TRAINING", "feedback_language": "fr"}
    result = evaluator(model)(run_of(asked))
    about = {"exam": "GENERAL_TRAINING", "feedback_language": "fr"}
    assert all(about.items() <= each.items() for each in (result.fields, *result.body["tasks"]))
    assert all("Exam: GENERAL_TRAINING\nFeedback language: French\n" in str(prompt.parts[0]) for prompt in model.asked)


@given(four_bands, four_bands)
def test_the_writing_band_follows_the_rule_whatever_the_model_claims(first: Any, second: Any) -> None:
    fields = whole(FakeModel([answer(first, overall_band=9), answer(second, overall_band=1)])).fields
    exact = writing_mean(round_band(mean(first)), round_band(mean(second)))
    assert fields["overall_band"] == round_band(exact) in BANDS
    assert abs(fields["raw_mean"] - Decimal(exact.numerator) / exact.denominator) < Decimal("0.0001")


@pytest.mark.parametrize("too_short", ["first", "second"])
def test_a_task_that_is_too_short_is_band_1_and_the_other_is_still_judged(too_short: str) -> None:
    model = FakeModel(answer((6, 6, 6, 6)))
    if too_short == "first":
        result = whole(model, first={**FIRST, "essay_content": "I had no time."})
    else:
        result = whole(model, essay_content="I had no time.")
    assert len(model.asked) == 1
    assert sorted(each["overall_band"] for each in result.body["tasks"]) == [1, 6]
    assert result.fields["overall_band"] == (Decimal("4.5") if too_short == "first" else Decimal("2.5"))


def test_two_empty_tasks_cost_nothing() -> None:
    model = FakeModel()
    result = whole(model, first={**FIRST, "essay_content": "No."}, essay_content="No.")
    assert (result.fields["overall_band"], model.asked) == (1, [])


def test_a_test_can_be_stored_and_read_back() -> None:
    result = whole(FakeModel())
    fields = {**result.fields, **result.body}
    assert from_attributes(to_attributes(fields)) == fields


def test_an_upload_that_cannot_be_graded_is_known_before_the_first_call() -> None:
    model, uploads = FakeModel(), FakeUploads()
    upload = uploads.put(UploadType.WRITING_ESSAY, b"\xff\xfe")
    second = task(essay_content=None, essay_upload=upload)
    with pytest.raises(TerminalError):
        evaluator(model, uploads)(run_of({"tasks": [task(**FIRST), second]}))
    assert model.asked == []


@pytest.mark.parametrize("error", [UNUSABLE, RetryLaterError("provider_throttled", "busy")])
def test_what_fails_for_the_second_task_does_not_pay_the_first_again(error: RetryLaterError) -> None:
    first = answer((6, 6, 6, 6), summary="Strong.")
    first["quoted_examples"][0]["error_type"] = "none"  # is stored as null
    model = FakeModel([first, error, answer((7, 7, 7, 7))])
    lease = FakeLease({"tasks": [task(**FIRST), task()], "session_id": "s"})
    with pytest.raises(type(error)):
        evaluator(model)(lease.run())
    assert lease.job.kept.keys() == {"TASK_1"}
    found = evaluator(model)(lease.run())
    assert ["Task Achievement" in prompt.system for prompt in model.asked] == [True, False, False]
    assert found == whole(FakeModel([first, answer((7, 7, 7, 7))]))


def test_a_judgement_that_was_kept_in_another_form_is_asked_for_again() -> None:
    model = FakeModel()
    kept = {"TASK_1": {"schema_version": 99}, "TASK_2": {}}
    evaluator(model)(FakeLease({"tasks": [task(**FIRST), task()]}, kept=kept).run())
    assert len(model.asked) == 2


def test_each_task_is_moved_by_its_own_calibration_before_the_mean() -> None:
    measured = known(
        {"task": "TASK_1", "points": [[1, 1], [8, 4]], "error": 0.5},
        {"task": "TASK_2", "points": [[1, 1], [6, 5], [9, 9]], "error": 1},
    )
    model = FakeModel([answer((8, 8, 8, 8)), answer((6, 6, 6, 6))])
    result = evaluator(model, calibrations=measured)(run_of({"tasks": [task(**FIRST), task()]}))
    assert [each["overall_band"] for each in result.body["tasks"]] == [4, 5]
    assert [each["raw_mean"] for each in result.body["tasks"]] == [8, 6]
    assert [each["calibration"]["scripts"] for each in result.body["tasks"]] == [40, 40]
    assert (result.fields["raw_mean"], result.fields["overall_band"]) == (Decimal("4.6667"), Decimal("4.5"))
    assert result.fields["band_range"] == {"low": 4, "high": Decimal("5.5")}  # (3.5 + 2 x 4) / 3, (4.5 + 2 x 6) / 3
    assert "uncalibrated" not in result.fields


def test_a_test_of_which_one_task_is_uncalibrated_says_so() -> None:
    measured = known({})
    result = evaluator(FakeModel(), calibrations=measured)(run_of({"tasks": [task(**FIRST), task()]}))
    assert result.fields["uncalibrated"] is True
    assert ["calibration" in each for each in result.body["tasks"]] == [False, True]
