"""Every format of recording gives the same measures, and is sent as what a model takes."""

import io
import struct
import wave

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bandup.audio.decoding import RATE, Recording, decode
from bandup.audio.fluency import Fluency
from bandup.audio.formats import AudioFormat, detect_format
from bandup.audio.listening import listen, measure_levels
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


def measure(found: Recording) -> Fluency:
    return listen(found.samples)


@pytest.mark.parametrize(
    ("name", "rate"), [*((name, 16_000) for name in (*SENT_AS, *CONVERTED)), ("wav", 48_000), ("m4a", 48_000)]
)
def test_the_same_talk_measures_the_same_in_every_format(name: str, rate: int) -> None:
    data = sounds.encode_sound(name, sounds.pcm(rate=rate), rate=rate)
    found = decode(data, kind_of(data), 60)
    heard = measure(found)
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
    assert again.samples.tobytes() == found.samples.tobytes()


@pytest.mark.parametrize("claimed", [0, 0xFFFFFFFF, 1000])
def test_a_wav_header_that_lies_about_its_length_is_not_passed_on(claimed: int) -> None:
    honest = sounds.wav()
    lying = honest[:4] + struct.pack("<I", claimed) + honest[8:40] + struct.pack("<I", 0xFFFFFFFF) + honest[44:]
    found = decode(lying, AudioFormat.WAV, 60)
    assert found.mime_type == "audio/flac"
    assert found.converted is not None
    assert measure(found).duration == pytest.approx(6.3, abs=0.02)


