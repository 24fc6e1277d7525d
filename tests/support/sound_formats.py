"""One talk in every form in which phones, browsers and editors send it."""

import io
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from support.sounds import pcm
from support.voices import RATE, resample


@dataclass(frozen=True)
class Form:
    """How a recording is written.

    Attributes:
        container: FFmpeg's name of the file format.
        codec: FFmpeg's name of the encoder.
        rate: samples per second.
        channels: 1 or 2.
        sample_format: as the encoder wants them.
        bit_rate: bits per second; None for the encoder's own.
        options: of the encoder.
        film: an encoder of pictures, for a file with both.
        content_type: how the uploader calls it.
    """

    container: str
    codec: str
    content_type: str
    rate: int = 48_000
    channels: int = 1
    sample_format: str = "fltp"
    bit_rate: int | None = 48_000
    options: dict[str, str] = field(default_factory=dict)
    film: str | None = None


def _wav(codec: str, sample_format: str = "s16", rate: int = 44_100, channels: int = 1) -> Form:
    return Form("wav", codec, "audio/wav", rate, channels, sample_format, None)


FORMS: dict[str, Form] = {
    "WAV, 8 bit": _wav("pcm_u8", "u8", 8_000),
    "WAV, 16 bit": _wav("pcm_s16le", "s16"),
    "WAV, 16 bit, stereo 48 kHz": _wav("pcm_s16le", "s16", 48_000, 2),
    "WAV, 24 bit": _wav("pcm_s24le", "s32"),
    "WAV, 32 bit": _wav("pcm_s32le", "s32"),
    "WAV, float": _wav("pcm_f32le", "flt"),
    "WAV, double": _wav("pcm_f64le", "dbl"),
    "WAV, A-law": _wav("pcm_alaw", "s16", 8_000),
    "WAV, mu-law": _wav("pcm_mulaw", "s16", 8_000),
    "WAV, IMA ADPCM": _wav("adpcm_ima_wav", "s16p", 22_050),
    "WAV, Microsoft ADPCM": _wav("adpcm_ms", "s16", 22_050),
    "WAV, MP3 inside": Form("wav", "libmp3lame", "audio/wav", 44_100),
    "MP3, 320 kbit/s": Form("mp3", "libmp3lame", "audio/mpeg", 44_100, 2, "fltp", 320_000),
    "MP3, 64 kbit/s": Form("mp3", "libmp3lame", "audio/mpeg", 22_050, 1, "fltp", 64_000),
    "MP3, 16 kbit/s": Form("mp3", "libmp3lame", "audio/mp3", 16_000, 1, "fltp", 16_000),
    "AIFF, 16 bit": Form("aiff", "pcm_s16be", "audio/aiff", 44_100, 1, "s16", None),
    "AIFF, 24 bit": Form("aiff", "pcm_s24be", "audio/x-aiff", 44_100, 1, "s32", None),
    "AIFF-C, float": Form("aiff", "pcm_f32be", "audio/aiff", 44_100, 1, "flt", None),
    "AAC, ADTS": Form("adts", "aac", "audio/aac", 44_100),
    "AAC, LATM": Form("latm", "aac", "audio/mp4a-latm", 44_100),
    "M4A, AAC": Form("ipod", "aac", "audio/x-m4a", 44_100),
    "M4A, AAC, called mp4a-latm": Form("ipod", "aac", "audio/mp4a-latm", 44_100),
    "M4A, ALAC": Form("ipod", "alac", "audio/mp4", 44_100, 1, "s16p", None),
    "MP4, AAC": Form("mp4", "aac", "audio/mp4"),
    "MP4, Opus (Safari)": Form("mp4", "libopus", "audio/mp4", 48_000, 1, "s16"),
    "MP4, FLAC": Form("mp4", "flac", "audio/mp4", 48_000, 1, "s16", None),
    "MP4, in fragments": Form(
        "mp4", "aac", "video/mp4", options={"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    ),
    "MP4, with pictures": Form("mp4", "aac", "video/mp4", film="mpeg4"),
    "MOV, AAC": Form("mov", "aac", "video/quicktime", 44_100),
    "MOV, PCM": Form("mov", "pcm_s16le", "video/quicktime", 44_100, 1, "s16", None),
    "MOV, with pictures": Form("mov", "aac", "video/quicktime", 44_100, film="mpeg4"),
    "3GP, AMR": Form("3gp", "libopencore_amrnb", "audio/3gpp", 8_000, 1, "s16", 12_200),
    "3GP, AAC": Form("3gp", "aac", "video/3gpp", 16_000),
    "AMR": Form("amr", "libopencore_amrnb", "audio/amr", 8_000, 1, "s16", 12_200),
    "CAF, A-law": Form("caf", "pcm_alaw", "audio/caf", 8_000, 1, "s16", None),
    "CAF, PCM": Form("caf", "pcm_s16be", "audio/x-caf", 44_100, 1, "s16", None),
    "CAF, IMA ADPCM": Form("caf", "adpcm_ima_qt", "audio/x-caf", 44_100, 1, "s16p", None),
    "Ogg, Opus": Form("ogg", "libopus", "audio/ogg", 48_000, 1, "s16"),
    "Ogg, Opus, called application/ogg": Form("ogg", "libopus", "application/ogg", 48_000, 2, "s16"),
    "Ogg, Vorbis": Form("ogg", "vorbis", "audio/ogg", 44_100, 2, "fltp", None),
    "Ogg, FLAC": Form("ogg", "flac", "audio/ogg", 44_100, 1, "s16", None),
    "FLAC": Form("flac", "flac", "audio/flac", 44_100, 1, "s16", None),
    "WebM, Opus": Form("webm", "libopus", "audio/webm", 48_000, 1, "s16"),
    "WebM, Opus, with pictures": Form("webm", "libopus", "video/webm", 48_000, 1, "s16", film="libvpx"),
    "Matroska, PCM (Chrome)": Form("matroska", "pcm_f32le", "audio/webm", 48_000, 1, "flt", None),
    "WMA 1": Form("asf", "wmav1", "audio/x-ms-wma", 44_100),
    "WMA 2": Form("asf", "wmav2", "audio/x-ms-wma", 44_100),
}


STORED = {"WAV, GSM": ("talk.gsm.wav", "audio/wav"), "Ogg, Speex": ("talk.speex.ogg", "audio/ogg")}
"""Forms that FFmpeg reads and does not write: the talk's file, and how its uploader calls it."""


def read_stored(name: str) -> bytes:
    """A recording of `support.sounds.TALK` in one of `STORED`."""
    return (Path(__file__).parents[1] / "samples" / "recordings" / STORED[name][0]).read_bytes()


def write(name: str, samples: bytes | None = None) -> bytes:
    """A recording in one of `FORMS`, of 16-bit mono samples at `RATE`."""
    form = FORMS[name]
    sound = np.frombuffer(resample(pcm() if samples is None else samples, RATE, form.rate), "<i2")
    file = io.BytesIO()
    muxed = {"movflags": form.options["movflags"]} if "movflags" in form.options else {}
    with av.open(file, "w", format=form.container, options=muxed) as container:
        layout = "stereo" if form.channels == 2 else "mono"
        stream = container.add_stream(form.codec, rate=form.rate, layout=layout)
        assert isinstance(stream, AudioStream)
        stream.codec_context.format = form.sample_format
        stream.codec_context.options = {"strict": "experimental"}
        if form.bit_rate:
            stream.bit_rate = form.bit_rate
        film = container.add_stream(form.film, rate=5) if form.film else None
        if isinstance(film, VideoStream):
            film.width, film.height, film.pix_fmt = 64, 48, "yuv420p"
            for number in range(len(sound) * 5 // form.rate):
                picture = VideoFrame.from_ndarray(np.full((72, 64), number % 200, np.uint8), format="yuv420p")
                picture.pts, picture.time_base = number, Fraction(1, 5)
                container.mux(film.encode(picture))
            container.mux(film.encode(None))
        _write_sound(container, stream, np.repeat(sound, form.channels), form.channels, form.rate)
    return file.getvalue()


def _write_sound(
    container: "av.container.OutputContainer", stream: AudioStream, sound: NDArray[np.int16], channels: int, rate: int
) -> None:
    size = rate * channels
    for start in range(0, len(sound), size):
        frame = AudioFrame.from_ndarray(
            sound[None, start : start + size], format="s16", layout="stereo" if channels == 2 else "mono"
        )
        frame.sample_rate, frame.pts = rate, start // channels
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
