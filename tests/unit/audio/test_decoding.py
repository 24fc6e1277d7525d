"""Every format of recording gives the same measures, and is sent as what a model takes."""

import struct
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandup.audio.decoding import decode
from bandup.audio.fluency import measure_fluency
from bandup.audio.formats import AudioFormat, detect_format
from bandup.core.errors import TerminalError
from support import sounds

SENT_AS = {
    "wav": "audio/wav",
    "mp3": "audio/mp3",
    "aiff": "audio/aiff",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "flac": "audio/flac",
}
CONVERTED = ("m4a", "webm", "ogg opus")

TOLERANCE = 0.05
"""Seconds. Lossy codecs smear the ends of a sound, and AAC frames are 64 ms long at 16 kHz."""


def kind_of(data: bytes) -> AudioFormat:
    audio_format = detect_format(data)
    assert audio_format is not None
    return audio_format


@pytest.mark.parametrize(
    ("name", "rate"), [*((name, 16_000) for name in (*SENT_AS, *CONVERTED)), ("wav", 48_000), ("m4a", 48_000)]
)
def test_the_same_talk_measures_the_same_in_every_format(name: str, rate: int) -> None:
    data = sounds.encode_sound(name, sounds.pcm(rate=rate), rate=rate)
    found = decode(data, kind_of(data), 60)
    heard = measure_fluency(found.levels)
    assert heard.duration == pytest.approx(6.3, abs=0.15)
    assert heard.talk == pytest.approx(5.4, abs=TOLERANCE)
    assert list(heard.pauses) == pytest.approx([0.8], abs=TOLERANCE)


@pytest.mark.parametrize(("name", "mime_type"), SENT_AS.items())
def test_what_the_model_takes_is_sent_as_it_is(name: str, mime_type: str) -> None:
    data = sounds.encode_sound(name)
    found = decode(data, kind_of(data), 60)
    assert (found.mime_type, found.converted) == (mime_type, None)


@pytest.mark.parametrize("name", CONVERTED)
def test_what_the_model_does_not_take_is_sent_as_flac_with_the_same_sound(name: str) -> None:
    data = sounds.encode_sound(name)
    found = decode(data, kind_of(data), 60)
    assert found.mime_type == "audio/flac"
    assert found.converted is not None
    again = decode(found.converted, kind_of(found.converted), 60)
    assert again.converted is None
    assert list(again.levels) == pytest.approx(list(found.levels), abs=0.01)


@pytest.mark.parametrize("claimed", [0, 0xFFFFFFFF, 1000])
def test_a_wav_header_that_lies_about_its_length_is_not_passed_on(claimed: int) -> None:
    honest = sounds.wav()
    lying = honest[:4] + struct.pack("<I", claimed) + honest[8:40] + struct.pack("<I", 0xFFFFFFFF) + honest[44:]
    found = decode(lying, AudioFormat.WAV, 60)
    assert found.mime_type == "audio/flac"
    assert found.converted is not None
    assert measure_fluency(found.levels).duration == pytest.approx(6.3, abs=0.02)


def test_stereo_is_heard_as_one_voice() -> None:
    data = sounds.encode_sound("flac", layout="stereo")
    heard = measure_fluency(decode(data, AudioFormat.FLAC, 60).levels)
    assert list(heard.pauses) == pytest.approx([0.8], abs=TOLERANCE)


def test_levels_are_decibels_of_full_scale() -> None:
    full = struct.pack("<2h", 32767, -32768) * 8_000
    assert list(decode(sounds.wav(full), AudioFormat.WAV, 60).levels) == pytest.approx([0.0] * 100, abs=0.01)
    half = struct.pack("<2h", 16384, -16384) * 8_000
    assert list(decode(sounds.wav(half), AudioFormat.WAV, 60).levels) == pytest.approx([-6.02] * 100, abs=0.01)


def test_a_recording_of_exactly_the_limit_is_heard_and_a_longer_one_is_not() -> None:
    second = sounds.pcm([(1.0, True)])
    assert len(decode(sounds.wav(second * 3), AudioFormat.WAV, 3.0).levels) == 300
    with pytest.raises(TerminalError, match="too_long") as caught:
        decode(sounds.wav(second * 3 + second[: 2 * 160]), AudioFormat.WAV, 3.0)
    assert "0.05 minutes" in caught.value.message


def test_a_damaged_stretch_is_a_gap_and_not_the_end() -> None:
    data = bytearray(sounds.mp3_seconds(20, speaks=True))
    data[len(data) // 2 : len(data) // 2 + 2_000] = bytes(2_000)
    heard = measure_fluency(decode(bytes(data), AudioFormat.MP3, 60).levels)
    assert 18 < heard.duration < 23


SHORT = [sounds.encode_sound(name, sounds.pcm([(0.3, True), (0.1, False)])) for name in sounds.FORMATS]


@given(
    st.sampled_from(SHORT),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(100, 20_000),
)
@settings(max_examples=150, deadline=None)
def test_a_file_with_spoilt_bytes_is_heard_or_refused(file: bytes, spoilt: list[tuple[int, int]], length: int) -> None:
    data = bytearray(file[:length])
    for place, value in spoilt:
        data[place % len(data)] = value
    audio_format = detect_format(bytes(data))
    if audio_format is None:
        return
    try:
        assert decode(bytes(data), audio_format, 60).levels
    except TerminalError as error:
        assert error.code in {"unsupported_audio", "empty_audio", "too_long"}  # noqa: PT017  # either end is right


def test_durations_add_up_to_hundredths() -> None:
    data = sounds.wav(sounds.pcm([(1.234, True)]))
    assert Decimal(len(decode(data, AudioFormat.WAV, 60).levels)) == 123
