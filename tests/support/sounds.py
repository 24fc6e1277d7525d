"""Recordings made by code: stretches of speech and of silence, in any format."""

import io
import random
import wave
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from support.voices import RATE, resample, speak

Stretch = tuple[float, bool]
"""Seconds, and whether somebody speaks."""

TALK: tuple[Stretch, ...] = (
    (0.4, False),
    (2.0, True),
    (0.8, False),
    (1.5, True),
    (0.1, False),
    (1.0, True),
    (0.5, False),
)
"""Two pauses' worth of silence at the ends, one pause inside (0.8 s), and one gap too short to be a pause (0.1 s)."""


@cache
def _sentence(rate: int) -> bytes:
    """Speech without any silence: what lies more than 15 dB below its loudest frames is cut out."""
    frame = RATE // 100
    spoken = np.frombuffer(speak(), "<i2").astype(float)
    frames = spoken[: len(spoken) // frame * frame].reshape(-1, frame)
    powers = np.mean(frames**2, axis=1)
    kept = frames[powers > np.quantile(powers, 0.99) * 10**-1.5].ravel()
    return resample((kept * 9000 / np.abs(kept).max()).astype("<i2").tobytes(), RATE, rate)


@lru_cache(maxsize=32)  # whoever asks for a thousand lengths does not keep a thousand
def _voice(samples: int, rate: int) -> bytes:
    sentence = _sentence(rate)
    return (sentence * (samples * 2 // len(sentence) + 1))[: samples * 2]


def pcm(stretches: Sequence[Stretch] = TALK, *, rate: int = RATE, noise: int = 2) -> bytes:
    """16-bit mono samples; `noise` is the largest step of the steady noise in the silences."""
    hiss = random.Random(7)
    parts = []
    for seconds, speaks in stretches:
        samples = round(seconds * rate)
        if speaks:
            parts.append(_voice(samples, rate))
        else:
            parts.append(array("h", (hiss.randint(-noise, noise) for _ in range(samples))).tobytes())
    return b"".join(parts)


def wav(samples: bytes | None = None, *, rate: int = RATE) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(pcm(rate=rate) if samples is None else samples)
    return file.getvalue()


FORMATS = {
    "wav": ("wav", "pcm_s16le"),
    "mp3": ("mp3", "libmp3lame"),
    "aiff": ("aiff", "pcm_s16be"),
    "aac": ("adts", "aac"),
    "ogg": ("ogg", "vorbis"),
    "flac": ("flac", "flac"),
    "m4a": ("mp4", "aac"),
    "webm": ("webm", "libopus"),
    "ogg opus": ("ogg", "libopus"),
    "wav adpcm": ("wav", "adpcm_ima_wav"),
}


def encode_sound(name: str, samples: bytes | None = None, *, rate: int = RATE, layout: str = "mono") -> bytes:
    """A recording in one of `FORMATS`; the same samples go to every channel of `layout`."""
    container_format, codec = FORMATS[name]
    if codec == "vorbis":
        layout = "stereo"  # FFmpeg's own encoder knows nothing else
    samples = pcm(rate=rate) if samples is None else samples
    file = io.BytesIO()
    with av.open(file, "w", format=container_format) as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, AudioStream)
        stream.codec_context.options = {"strict": "experimental"}
        if codec != "flac":
            stream.bit_rate = 32_000
        for position in range(0, len(samples), rate * 2):
            piece = samples[position : position + rate * 2]
            frame = AudioFrame(format="s16", layout=layout, samples=len(piece) // 2)
            frame.planes[0].update(_in_channels(piece, stream.codec_context.channels, frame.planes[0].buffer_size))
            frame.sample_rate, frame.pts = rate, position // 2
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def _in_channels(piece: bytes, channels: int, size: int) -> bytes:
    samples = array("h", piece)
    interleaved = array("h", (sample for sample in samples for _ in range(channels)))
    return interleaved.tobytes().ljust(size, b"\0")[:size]


@cache
def mp3_seconds(seconds: int, *, speaks: bool) -> bytes:
    """An MP3 of any length, quickly: the frames of one second again and again."""
    return encode_sound("mp3", pcm([(1.0, speaks)], rate=RATE), rate=RATE) * seconds


def id3(text: str) -> bytes:
    """An ID3 tag with a comment."""
    frame = b"COMM" + (len(text) + 5).to_bytes(4, "big") + b"\0\0" + b"\0eng\0" + text.encode("latin-1")
    size = len(frame)
    return b"ID3\x03\0\0" + bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0)) + frame
