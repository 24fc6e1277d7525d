"""From a recording's bytes to its loudness, and to a form that a model takes. It is never all in memory.

The decoder (FFmpeg, through PyAV) is a large program in C that reads files of unknown people. Run it in a process of
its own, where it can fail alone.
"""

import io
import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import mul

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from bandup.audio.fluency import FRAME_SECONDS
from bandup.audio.formats import AudioFormat
from bandup.core.errors import TerminalError

RATE = 16_000
"""Samples per second after decoding. All of speech that is needed is below 8 kHz."""

FRAME_SAMPLES = round(RATE * FRAME_SECONDS)
FULL_SCALE = 32_768.0
QUIETEST = 0.1
"""The power of silence, in units of the smallest step, so that its logarithm exists."""

_DEMUXERS: Mapping[AudioFormat, str] = {
    AudioFormat.WAV: "wav",
    AudioFormat.MP3: "mp3",
    AudioFormat.AIFF: "aiff",
    AudioFormat.AAC: "aac",
    AudioFormat.OGG: "ogg",
    AudioFormat.FLAC: "flac",
    AudioFormat.MP4: "mov",
    AudioFormat.WEBM: "matroska",
}
"""FFmpeg must not guess the format, since some of its formats fetch other files."""

_DECODED = frozenset({"aac", "alac", "flac", "mp3", "opus", "vorbis"})
"""Codecs that are accepted, beside those of uncompressed sound (`pcm_...`)."""

_SENT_AS: Mapping[tuple[AudioFormat, str], str] = {
    **{
        (AudioFormat.WAV, codec): "audio/wav"
        for codec in ("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le")
    },
    **{(AudioFormat.AIFF, codec): "audio/aiff" for codec in ("pcm_s8", "pcm_s16be", "pcm_s24be", "pcm_s32be")},
    (AudioFormat.MP3, "mp3"): "audio/mp3",
    (AudioFormat.AAC, "aac"): "audio/aac",
    (AudioFormat.OGG, "vorbis"): "audio/ogg",
    (AudioFormat.FLAC, "flac"): "audio/flac",
}
"""What Gemini's page on audio lists. All others (MP4 of phones, WebM and Ogg Opus of browsers) are sent as FLAC."""

CONVERTED_AS = "audio/flac"


@dataclass(frozen=True)
class Recording:
    """A decoded recording.

    Attributes:
        levels: its mean power in each hundredth of a second, in decibels of full scale.
        mime_type: its media type for a model.
        converted: the bytes to send; None if the file itself is sent.
    """

    levels: Sequence[float]
    mime_type: str
    converted: bytes | None


def decode(data: bytes, audio_format: AudioFormat, max_seconds: float) -> Recording:
    """Decode a recording to its end, or until it proves too long.

    Args:
        data: the file.
        audio_format: its format.
        max_seconds: the longest that is accepted. The sound itself is counted, whatever the header says.

    Raises:
        TerminalError: `unsupported_audio`, `empty_audio` or `too_long`.
    """
    with open_recording(data, audio_format) as decoder:
        mime_type = _SENT_AS.get((audio_format, decoder.codec)) if _is_honest(data, audio_format) else None
        flac = FlacWriter() if mime_type is None else None
        levels = _listen(decoder, flac, max_seconds)
    return Recording(levels, mime_type or CONVERTED_AS, flac.finish() if flac else None)


