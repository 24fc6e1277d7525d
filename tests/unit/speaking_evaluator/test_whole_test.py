"""All parts of a Speaking test in one job."""

import json
import threading
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.dynamo import from_attributes, to_attributes
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, TerminalError
from bandup.ielts.bands import BANDS, mean, round_band, weighted_mean
from bandup.ielts.calibration import Calibrations
from bandup.jobs.results import Result
from unit.ielts.calibrations import as_setting, calibration
from unit.speaking_evaluator.fakes import PAID, FakeLease, FakeModels, FakeReader, FakeUploads, evaluator, upload
from unit.speaking_evaluator.samples import answer, request

PARTS = ("PART_1", "PART_2", "PART_3")
UNUSABLE = InvalidOutputError("model_output_invalid", "unusable")
THROTTLED = RetryLaterError("provider_throttled", "busy")

four_bands = st.tuples(*[st.sampled_from(BANDS)] * 4)


def whole(**by_part: Mapping[str, Any]) -> dict[str, Any]:
    """The stored request of a test; each part has a recording of its own name."""
    parts = [request(**{"part": part, "audio": upload(part), **by_part.get(part, {})}) for part in PARTS]
    return {"parts": parts, "session_id": "s"}


def shared(*times: tuple[float, ...]) -> dict[str, Any]:
    """The stored request of a test in one recording."""
    starts = [each[0] for each in times]
    ends: list[dict[str, float]] = [{"end": end} for end in starts[1:]] + [{}]
    stored = {
        part: {
            "audio": upload("one"),
            "questions": ["Why?"] * len(each),
            "question_times": list(each),
            "piece": {"start": each[0]} | end,
        }
        for part, each, end in zip(PARTS, times, ends, strict=True)
    }
    return whole(**stored)


def grade(models: FakeModels, reader: FakeReader | None = None, stored: dict[str, Any] | None = None) -> Result:
    return evaluator(models, reader)(FakeLease(stored or whole()).run())


def test_every_part_is_judged_by_itself_and_stands_in_the_result() -> None:
    models = FakeModels(PART_1=answer((5, 5, 5, 5)), PART_2=answer((6, 6, 6, 6)), PART_3=answer(off_topic=True))
    result = grade(models, FakeReader(PART_1=260.0, PART_2=110.0, PART_3=290.0))
    parts = result.body["parts"]
    assert [part["part"] for part in parts] == list(PARTS)
    assert [part["overall_band"] for part in parts] == [5, 6, Decimal("6.5")]
    assert [part["duration"] for part in parts] == [260, 110, 290]
    assert all(part["feedback"]["criteria"][0]["label"] == "Fluency and Coherence" for part in parts)
    assert all(part["answers"][0]["feedback"] == "You name the book." for part in parts)
    assert not any("basis" in part or "notice" in part for part in parts)
    fields = dict(result.fields)
    pieces = json.loads(fields.pop("practice"))
    assert [(piece["task"], piece["band"], piece["seconds"]) for piece in pieces] == [
        ("PART_1", 5, 260), ("PART_2", 6, 110), ("PART_3", 6.5, 290),
    ]  # fmt: skip
    assert fields == {
        "evaluation_type": "speaking",
        "basis": "WHOLE_TEST",
        "exam": "ACADEMIC",
        "feedback_language": "en",
        "session_id": "s",
        "duration": Decimal("660.00"),
        "overall_band": Decimal("5.5"),
        "band_range": {"low": Decimal("4.5"), "high": Decimal("7.5")},
        "uncalibrated": True,
        "raw_mean": Decimal("5.625"),
        "rounding_policy": "nearest_half_quarter_up",
        "fluency_band": Decimal("5.5"),
        "lexical_band": Decimal("5.5"),
        "grammar_band": Decimal("5.5"),
        "pronunciation_band": 6,
        "evaluated_by": "model",
        "model_used": "examiner-7",
        "estimated_cost": 3 * PAID.usd,
        "flags": ["off_topic"],
    }
    pronunciation = result.body["criteria"][3]
    assert pronunciation == {
        "criterion": "pronunciation",
        "label": "Pronunciation",
        "band": 6,
        "raw_mean": Decimal("6.0455"),  # (5 x 260 + 6 x 110 + 7 x 290) / 660
        "certainty": "low",
    }


