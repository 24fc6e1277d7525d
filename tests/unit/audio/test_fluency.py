"""Measures of loudness: what is put in as pauses comes out as pauses."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandup.audio.fluency import FRAME_SECONDS, SMOOTHED_FRAMES, Fluency, measure_fluency
from bandup.audio.voice import HOP_SECONDS, Voice

LOUD, QUIET = -20.0, -70.0

TOLERANCE = (SMOOTHED_FRAMES - 1) * FRAME_SECONDS
"""Averaging over 30 ms lets a sound reach 10 ms into the silence at each of its ends."""


def levels(*stretches: tuple[float, float]) -> list[float]:
    """Seconds at a level each."""
    return [level for seconds, level in stretches for _ in range(round(seconds / FRAME_SECONDS))]


def measured(recording: list[float], *, voice_above: float = -60.0) -> Fluency:
    """What is measured if a voice moves wherever it is loud."""
    heard = np.array(recording, np.float32)
    of_frames = heard[2 :: round(HOP_SECONDS / FRAME_SECONDS)]
    speaking = of_frames > voice_above
    return measure_fluency(heard, Voice(of_frames, speaking, speaking, np.zeros_like(of_frames)))


def near(seconds: float) -> object:
    return pytest.approx(seconds, abs=TOLERANCE + 1e-6)


def test_known_pauses_are_found_and_the_silence_around_the_talk_is_none() -> None:
    heard = measured(
        levels((1.0, QUIET), (2.0, LOUD), (0.5, QUIET), (1.0, LOUD), (1.5, QUIET), (3.0, LOUD), (2.0, QUIET))
    )
    assert heard.duration == pytest.approx(11.0)
    assert heard.talk == near(8.0)
    assert heard.pauses == (near(0.5), near(1.5))
    assert heard.speech == pytest.approx(heard.talk - sum(heard.pauses))
    assert heard.silence_share == pytest.approx(1 - heard.speech / 11.0)


def test_a_silence_counts_as_a_pause_from_a_quarter_of_a_second_on() -> None:
    """As measured: the silences are 20 ms longer, because sound reaches into both ends."""
    for silence, pauses in [(0.25, 0), (0.26, 0), (0.27, 1), (0.30, 1)]:
        heard = measured(levels((1.0, LOUD), (silence, QUIET), (1.0, LOUD)))
        assert len(heard.pauses) == pauses, silence


def test_a_click_in_a_pause_does_not_split_it() -> None:
    heard = measured(levels((1.0, LOUD), (0.5, QUIET), (0.05, LOUD), (0.5, QUIET), (1.0, LOUD)))
    assert heard.pauses == (near(1.05),)


def test_a_shout_does_not_make_the_rest_silence() -> None:
    heard = measured(levels((1.0, QUIET), (5.0, LOUD), (0.04, 0.0), (5.0, LOUD)))
    assert heard.pauses == ()
    assert heard.speech == near(10.04)


def test_steady_noise_does_not_fill_the_pauses() -> None:
    """Noise 15 dB below the voice lies above 25 dB below the peak, where silence begins in a quiet room."""
    dice = random.Random(1)
    noisy = [
        level + dice.uniform(-0.5, 0.5)
        for level in levels((2.0, LOUD), (1.0, LOUD - 15), (2.0, LOUD), (0.6, LOUD - 15))
    ]
    assert measured(noisy, voice_above=-25).pauses == (near(1.0),)


@pytest.mark.parametrize(
    "recording",
    [
        [],
        [QUIET] * 500,
        levels((5.0, -100.0)),
        levels((0.05, LOUD), (5.0, QUIET)),
    ],
    ids=["nothing", "noise of an open microphone", "digital silence", "one click"],
)
def test_where_nobody_speaks_there_is_no_talk(recording: list[float]) -> None:
    heard = measured(recording)
    assert (heard.talk, heard.speech, heard.silence_share, heard.pauses) == (0, 0, 1, ())


@given(st.lists(st.floats(-100, 0, allow_nan=False), max_size=400))
@settings(max_examples=200)
def test_whatever_is_heard_the_measures_fit_together(recording: list[float]) -> None:
    heard = measured(recording)
    assert 0 <= heard.speech <= heard.talk + 1e-9
    assert heard.talk <= heard.duration + 1e-9
    assert 0 <= heard.silence_share <= 1
    assert heard.speech == pytest.approx(heard.talk - sum(heard.pauses))
    assert all(pause >= 0.25 - FRAME_SECONDS / 2 for pause in heard.pauses)
    assert heard.speech == pytest.approx(sum(end - start for start, end in heard.sounds), abs=1e-6)


@given(
    st.lists(
        st.tuples(st.floats(0.3, 2.0), st.floats(0.4, 2.0)),
        min_size=1,
        max_size=8,
    ),
    st.floats(-45, -5),
)
@settings(max_examples=100)
def test_every_pause_of_any_talk_is_found_however_loud_it_is(talk: list[tuple[float, float]], loudness: float) -> None:
    stretches = [(seconds, level) for sound, pause in talk for seconds, level in ((sound, loudness), (pause, -90.0))]
    heard = measured(levels(*stretches, (1.0, loudness)))
    assert heard.pauses == tuple(near(round(pause, 2)) for _, pause in talk)


def test_a_knock_between_two_sentences_is_no_speech() -> None:
    """It is as loud as they are, and has no voice."""
    recording = levels((2.0, LOUD), (1.0, QUIET), (0.3, LOUD - 1), (1.0, QUIET), (2.0, LOUD))
    assert measured(recording, voice_above=LOUD - 0.5).pauses == (near(2.3),)


def test_whether_somebody_speaks_at_a_moment_is_known() -> None:
    heard = measured(levels((1.0, QUIET), (2.0, LOUD), (3.0, QUIET), (2.0, LOUD)))
    assert heard.has_speech(0.0, 1.5)
    assert heard.has_speech(2.9, 4.0)
    assert not heard.has_speech(3.2, 5.8)
    assert not heard.has_speech(9.0, 10.0)
