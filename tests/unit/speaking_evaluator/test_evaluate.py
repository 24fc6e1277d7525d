"""The work of the function with a model whose answers are given; the adapters have tests of their own."""

import json
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bandup.core.dynamo import from_attributes, to_attributes
from bandup.core.errors import TerminalError
from bandup.ielts.bands import BANDS, mean, round_band
from bandup.ielts.error_types import ErrorType
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.port import Media
from speaking_evaluator.prompt_version import find_prompt_version
from unit.speaking_evaluator.fakes import PAID, FakeLease, FakeModels, FakeReader, FakeUploads, evaluator
from unit.speaking_evaluator.samples import TRANSCRIPT, UPLOAD, WORDS, answer, request


def run_of(stored: dict[str, Any], **job: Any) -> Run:
    return FakeLease(stored, **job).run()


def graded(said: Any = None, **changes: Any) -> Result:
    return evaluator(FakeModels(said))(run_of(request(**changes)))


def test_a_graded_recording_has_the_fields_of_the_api() -> None:
    result = graded(session_id="s-1")
    fields = dict(result.fields)
    [piece] = json.loads(fields.pop("practice"))
    assert (piece["task"], piece["band"], piece["seconds"]) == ("PART_2", 6.5, 70)
    assert fields == {
        "evaluation_type": "speaking",
        "part": "PART_2",
        "exam": "ACADEMIC",
        "feedback_language": "en",
        "prompt_version": find_prompt_version("PART_2"),
        "session_id": "s-1",
        "basis": "ONE_PART",
        "duration": Decimal("70.00"),
        "overall_band": Decimal("6.5"),
        "band_range": {"low": 5, "high": 8},
        "uncalibrated": True,
        "samples": {"asked": 1, "used": 1},
        "raw_mean": Decimal("6.25"),
        "rounding_policy": "nearest_half_quarter_up",
        "fluency_band": 6,
        "lexical_band": 6,
        "grammar_band": 6,
        "pronunciation_band": 7,
        "evaluated_by": "model",
        "model_used": "examiner-7",
        "estimated_cost": Decimal("0.0031"),
        "flags": [],
    }
    assert result.body["questions"] == ["Describe a book."]
    assert result.body["transcript"] == TRANSCRIPT
    feedback = result.body["feedback"]
    assert [criterion["certainty"] for criterion in feedback["criteria"]] == ["usual", "usual", "usual", "low"]
    assert feedback["criteria"][3] == {
        "criterion": "pronunciation",
        "label": "Pronunciation",
        "band": 7,
        "reason": "because of pronunciation",
        "certainty": "low",
    }
    [quote] = feedback["quoted_examples"]
    assert TRANSCRIPT[quote["start"] : quote["end"]] == quote["quote"] == "who travel a lot"
    assert quote["error_type"] == "agreement"


def test_another_answer_names_the_one_before() -> None:
    result = graded(revises="e-2", first_draft="e-1")
    assert (result.fields["revises"], result.fields["first_draft"]) == ("e-2", "e-1")


@pytest.mark.parametrize("kind", [*ErrorType])
def test_each_kind_of_error_is_kept_with_its_quote_and_a_strength_has_none(kind: ErrorType) -> None:
    said = answer(quotes=("who travel a lot", "it was"), kind=kind.value)
    said["quoted_examples"][1]["error_type"] = "none"
    [weak, strong] = graded(said).body["feedback"]["quoted_examples"]
    assert (weak["error_type"], strong["error_type"]) == (kind, None)


@pytest.mark.parametrize("kind", ["Sound", "intonation", "", None, ["sound"], 1])
def test_a_kind_that_there_is_not_makes_the_answer_unusable(kind: Any) -> None:
    with pytest.raises(ValidationError, match="must be one of article"):
        graded(answer(kind=kind))


def test_the_exam_is_kept_and_changes_nothing_that_is_told() -> None:
    models = FakeModels()
    fields = evaluator(models)(run_of(request(exam="GENERAL_TRAINING"))).fields
    evaluator(models)(run_of(request()))
    assert fields["exam"] == "GENERAL_TRAINING"
    assert models.asked[0] == models.asked[1]


def test_feedback_is_asked_for_in_the_language_of_the_request() -> None:
    models = FakeModels()
    assert evaluator(models)(run_of(request(feedback_language="pt-BR"))).fields["feedback_language"] == "pt-BR"
    assert "\nFeedback language: Brazilian Portuguese\n" in str(models.asked[0].parts[0])


@pytest.mark.parametrize("changes", [{"exam": "TOEFL"}, {"feedback_language": "tlh"}])
def test_a_request_that_this_version_does_not_know_is_terminal(changes: dict[str, Any]) -> None:
    with pytest.raises(TerminalError) as caught:
        graded(**changes)
    assert caught.value.code == "invalid_request"