def test_parts_are_judged_side_by_side() -> None:
    models = FakeModels()
    models.together = threading.Barrier(3, timeout=10)
    grade(models)
    assert models.parts_asked() == list(PARTS)


@given(four_bands, four_bands, four_bands, st.tuples(*[st.decimals(1, 900, places=2)] * 3))
def test_the_bands_follow_the_rule_whatever_the_model_claims(
    first: Any, second: Any, third: Any, seconds: tuple[Decimal, ...]
) -> None:
    if sum(seconds) > 1200:
        seconds = (seconds[0] / 4, seconds[1] / 4, seconds[2] / 4)
    seconds = tuple(each.quantize(Decimal("0.01")) for each in seconds)
    said = {part: answer(bands, overall_band=9) for part, bands in zip(PARTS, (first, second, third), strict=True)}
    lengths = {part: float(each) for part, each in zip(PARTS, seconds, strict=True)}
    result = grade(FakeModels(**said), FakeReader(**lengths))
    weights = [part["duration"] for part in result.body["parts"]]
    by_criterion = zip(first, second, third, strict=True)
    bands = [round_band(weighted_mean(list(zip(judged, weights, strict=True)))) for judged in by_criterion]
    names = ("fluency_band", "lexical_band", "grammar_band", "pronunciation_band")
    assert [result.fields[name] for name in names] == bands
    assert result.fields["overall_band"] == round_band(mean(bands)) in BANDS


def test_the_owner_is_told_which_part_is_being_worked_on() -> None:
    lease = FakeLease(whole())
    evaluator()(lease.run())
    assert lease.stages[:4] == [
        "listening to Part 1 0/6",
        "listening to Part 2 1/6",
        "listening to Part 3 2/6",
        "grading Part 1, Part 2, Part 3 3/6",
    ]
    assert [stage.rpartition(" ")[2] for stage in lease.stages[4:]] == ["4/6", "5/6"]
    assert all("Part" in stage for stage in lease.stages)


def test_a_test_can_be_stored_and_read_back() -> None:
    result = grade(FakeModels())
    everything = {**result.fields, **result.body}
    assert from_attributes(to_attributes(everything)) == everything


@pytest.mark.parametrize("error", [THROTTLED, UNUSABLE])
def test_what_an_outage_leaves_is_not_paid_again(error: RetryLaterError) -> None:
    models = FakeModels(PART_2=[error, error, answer((4, 4, 4, 4))])
    lease = FakeLease(whole())
    for _ in range(2):
        with pytest.raises(type(error)):
            evaluator(models)(lease.run())
        assert lease.job.kept.keys() == {"PART_1", "PART_3"}
    reader, uploads = FakeReader(), FakeUploads()
    result = evaluator(models, reader, uploads)(lease.run())
    assert models.parts_asked() == ["PART_1", "PART_2", "PART_2", "PART_2", "PART_3"]
    assert reader.decoded == ["PART_2"], "what is judged is not even read again"
    assert [part["overall_band"] for part in result.body["parts"]] == [Decimal("6.5"), 4, Decimal("6.5")]
    assert result.body["parts"][0] == grade(FakeModels()).body["parts"][0]


def test_a_part_that_the_model_refuses_is_named_and_the_others_are_kept() -> None:
    silent = answer(speech_heard=False, transcript="", quoted_examples=[])
    lease, models = FakeLease(whole()), FakeModels(PART_2=silent)
    with pytest.raises(TerminalError, match="no_speech") as caught:
        evaluator(models)(lease.run())
    assert caught.value.part == "PART_2"
    assert caught.value.message == "Part 2: Nobody can be heard speaking in the recording."
    assert lease.job.kept.keys() == {"PART_1", "PART_3"}
    again = FakeLease(whole(PART_2={"audio": upload("again")}), kept=lease.job.kept)
    result = evaluator(models := FakeModels())(again.run())
    assert models.parts_asked() == ["PART_2"]
    assert result.fields["estimated_cost"] == PAID.usd
    assert len(result.body["parts"]) == 3


