"""Three judgements of one essay: which is kept, what it costs, and what one that fails changes."""

from decimal import Decimal

import pytest

from bandup.core.errors import InvalidOutputError, TerminalError, WorkError
from bandup.ielts.calibration import UNCALIBRATED, Calibrations
from bandup.jobs.result import Result
from unit.writing_evaluator.fakes import FakeLease, FakeModel, evaluator, known, task
from unit.writing_evaluator.samples import answer

STRICT = answer((5, 5, 5, 5), quotes=("many city have",), summary="Strict.")
USUAL = answer((6, 6, 6, 6), quotes=("too much cars",), summary="Usual.")
KIND = answer((8, 8, 8, 8), quotes=("is not fair",), summary="Kind.")
UNUSABLE = InvalidOutputError("model_output_invalid", "unusable")


def graded(model: FakeModel, calibrations: Calibrations = UNCALIBRATED) -> Result:
    return evaluator(model, samples=3, calibrations=calibrations)(FakeLease({"tasks": [task()]}).run())


def test_the_judgement_in_the_middle_is_kept_whole_and_all_are_paid() -> None:
    model = FakeModel([KIND, USUAL, STRICT])
    run = FakeLease({"tasks": [task()]}).run()
    result = evaluator(model, samples=3)(run)
    assert (result.fields["raw_mean"], result.body["feedback"]["summary"]) == (6, "Usual.")
    assert [quote["quote"] for quote in result.body["feedback"]["quoted_examples"]] == ["too much cars"]
    assert result.fields["samples"] == {"asked": 3, "used": 3}
    assert result.fields["band_range"] == {"low": Decimal("4.5"), "high": 8}  # 1.5 down, and up to the kind one
    cost = run.ledger.add_to(None)
    assert cost is not None
    assert (cost["usd"], cost["input_tokens"]) == (Decimal("0.003"), 30)


def test_the_range_reaches_over_all_judgements_by_the_map() -> None:
    half = known({"points": [[1, 1], [9, 5]], "error": 0.25})
    fields = graded(FakeModel([KIND, USUAL, STRICT]), half).fields
    assert (fields["raw_mean"], fields["calibrated_mean"], fields["overall_band"]) == (
        6,
        Decimal("3.5"),
        Decimal("3.5"),
    )
    assert fields["band_range"] == {"low": 3, "high": Decimal("4.5")}


@pytest.mark.parametrize("failed", [UNUSABLE, TerminalError("blocked", "No.")])
def test_one_that_fails_leaves_two_and_two_leave_one(failed: WorkError) -> None:
    two, one = graded(FakeModel([failed, USUAL, USUAL])), graded(FakeModel([failed, USUAL, failed]))
    assert (two.fields["samples"], one.fields["samples"]) == ({"asked": 3, "used": 2}, {"asked": 3, "used": 1})
    assert two.fields["overall_band"] == one.fields["overall_band"] == 6


def test_if_all_fail_the_job_does_and_the_next_run_asks_once() -> None:
    model = FakeModel([UNUSABLE])
    with pytest.raises(InvalidOutputError):
        graded(model)
    assert len(model.asked) == 3
    again = FakeLease({"tasks": [task()]}, invalid_outputs=1).run()
    once = FakeModel()
    assert evaluator(once, samples=3)(again).fields["samples"] == {"asked": 1, "used": 1}
    assert len(once.asked) == 1