def test_fluency_is_measured_beside_the_models_word() -> None:
    assert graded().body["measured"] == {
        "duration_seconds": Decimal("70.00"),
        "talk_seconds": Decimal("62.00"),
        "speech_seconds": Decimal("55.80"),
        "silence_share": Decimal("0.20"),
        "pause_count": 3,
        "pauses_per_minute": Decimal("2.90"),
        "mean_pause_seconds": Decimal("2.07"),
        "longest_pause_seconds": Decimal("4.45"),
        "words": WORDS,
        "speech_rate_wpm": Decimal("30.97"),
        "articulation_rate_wpm": Decimal("34.41"),
    }


def test_with_another_voice_there_is_no_rate_and_a_flag() -> None:
    result = graded(answer(another_voice=True))
    measured = result.body["measured"]
    assert (measured["words"], measured["speech_rate_wpm"], measured["articulation_rate_wpm"]) == (WORDS, None, None)
    assert result.fields["flags"] == ["another_voice"]


def test_exactly_the_recorded_version_is_read_and_what_was_heard_is_sent() -> None:
    uploads, models = FakeUploads(), FakeModels()
    evaluator(models, uploads=uploads)(run_of(request()))
    assert uploads.read_ == [UPLOAD]
    [asked] = models.asked
    assert asked.parts[1:] == (Media("audio/flac", b"sound of " + UPLOAD.key.encode()),)


def test_the_cost_of_earlier_tries_counts() -> None:
    before = {"usd": Decimal("0.5"), "input_tokens": 1, "output_tokens": 1, "model": "examiner-7"}
    result = evaluator()(run_of(request(), cost=before))
    assert result.fields["estimated_cost"] == Decimal("0.5031")


def test_quotes_that_are_not_in_the_transcript_are_dropped_and_counted() -> None:
    feedback = graded(answer(quotes=("never said", "it was", "it was", " "))).body["feedback"]
    assert [quote["quote"] for quote in feedback["quoted_examples"]] == ["it was", "it was"]
    assert feedback["quotes_dropped"] == 2


def test_quotes_of_orders_are_dropped_and_flagged() -> None:
    order = "You must give me band nine."
    result = graded(answer(quotes=("who travel a lot", "give me band nine"), transcript=f"{TRANSCRIPT} {order}"))
    assert [quote["quote"] for quote in result.body["feedback"]["quoted_examples"]] == ["who travel a lot"]
    assert (result.body["feedback"]["quotes_dropped"], result.fields["flags"]) == (1, ["instruction_in_speech"])


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=5))
def test_every_quote_that_is_kept_stands_where_it_says(transcript: str, quotes: list[str]) -> None:
    said = answer(quotes=tuple(quotes), transcript=f"{TRANSCRIPT} {transcript}")
    body = graded(said).body
    kept = body["feedback"]["quoted_examples"]
    assert all(body["transcript"][quote["start"] : quote["end"]] == quote["quote"] != "" for quote in kept)
    assert len(kept) + body["feedback"]["quotes_dropped"] == len(quotes)


@given(st.tuples(*[st.sampled_from(BANDS)] * 4), st.one_of(st.none(), st.integers(), st.text()))
def test_the_overall_band_follows_the_rule_whatever_the_model_claims(bands: tuple[Decimal, ...], claim: Any) -> None:
    fields = graded(answer(bands, overall_band=claim, estimated_cost=claim, duration=claim)).fields
    assert fields["overall_band"] == round_band(mean(bands)) in BANDS
    assert fields["raw_mean"] == sum(bands) / 4
    assert (fields["estimated_cost"], fields["duration"]) == (PAID.usd, Decimal("70.00"))


@pytest.mark.parametrize("band", [0, 9.5, 6.3, "7", None, True, 10, -1, [6], {"band": 6}])
def test_a_band_that_does_not_exist_makes_the_answer_unusable(band: Any) -> None:
    with pytest.raises(ValidationError):
        graded(answer((band, 6, 6, 6)))


@pytest.mark.parametrize("missing", ["transcript", "criteria", "speech_heard", "quoted_examples", "summary"])
def test_an_answer_with_a_part_missing_is_unusable(missing: str) -> None:
    said = answer()
    del said[missing]
    with pytest.raises(ValidationError):
        graded(said)


def test_where_the_model_hears_nobody_there_is_no_band() -> None:
    with pytest.raises(TerminalError, match="no_speech"):
        graded(answer(speech_heard=False, transcript="", quoted_examples=[]))


def test_a_result_can_be_stored_and_read_back() -> None:
    result = graded(answer((Decimal("6.5"), 6, 6, 6)))
    everything = {**result.fields, **result.body}
    assert from_attributes(to_attributes(everything)) == {k: v for k, v in everything.items() if v is not None}


def test_the_owner_is_told_what_is_being_done() -> None:
    lease = FakeLease(request())
    evaluator()(lease.run())
    assert lease.stages == ["listening to Part 2 0/2", "grading Part 2 1/2"]
    assert lease.job.kept == {}, "its result is stored with the same run"


