"""The work of the function with a model whose answers are given; the adapters have tests of their own."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bandup.audio.fluency import Fluency
from bandup.core.clock import Deadline
from bandup.core.dynamo import from_attributes, to_attributes
from bandup.core.errors import TerminalError
from bandup.ielts.bands import BANDS, mean, round_band
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.port import Media, Prompt
from bandup.models.usage import Ledger, Usage
from bandup.storage.uploads import StoredUpload
from speaking_evaluator.evaluate import MAX_BYTES, MAX_SECONDS, SpeakingEvaluator
from speaking_evaluator.recording import Recording
from speaking_evaluator.schema import SCHEMA
from unit.speaking_evaluator.samples import TRANSCRIPT, UPLOAD, WORDS, answer, request

T = TypeVar("T")

FLUENCY = Fluency(duration=70.0, talk=62.0, speech=55.8, silence_share=0.2, pauses=(0.5, 1.25, 4.45))
PAID = Usage("examiner-7", 2500, 900, Decimal("0.0031"))


class FakeUploads:
    def __init__(self) -> None:
        self.read_: list[StoredUpload] = []

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        assert max_bytes == MAX_BYTES
        self.read_.append(upload)
        return b"the recording"


class FakeModel:
    """A model that gives one answer, checked as a real adapter does."""

    def __init__(self, said: Any = None) -> None:
        self.said = answer() if said is None else said
        self.asked: list[Prompt] = []

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:
        assert schema is SCHEMA
        assert deadline.budget() > 0
        self.asked.append(prompt)
        ledger.add(PAID)
        return validate(json.loads(json.dumps(self.said, default=float), parse_float=Decimal))


def decode(data: bytes, max_seconds: float, deadline: Deadline) -> Recording:
    assert (data, max_seconds) == (b"the recording", MAX_SECONDS)
    assert deadline.budget() > 0
    return Recording("audio/flac", b"what is sent", FLUENCY)


def run_of(stored: dict[str, Any], stages: list[str] | None = None, **job: Any) -> Run:
    reported: list[str] = [] if stages is None else stages
    at = {"request_hash": "h", "correlation_id": "c", "created_at": 1, "updated_at": 1}
    return Run(
        Job(job_id="j", user_id="owner", kind=Kind.SPEAKING, request=stored, **{**at, **job}),
        Deadline.after(60),
        lambda stage, done, total: reported.append(f"{stage} {done}/{total}"),
    )


def graded(said: Any = None, **changes: Any) -> Result:
    return SpeakingEvaluator(FakeUploads(), decode, FakeModel(said))(run_of(request(**changes)))


def test_a_graded_recording_has_the_fields_of_the_api() -> None:
    result = graded(session_id="s-1")
    assert result.fields == {
        "evaluation_type": "speaking",
        "part": "PART_2",
        "session_id": "s-1",
        "duration": Decimal("70.00"),
        "overall_band": Decimal("6.5"),
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
    uploads, model = FakeUploads(), FakeModel()
    SpeakingEvaluator(uploads, decode, model)(run_of(request()))
    assert uploads.read_ == [UPLOAD]
    [asked] = model.asked
    assert asked.parts[1:] == (Media("audio/flac", b"what is sent"),)


def test_the_cost_of_earlier_tries_counts() -> None:
    before = {"usd": Decimal("0.5"), "input_tokens": 1, "output_tokens": 1, "model": "examiner-7"}
    result = SpeakingEvaluator(FakeUploads(), decode, FakeModel())(run_of(request(), cost=before))
    assert result.fields["estimated_cost"] == Decimal("0.5031")


def test_quotes_that_are_not_in_the_transcript_are_dropped_and_counted() -> None:
    feedback = graded(answer(quotes=("never said", "it was", "it was", " "))).body["feedback"]
    assert [quote["quote"] for quote in feedback["quoted_examples"]] == ["it was", "it was"]
    assert feedback["quotes_dropped"] == 2


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
    stages: list[str] = []
    SpeakingEvaluator(FakeUploads(), decode, FakeModel())(run_of(request(), stages))
    assert stages == ["listening 0/2", "grading 1/2"]


def test_what_is_wrong_with_the_recording_is_found_before_the_model_is_asked() -> None:
    def refuse(*_: object) -> Recording:
        raise TerminalError("too_long", "too long")

    model, run = FakeModel(), run_of(request())
    with pytest.raises(TerminalError, match="too_long"):
        SpeakingEvaluator(FakeUploads(), refuse, model)(run)
    assert model.asked == []
    assert run.ledger.calls == []


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
    ],
)
def test_a_request_that_cannot_be_read_is_final(stored: dict[str, Any]) -> None:
    with pytest.raises(TerminalError, match="invalid_request"):
        SpeakingEvaluator(FakeUploads(), decode, FakeModel())(run_of(stored))