@contextmanager
def open_recording(data: bytes, audio_format: AudioFormat) -> "Iterator[Decoder]":
    """The decoder of a file, which closes it at the end of the block.

    Raises:
        TerminalError: `unsupported_audio`, also for what fails within the block.
    """
    try:
        with av.open(io.BytesIO(data), "r", format=_DEMUXERS[audio_format], metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise unsupported_audio_error()
            stream = container.streams.audio[0]
            # A codec that FFmpeg does not know has no context, whatever the library's types say.
            codec = stream.codec_context.codec.canonical_name if stream.codec_context else ""
            if codec not in _DECODED and not codec.startswith("pcm_"):
                raise unsupported_audio_error()
            yield Decoder(container, stream, codec)
    except av.error.FFmpegError:
        raise unsupported_audio_error() from None


def unsupported_audio_error() -> TerminalError:
    """The file is no recording of an accepted format, or is too damaged."""
    return TerminalError(
        "unsupported_audio", "The file is not a recording in WAV, MP3, AIFF, AAC, OGG, FLAC, M4A or WebM format."
    )


def empty_audio_error() -> TerminalError:
    """The file holds no sound."""
    return TerminalError("empty_audio", "The recording is empty.")


def too_long_error(max_seconds: float) -> TerminalError:
    """The sound is longer than it may be."""
    return TerminalError("too_long", f"The recording is longer than {max_seconds / 60:g} minutes.")


def _is_honest(data: bytes, audio_format: AudioFormat) -> bool:
    """Whether a WAV file is as long as its header says. A stream's recorder may write 0 or 4 GB there."""
    return audio_format is not AudioFormat.WAV or int.from_bytes(data[4:8], "little") + 8 in (len(data) - 1, len(data))


def _listen(decoder: "Decoder", flac: "FlacWriter | None", max_seconds: float) -> "array[float]":
    levels: array[float] = array("f")
    rest = b""
    for frame in decoder.frames():
        sound = rest + bytes(memoryview(frame.planes[0])[: frame.samples * 2])
        whole = len(sound) // (FRAME_SAMPLES * 2) * (FRAME_SAMPLES * 2)
        levels.extend(_levels(sound[:whole]))
        rest = sound[whole:]
        if len(levels) * FRAME_SECONDS > max_seconds:
            raise too_long_error(max_seconds)
        if flac:
            flac.add(frame)
    if not levels:
        raise unsupported_audio_error() if decoder.damaged else empty_audio_error()
    return levels


def _levels(sound: bytes) -> Iterator[float]:
    samples = memoryview(sound).cast("h")
    for start in range(0, len(samples), FRAME_SAMPLES):
        frame = samples[start : start + FRAME_SAMPLES]
        power = sum(map(mul, frame, frame)) / FRAME_SAMPLES
        yield 10 * math.log10(max(power, QUIETEST) / FULL_SCALE**2)


class Decoder:
    """Sound as 16-bit mono at `RATE`, from a stream that may be damaged and may change its format.

    Args:
        container: the file.
        stream: its sound.
        codec: what decodes it, by FFmpeg's name.
    """

    def __init__(self, container: "av.container.InputContainer", stream: AudioStream, codec: str) -> None:
        self._container = container
        self._stream = stream
        self.codec = codec
        self.damaged = 0

    def frames(self) -> Iterator[AudioFrame]:
        form, resampler = None, None
        for frame in self._decode_packets():
            frame.pts = None
            if form != (form := (frame.format.name, frame.layout.name, frame.sample_rate)):
                yield from resampler.resample(None) if resampler else ()
                resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
            yield from resampler.resample(frame) if resampler else ()
        yield from resampler.resample(None) if resampler else ()

    def _decode_packets(self) -> Iterator[AudioFrame]:
        """Frames that can be decoded. A damaged packet is skipped, as every player does."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
                if packet is None:
                    return
                yield from self._stream.decode(packet)
            except av.error.InvalidDataError:
                self.damaged += 1


class FlacWriter:
    """Sound written as FLAC, which is lossless, accepted by the provider, and half as large as WAV."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._container = av.open(self._file, "w", format="flac")
        self._stream = self._container.add_stream("flac", rate=RATE, layout="mono")
        self._samples = 0

    def add(self, frame: AudioFrame) -> None:
        frame.pts, self._samples = self._samples, self._samples + frame.samples
        self._container.mux(self._stream.encode(frame))

    def finish(self) -> bytes:
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._file.getvalue()