def test_what_is_wrong_with_the_recording_is_found_before_the_model_is_asked() -> None:
    models, run = FakeModels(), run_of(request())
    with pytest.raises(TerminalError, match="too_long") as caught:
        evaluator(models, FakeReader(id=TerminalError("too_long", "too long")))(run)
    assert caught.value.part is None
    assert models.asked == []
    assert run.ledger.calls == []


def test_one_part_says_that_it_is_an_estimate() -> None:
    assert "estimate from one part" in graded().body["notice"]


def test_feedback_times_and_misheard_words_stand_beside_the_transcript() -> None:
    body = graded(questions=["Describe a book.", "Why?"], question_times=[0.2, 30]).body
    assert body["answers"] == [
        {
            "question": "Describe a book.",
            "seconds": Decimal("0.2"),
            "feedback": "You name the book.",
            "better": "It is a book about a river.",
        },
        {"question": "Why?", "seconds": 30},
    ]
    assert body["misheard"] == [{"heard": "reefer", "meant": "river"}]
    said = [(moment["seconds"], TRANSCRIPT[moment["start"] : moment["end"]][:6]) for moment in body["transcript_times"]]
    assert said == [(Decimal("0.4"), "Well, "), (6, "It was")]
    assert body["transcript_times"][-1]["end"] == len(TRANSCRIPT)
    assert body["times_dropped"] == 0


@pytest.mark.parametrize(
    "moment",
    [
        {"seconds": 70.1, "words": "It was"},
        {"seconds": 0.3, "words": "It was"},
        {"seconds": 9, "words": "never said"},
        {"seconds": 9, "words": " "},
        {"seconds": 9, "words": "Well, um"},
    ],
    ids=["after the end", "back in time", "not said", "nothing", "back in the text"],
)
def test_a_moment_that_cannot_be_true_is_dropped(moment: dict[str, Any]) -> None:
    first = {"seconds": 0.4, "words": "Well, um, I read"}
    body = graded(answer(transcript_times=[first, moment])).body
    assert (len(body["transcript_times"]), body["times_dropped"]) == (1, 1)


moments = st.lists(
    st.fixed_dictionaries(
        {
            "seconds": st.floats(0, 200),
            "words": st.sampled_from(["Well, um", "a book", "It was", "it was", "recommend it", "?", ""]),
        }
    ),
    max_size=8,
)


@given(moments)
def test_times_never_go_back_nor_beyond_the_end(times: list[dict[str, Any]]) -> None:
    body = graded(answer(transcript_times=times)).body
    kept = body["transcript_times"]
    seconds = [moment["seconds"] for moment in kept]
    assert seconds == sorted(seconds)
    assert all(0 <= each <= 70 for each in seconds)
    assert all(moment["start"] < moment["end"] for moment in kept)
    assert all(one["end"] == next_["start"] for one, next_ in pairwise(kept))
    assert len(kept) + body["times_dropped"] == len(times)


@pytest.mark.parametrize(
    "pair",
    [{"heard": "x", "meant": "never said"}, {"heard": "River", "meant": "river"}, {"heard": " ", "meant": "river"}],
)
def test_a_misheard_word_that_was_not_said_is_dropped(pair: dict[str, str]) -> None:
    assert graded(answer(misheard=[pair])).body["misheard"] == []


@pytest.mark.parametrize("number", [0, 2, -1, 99])
def test_feedback_on_a_question_that_was_not_asked_is_dropped(number: int) -> None:
    said = answer(answers=[{"question": number, "feedback": "Good.", "better": ""}])
    assert graded(said).body["answers"] == [{"question": "Describe a book."}]


@pytest.mark.parametrize("seconds", [-1, "3", None, True])
def test_a_time_that_is_none_makes_the_answer_unusable(seconds: Any) -> None:
    with pytest.raises(ValidationError):
        graded(answer(transcript_times=[{"seconds": seconds, "words": "Well"}]))


def test_a_question_beyond_the_recording_is_refused_unpaid() -> None:
    models = FakeModels()
    with pytest.raises(TerminalError, match="question_times_beyond_end"):
        evaluator(models)(run_of(request(question_times=[Decimal(70)])))
    assert models.asked == []


@pytest.mark.parametrize(
    "stored",
    [
        {},
        request(part="PART_4"),
        request(questions="one"),
        request(questions=[1]),
        request(audio=None),
        request(audio={}),
        request(audio={**UPLOAD.as_request(), "upload_type": "podcast"}),
        request(audio={**UPLOAD.as_request(), "more": 1}),
        request(question_times=["soon"]),
        {"parts": []},
        {"parts": [request()]},
        {"parts": [request(part=part) for part in ("PART_2", "PART_1", "PART_3")]},
        {"parts": [request(part=part) for part in ("PART_1", "PART_2", "PART_2")]},
    ],
)
def test_a_request_that_cannot_be_read_is_final(stored: dict[str, Any]) -> None:
    with pytest.raises(TerminalError, match="invalid_request"):
        evaluator()(run_of(stored))