def test_a_part_that_cannot_be_read_is_named_before_anything_is_paid() -> None:
    models = FakeModels()
    with pytest.raises(TerminalError) as caught:
        grade(models, FakeReader(PART_3=TerminalError("empty_audio", "The recording is empty.")))
    assert (caught.value.code, caught.value.part) == ("empty_audio", "PART_3")
    assert caught.value.message.startswith("Part 3: ")
    assert models.asked == []


def test_a_test_is_too_long_in_all() -> None:
    models = FakeModels()
    with pytest.raises(TerminalError, match="too_long") as caught:
        grade(models, FakeReader(PART_1=800.0, PART_2=800.0, PART_3=800.0))
    assert caught.value.part is None
    assert models.asked == []
    lease = FakeLease(whole())
    with pytest.raises(RetryLaterError):
        evaluator(FakeModels(PART_2=THROTTLED), FakeReader(PART_1=500.0, PART_2=500.0, PART_3=200.0))(lease.run())
    with pytest.raises(TerminalError, match="too_long"):
        evaluator(models, FakeReader(PART_2=501.0))(lease.run())


@pytest.mark.parametrize(
    ("failures", "expected"),
    [
        ({"PART_1": THROTTLED, "PART_3": TerminalError("blocked", "No.")}, "blocked"),
        ({"PART_1": THROTTLED, "PART_2": UNUSABLE}, "model_output_invalid"),
        ({"PART_2": THROTTLED, "PART_3": ConfigurationError("access_denied", "No.")}, "access_denied"),
        ({"PART_2": ConfigurationError("access_denied", "No."), "PART_3": TerminalError("blocked", "No.")}, "blocked"),
    ],
)
def test_of_several_failures_one_decides(failures: dict[str, Exception], expected: str) -> None:
    with pytest.raises(Exception, match=expected):
        grade(FakeModels(**failures))


def test_a_fault_of_ours_is_no_failure_of_the_part() -> None:
    lease = FakeLease(whole())
    with pytest.raises(KeyError):
        evaluator(FakeModels(PART_1=KeyError("bug"), PART_2=TerminalError("blocked", "No.")))(lease.run())
    assert lease.job.kept.keys() == {"PART_3"}


def test_parts_that_were_kept_in_another_form_are_judged_again() -> None:
    models = FakeModels()
    kept = {"PART_1": {"schema_version": 99, "fields": {}}, "PART_2": {}}
    result = evaluator(models)(FakeLease(whole(), kept=kept).run())
    assert models.parts_asked() == list(PARTS)
    assert len(result.body["parts"]) == 3


def test_one_recording_is_read_once_and_cut() -> None:
    reader, uploads, models = FakeReader(), FakeUploads(), FakeModels()
    stored = shared((3.5, 40), (60,), (120, 150.25))
    result = evaluator(models, reader, uploads)(FakeLease(stored).run())
    assert len(uploads.read_) == 1
    assert reader.cut_ == [("one", [(3.5, 60), (60, 120), (120, None)])]
    assert reader.decoded == ["one from 3.5", "one from 60", "one from 120"]
    parts = result.body["parts"]
    assert [part["offset_seconds"] for part in parts] == [Decimal("3.5"), 60, 120]
    assert [[each["seconds"] for each in part["answers"]] for part in parts] == [
        [0, Decimal("36.5")],
        [0],
        [0, Decimal("30.2")],
    ]


def test_a_shared_recording_that_ends_before_a_question_is_refused() -> None:
    models = FakeModels()
    for times in (((3, 9), (60,), (120, 190.1)), ((3, 73.0), (80,), (120,))):
        with pytest.raises(TerminalError, match="question_times_beyond_end"):
            grade(models, stored=shared(*times))

    class Short(FakeReader):
        def cut(self, *given: Any) -> list[bytes]:
            return [*super().cut(*given)[:2], b""]

    with pytest.raises(TerminalError, match="question_times_beyond_end") as caught:
        grade(models, Short(), shared((3,), (60,), (120,)))
    assert caught.value.part == "PART_3"
    assert models.asked == []