def flipped(data: bytes) -> bytes:
    """Some bytes in the middle are wrong."""
    damaged = bytearray(data)
    for position in range(len(data) // 3, len(data) // 2, 997):
        damaged[position] ^= 0xFF
    return bytes(damaged)


def float_wav(samples: NDArray[np.floating]) -> bytes:
    data = samples.astype("<f4").tobytes()
    form = struct.pack("<HHIIHH", 3, 1, RATE, RATE * 4, 4, 32)
    chunks = b"WAVEfmt \x10\0\0\0" + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


def talk_in_channel(channels: int) -> bytes:
    """A WAV in whose last channel somebody speaks."""
    talk = np.frombuffer(sounds.pcm(), "<i2")
    columns = np.zeros((len(talk), channels), "<i2")
    columns[:, -1] = talk
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((channels, 2, RATE, 0, "NONE", ""))
        writer.writeframes(columns.tobytes())
    return file.getvalue()


TALK = np.frombuffer(sounds.pcm(), "<i2") / 32_768

UNPLAIN = {
    "a damaged AAC": flipped(sounds.encode_sound("aac")),
    "samples that are no numbers": float_wav(np.where(np.arange(len(TALK)) % 1000, TALK, np.nan)),
    "samples beyond full scale": float_wav(TALK * 5),
    "six channels": talk_in_channel(6),
}


@pytest.mark.parametrize("name", UNPLAIN)
def test_what_programs_hear_differently_is_sent_as_it_was_measured(name: str) -> None:
    found = decode(UNPLAIN[name], kind_of(UNPLAIN[name]), 60)
    assert found.mime_type == "audio/flac"
    assert found.converted is not None
    sent = decode(found.converted, AudioFormat.FLAC, 60)
    assert sent.samples.tobytes() == found.samples.tobytes()
    assert measure(sent).speech > 3


def test_two_channels_are_sent_as_they_are() -> None:
    assert decode(talk_in_channel(2), AudioFormat.WAV, 60).converted is None


def test_stereo_is_heard_as_one_voice() -> None:
    data = sounds.encode_sound("flac", layout="stereo")
    heard = measure(decode(data, AudioFormat.FLAC, 60))
    assert list(heard.pauses) == pytest.approx([0.8], abs=TOLERANCE)


def test_levels_are_decibels_of_full_scale() -> None:
    """Of a tone that four samples draw, whose mean power is all of it."""
    for height, level in ((32_000, -0.21), (16_000, -6.23)):
        tone = struct.pack("<4h", height, height, -height, -height) * 4_000
        levels = measure_levels(decode(sounds.wav(tone), AudioFormat.WAV, 60).samples)
        assert list(levels[10:90]) == pytest.approx([level] * 80, abs=0.1)


def test_a_recording_of_exactly_the_limit_is_heard_and_a_longer_one_is_not() -> None:
    second = sounds.pcm([(1.0, True)])
    assert len(decode(sounds.wav(second * 3), AudioFormat.WAV, 3.0).samples) == 3 * RATE
    with pytest.raises(TerminalError, match="too_long") as caught:
        decode(sounds.wav(second * 3 + second[: 2 * 160]), AudioFormat.WAV, 3.0)
    assert "0.05 minutes" in caught.value.message


def test_a_damaged_stretch_is_a_gap_and_not_the_end() -> None:
    data = bytearray(sounds.mp3_seconds(20, speaks=True))
    data[len(data) // 2 : len(data) // 2 + 2_000] = bytes(2_000)
    heard = measure(decode(bytes(data), AudioFormat.MP3, 60))
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
        assert len(decode(bytes(data), audio_format, 60).samples)
    except TerminalError as error:
        assert error.code in {"unsupported_audio", "empty_audio", "too_long"}  # noqa: PT017  # either end is right


def test_durations_add_up_to_hundredths() -> None:
    data = sounds.wav(sounds.pcm([(1.234, True)]))
    assert len(measure_levels(decode(data, AudioFormat.WAV, 60).samples)) == 123


def in_stereo(left: bytes, right: bytes) -> bytes:
    """A WAV of two channels."""
    frames = np.column_stack([np.frombuffer(left, "<i2"), np.frombuffer(right, "<i2")]).tobytes()
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(2)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(frames)
    return file.getvalue()


def test_of_channels_that_cancel_the_louder_one_is_heard_and_sent() -> None:
    voice = np.frombuffer(sounds.pcm(), "<i2")
    found = decode(in_stereo(voice.tobytes(), (-voice // 2).astype("<i2").tobytes()), AudioFormat.WAV, 60)
    assert found.mime_type == "audio/flac"
    assert found.samples.tobytes() == voice.tobytes()
    assert list(measure(found).pauses) == pytest.approx([0.8], abs=TOLERANCE)


def test_a_voice_in_one_channel_is_sent_as_it_is() -> None:
    voice = sounds.pcm()
    found = decode(in_stereo(voice, bytes(len(voice))), AudioFormat.WAV, 60)
    assert (found.mime_type, found.converted) == ("audio/wav", None)
    assert list(measure(found).pauses) == pytest.approx([0.8], abs=TOLERANCE)


def test_a_wav_whose_data_is_shorter_than_its_file_is_sent_as_what_was_measured() -> None:
    honest = sounds.wav()
    half = (len(honest) - 44) // 2 // 2 * 2
    found = decode(honest[:40] + struct.pack("<I", half) + honest[44:], AudioFormat.WAV, 60)
    assert len(found.samples) * 2 == half
    assert found.converted is not None
    again = decode(found.converted, AudioFormat.FLAC, 60)
    assert again.samples.tobytes() == found.samples.tobytes()


def test_a_wav_with_a_chunk_behind_its_data_is_whole() -> None:
    honest = sounds.wav()
    listed = honest + b"LIST\x04\0\0\0INFO"
    data = listed[:4] + struct.pack("<I", len(listed) - 8) + listed[8:]
    assert decode(data, AudioFormat.WAV, 60).converted is None


def test_an_mp3_that_begins_inside_a_frame_is_heard_and_sent_whole() -> None:
    data = sounds.encode_sound("mp3")[700:]
    assert detect_format(data) is AudioFormat.MP3
    found = decode(data, AudioFormat.MP3, 60)
    assert found.mime_type == "audio/flac"
    assert list(measure(found).pauses) == pytest.approx([0.8], abs=TOLERANCE)
