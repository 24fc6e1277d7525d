"""What a model wrote down is held against what was measured, before it becomes a band."""

import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandup.audio.fluency import Fluency
from bandup.core.clock import Deadline
from bandup.core.errors import InvalidOutputError, TerminalError
from bandup.jobs.result import Result
from speaking_evaluator.cutting import cut_recording
from speaking_evaluator.evaluate import SpeakingEvaluator
from speaking_evaluator.listening import Listener
from speaking_evaluator.recording import Recording, _parse_output
from speaking_evaluator.schema import Judgement
from speaking_evaluator.words import check_words, count_spoken, require_words
from support import sounds
from support.sound_kinds.clips import make_speechless
from support.sound_kinds.split import FRESH_KINDS, KINDS
from unit.speaking_evaluator.fakes import FakeLease, FakeModels, FakeUploads
from unit.speaking_evaluator.samples import TRANSCRIPT, WORDS, answer, request
from unit.speaking_evaluator.test_recording import run_process


def as_read(said: Any) -> Any:
    """As the adapters read it from JSON."""
    return json.loads(json.dumps(said, default=float), parse_float=Decimal)


def parse(said: Any) -> Judgement:
    return Judgement.model_validate(as_read(said))


def heard(speech: float) -> Fluency:
    return Fluency(duration=30.0, talk=28.0, speech=speech, silence_share=1 - speech / 30, pauses=())


def refused(speech: float, **said: Any) -> str:
    with pytest.raises((TerminalError, ValueError)) as caught:
        check_words(parse(answer(quotes=(), **said)), heard(speech))
    return getattr(caught.value, "code", "doubtful")


@pytest.mark.parametrize(
    ("speech", "transcript", "outcome"),
    [
        (1.2, "word " * 300, "doubtful"),
        (12.0, "word " * 74, "doubtful"),
        (42.0, "Yes.", "doubtful"),
        (60.0, "word " * 19, "doubtful"),
        (42.0, "[silence]", "no_speech"),
        (42.0, " \n", "no_speech"),
        (42.0, "[inaudible] [laughs] ...", "no_speech"),
        (42.0, "(knocking sound) " * 15, "no_speech"),
        (42.0, "*door knocks* <music plays> ♪ " * 10, "no_speech"),
    ],
)
def test_words_that_nobody_can_have_said_are_refused(speech: float, transcript: str, outcome: str) -> None:
    assert refused(speech, transcript=transcript) == outcome


@pytest.mark.parametrize(
    ("speech", "transcript"),
    [
        (12.0, "word " * 73),
        (60.0, "word " * 20),
        (0.5, "Yes, I do."),
        (30.0, "(um) I read (a book) about " * 4),
        (20.0, "我最喜欢的一本书是关于一条河的它是由一位记者写的我觉得很有意思" * 2),
        (30.0, "ผมชอบอ่านหนังสือมากและผมคิดว่ามันดีสำหรับทุกคน" * 3),
    ],
)
def test_what_can_have_been_said_passes_in_any_script(speech: float, transcript: str) -> None:
    check_words(parse(answer(quotes=(), transcript=transcript)), heard(speech))


def test_that_only_the_examiner_speaks_can_be_said() -> None:
    said = parse(answer(speech_heard=False, another_voice=True, transcript="", quotes=()))
    with pytest.raises(TerminalError, match="no_speech") as caught:
        check_words(said, heard(20.0))
    assert "somebody else" in caught.value.message


def test_annotations_are_no_words() -> None:
    assert count_spoken(f"[inaudible] {TRANSCRIPT} [laughs]") == WORDS


class Asked:
    """A provider that checks its answers as the adapters do."""

    def __init__(self, *said: dict[str, Any]) -> None:
        self.said = list(said)
        self.problems: list[str] = []

    def __call__(self, validate: Callable[[Any], Judgement]) -> Judgement:
        for said in self.said:
            try:
                return validate(as_read(said))
            except ValueError as problem:
                self.problems.append(str(problem))
        raise InvalidOutputError("model_output_invalid", "no")


INVENTED = answer(quotes=(), transcript="word " * 500)


def test_a_doubtful_transcript_is_asked_for_once_more() -> None:
    ask = Asked(INVENTED, answer())
    assert require_words(ask, Judgement.model_validate, heard(20.0)).transcript == TRANSCRIPT
    [problem] = ask.problems
    assert "500 words" in problem
    assert "20.0 s" in problem
    assert "speech_heard to false" in problem


def test_a_transcript_that_stays_doubtful_is_the_jobs_reason() -> None:
    with pytest.raises(TerminalError, match="transcript_doubtful"):
        require_words(Asked(INVENTED, INVENTED), Judgement.model_validate, heard(20.0))


@pytest.mark.parametrize("last", [{}, answer(bands=(10, 6, 6, 6))])
def test_an_answer_that_breaks_the_schema_is_tried_again_later(last: dict[str, Any]) -> None:
    with pytest.raises(InvalidOutputError):
        require_words(Asked(INVENTED, last), Judgement.model_validate, heard(20.0))


def graded(recording: Recording | bytes, said: Any, models: FakeModels | None = None) -> Result:
    def decode(data: bytes, _: float, __: Deadline) -> Recording:
        if isinstance(recording, Recording):
            return recording
        return _parse_output(run_process(recording), 0, data)

    listener = Listener(FakeUploads(), decode, cut_recording)
    return SpeakingEvaluator(listener, models or FakeModels(said))(FakeLease(request()).run())


texts = st.one_of(st.text(max_size=80), st.integers(0, 2_000).map("and so ".__mul__), st.just(TRANSCRIPT))
answers = st.builds(
    lambda bands, transcript, heard_, other: answer(
        bands, (), transcript=transcript, speech_heard=heard_, another_voice=other
    ),
    st.tuples(*[st.sampled_from([1, 5, 7, 9])] * 4),
    texts,
    st.booleans(),
    st.sampled_from([True, False, None]),
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(answer())), inner, max_size=9),
    max_leaves=12,
)


@cache
def speechless(kind: str, seed: int) -> bytes:
    return sounds.wav(make_speechless(kind, seed, -20.0)[: 2 * 16_000 * 8])


REFUSED = 4
"""Of this seed the gate refuses every kind; of the seeds 4 to 6 together it takes three of 210 clips for a voice. How
good the gate is, is measured in `audio/test_listening.py`."""


@given(st.sampled_from(sorted(KINDS | FRESH_KINDS)), answers | anything)
@settings(max_examples=60, deadline=None)
def test_whatever_a_model_returns_for_a_recording_without_a_voice_no_band_is_stored(kind: str, said: Any) -> None:
    models = FakeModels(said)
    with pytest.raises(TerminalError, match="no_speech"):
        graded(speechless(kind, REFUSED), said, models)
    assert models.asked == []


@given(st.floats(0.2, 600), answers)
@settings(max_examples=300, deadline=None)
def test_no_band_is_stored_for_words_that_the_measured_speech_cannot_hold(speech: float, said: Any) -> None:
    """What the gate let through: knocks that it took for a voice, or a voice that the model did not listen to."""
    recording = Recording("audio/wav", b"", Fluency(600.0, speech, speech, 1 - speech / 600, ()))
    words = count_spoken(said["transcript"])
    is_possible = said["speech_heard"] and words and words / speech * 60 >= 20 and words <= 350 * speech / 60 + 3
    try:
        result = graded(recording, said)
    except (TerminalError, ValueError):
        assert not is_possible
    else:
        assert is_possible
        assert result.body["measured"]["words"] == words