def test_a_part_that_was_kept_before_there_were_ranges_is_not_paid_again() -> None:
    now = grade(FakeModels())
    lease = FakeLease(whole())
    with pytest.raises(RetryLaterError):
        evaluator(FakeModels(PART_2=THROTTLED))(lease.run())
    old = {name: {**kept, "schema_version": 1, "fields": dict(kept["fields"])} for name, kept in lease.job.kept.items()}
    for kept in old.values():
        for name in ("band_range", "uncalibrated", "samples"):
            del kept["fields"][name]
    models = FakeModels()
    result = evaluator(models)(FakeLease(whole(), kept=old).run())
    assert models.parts_asked() == ["PART_2"]
    assert result.fields["band_range"] == now.fields["band_range"]


def test_each_part_is_moved_by_its_own_calibration_and_counted_by_its_duration() -> None:
    lower = calibration(task="PART_1", exam=None, points=[[1, 1], [6, 4]], error=0.5)
    higher = calibration(task="PART_3", exam=None, points=[[6, 7], [9, 9]], error=0.5)
    known = Calibrations.parse(as_setting(lower, higher))
    models, reader = FakeModels(answer((6, 6, 6, 6))), FakeReader(PART_1=300.0, PART_2=100.0, PART_3=200.0)
    result = evaluator(models, reader, calibrations=known)(FakeLease(whole()).run())
    assert [part["overall_band"] for part in result.body["parts"]] == [4, 6, 7]
    assert [part["raw_mean"] for part in result.body["parts"]] == [6, 6, 6]
    moved = Decimal("5.3333")  # 6 + (300 x -2 + 200 x 1) / 600
    assert (result.fields["raw_mean"], result.fields["calibrated_mean"]) == (6, moved)
    assert result.fields["overall_band"] == Decimal("5.5")
    assert result.fields["band_range"] == {"low": Decimal("4.5"), "high": 6}  # (3.5 x 3 + 4.5 + 6.5 x 2) / 6
    assert result.fields["uncalibrated"] is True
    assert result.fields["fluency_band"] == 6


def test_of_three_judgements_of_a_part_the_middle_one_is_kept_with_its_words() -> None:
    models = FakeModels(
        PART_1=[answer((4, 4, 4, 4)), answer((6, 6, 6, 6), summary="Usual."), answer((7, 7, 7, 7))],
        PART_2=[UNUSABLE, answer(), UNUSABLE],
    )
    lease = FakeLease(whole())
    result = evaluator(models, samples=3)(lease.run())
    first, second, third = result.body["parts"]
    assert (first["raw_mean"], first["feedback"]["summary"]) == (6, "Usual.")
    assert [part["samples"] for part in (first, second, third)] == [
        {"asked": 3, "used": 3},
        {"asked": 3, "used": 1},
        {"asked": 3, "used": 3},
    ]
    assert result.fields["estimated_cost"] == 7 * PAID.usd


def test_a_part_names_its_question_of_the_bank_also_where_it_was_judged_before() -> None:
    named = {"question_id": "part-2-old-object", "question_version": 1}
    lease = FakeLease(whole(PART_2=named))
    for models in (FakeModels(), FakeModels(THROTTLED)):  # the second time all parts are kept, and no model is asked
        parts = evaluator(models)(lease.run()).body["parts"]
        assert [part.get("question_id") for part in parts] == [None, "part-2-old-object", None]
        assert parts[1]["question_version"] == 1


def test_one_part_names_its_question_of_the_bank() -> None:
    named = {"question_id": "part-2-old-object", "question_version": 1}
    assert named.items() <= grade(FakeModels(), stored=request(**named)).fields.items()
    assert not named.keys() & grade(FakeModels(), stored=request()).fields.keys()
