"""From a recording's bytes to its sound, and to a form that a model takes.

The decoder (FFmpeg, through PyAV) is a large program in C that reads files of unknown people. Run it in a process of
its own, where it can fail alone.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import av
import numpy as np
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from numpy.typing import NDArray

from bandup.audio.container import is_whole
from bandup.audio.formats import AudioFormat
from bandup.audio.mono import to_mono
from bandup.core.errors import TerminalError

RATE = 16_000
"""Samples per second after decoding. All of speech that is needed is below 8 kHz."""

_DEMUXERS: Mapping[AudioFormat, str] = {
    AudioFormat.WAV: "wav",
    AudioFormat.MP3: "mp3",
    AudioFormat.AIFF: "aiff",
    AudioFormat.AAC: "aac",
    AudioFormat.OGG: "ogg",
    AudioFormat.FLAC: "flac",
    AudioFormat.MP4: "mov",
    AudioFormat.WEBM: "matroska",
    AudioFormat.AMR: "amr",
    AudioFormat.CAF: "caf",
    AudioFormat.ASF: "asf",
    AudioFormat.LATM: "loas",
}
"""FFmpeg must not guess the format, since some of its formats fetch other files."""

_DECODED = frozenset(
    {"aac", "aac_latm", "alac", "amr_nb", "amr_wb", "flac", "gsm", "gsm_ms", "mp2", "mp3", "opus", "speex", "vorbis"}
    | {"wmav1", "wmav2", "wmapro", "wmavoice"}
)
_DECODED_FAMILIES = ("pcm_", "adpcm_")
"""Codecs that are accepted, by name and by what their names begin with."""

_SENT_AS: Mapping[tuple[AudioFormat, str], str] = {
    **{(AudioFormat.WAV, codec): "audio/wav" for codec in ("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le")},
    **{(AudioFormat.AIFF, codec): "audio/aiff" for codec in ("pcm_s8", "pcm_s16be", "pcm_s24be", "pcm_s32be")},
    (AudioFormat.MP3, "mp3"): "audio/mp3",
    (AudioFormat.AAC, "aac"): "audio/aac",
    (AudioFormat.OGG, "vorbis"): "audio/ogg",
    (AudioFormat.FLAC, "flac"): "audio/flac",
}
"""What Gemini's page on audio lists. All others (MP4 of phones, WebM and Ogg Opus of browsers) are sent as FLAC. So are
floating-point samples: they may be beyond full scale or no numbers, which each program hears in its own way."""

CONVERTED_AS = "audio/flac"

_MOST_PLAIN_CHANNELS = 2

BLOCK_SECONDS = 1.0
"""So much is resampled at once. Opus comes in frames of 20 ms or less, and each costs as much as a long one."""


@dataclass(frozen=True)
class Recording:
    """A decoded recording.

    Attributes:
        samples: 16-bit, mono, `RATE` a second: what is measured, and what the model hears.
        mime_type: its media type for a model.
        converted: the bytes to send; None if the file itself is sent.
    """

    samples: NDArray[np.int16]
    mime_type: str
    converted: bytes | None


def decode(
    data: bytes, audio_format: AudioFormat, max_seconds: float, on_progress: Callable[[float], None] | None = None
) -> Recording:
    """Decode a recording to its end, or until it proves too long.

    Args:
        data: the file.
        audio_format: its format.
        max_seconds: the longest that is accepted. The sound itself is counted, whatever the header says.
        on_progress: told after each block how many seconds are decoded.

    Raises:
        TerminalError: `unsupported_audio`, `empty_audio` or `too_long`.
    """
    samples, is_plain, codec = decode_samples(data, audio_format, max_seconds, on_progress)
    mime_type = _SENT_AS.get((audio_format, codec)) if is_plain and is_whole(data, audio_format) else None
    return Recording(samples, mime_type or CONVERTED_AS, None if mime_type else encode_flac(samples))


def decode_samples(
    data: bytes, audio_format: AudioFormat, max_seconds: float, on_progress: Callable[[float], None] | None = None
) -> tuple[NDArray[np.int16], bool, str]:
    """The sound of a recording, whether every program hears it so, and its codec. See `decode`.

    What is damaged is skipped here and may end another program's reading. How more than two channels become one, and
    what becomes of two that cancel, is each program's own choice.
    """
    try:
        with av.open(io.BytesIO(data), "r", format=_DEMUXERS[audio_format], metadata_errors="ignore") as container:
            stream, codec = _find_sound(container)
            decoder = _Decoder(container, stream)
            blocks = _collect(decoder, max_seconds, on_progress or (lambda _: None))
    except av.error.FFmpegError:
        raise unsupported_audio_error() from None
    samples, is_mixed = to_mono(blocks)
    return samples, is_mixed and not decoder.damaged and decoder.most_channels <= _MOST_PLAIN_CHANNELS, codec


def unsupported_audio_error() -> TerminalError:
    """The file is no recording of an accepted format, or is too damaged."""
    return TerminalError(
        "unsupported_audio",
        "The file is not a recording in an accepted format: WAV, MP3, AIFF, AAC, OGG, FLAC, M4A, MP4, MOV, 3GP, AMR, "
        "CAF, WMA or WebM, with a sound track.",
    )


def empty_audio_error() -> TerminalError:
    """The file holds no sound."""
    return TerminalError("empty_audio", "The recording is empty.")


def _find_sound(container: "av.container.InputContainer") -> tuple[AudioStream, str]:
    """The first sound track that can be decoded, and its codec. Films have others, and pictures."""
    for stream in container.streams.audio:
        # A codec that FFmpeg does not know has no context, whatever the library's types say.
        codec = stream.codec_context.codec.canonical_name if stream.codec_context else ""
        if codec in _DECODED or codec.startswith(_DECODED_FAMILIES):
            return stream, codec
    raise unsupported_audio_error()


def _collect(decoder: "_Decoder", max_seconds: float, on_progress: Callable[[float], None]) -> list[NDArray[np.int16]]:
    """All sound as blocks of (samples, channels)."""
    blocks: list[NDArray[np.int16]] = []
    count = 0
    for frame in decoder.frames():
        blocks.append(np.asarray(frame.to_ndarray(), np.int16).reshape(-1, frame.layout.nb_channels))
        count += frame.samples
        if count > max_seconds * RATE:
            raise TerminalError("too_long", f"The recording is longer than {max_seconds / 60:g} minutes.")
        on_progress(count / RATE)
    if not count:
        raise unsupported_audio_error() if decoder.damaged else empty_audio_error()
    return blocks


class _Decoder:
    """Sound as 16-bit mono or stereo at `RATE`, from a stream that may be damaged and may change its format."""

    def __init__(self, container: "av.container.InputContainer", stream: AudioStream) -> None:
        self._container = container
        self._stream = stream
        self._layout = ""
        self.damaged = 0
        self.most_channels = 0

    def frames(self) -> Iterator[AudioFrame]:
        form, resampler, waiting = None, None, AudioFifo()
        for frame in self._decode_packets():
            frame.pts = None
            self.most_channels = max(self.most_channels, frame.layout.nb_channels)
            if form != (form := (frame.format.name, frame.layout.name, frame.sample_rate)):
                yield from self._drain(resampler, waiting)
                self._layout = self._layout or ("mono" if frame.layout.nb_channels == 1 else "stereo")
                resampler = AudioResampler(format="s16", layout=self._layout, rate=RATE)
                waiting = AudioFifo()
            waiting.write(frame)
            if resampler and waiting.samples >= BLOCK_SECONDS * frame.sample_rate:
                yield from resampler.resample(waiting.read())
        yield from self._drain(resampler, waiting)

    def _drain(self, resampler: AudioResampler | None, waiting: AudioFifo) -> Iterator[AudioFrame]:
        if resampler:
            if waiting.samples:
                yield from resampler.resample(waiting.read())
            yield from resampler.resample(None)

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


def encode_flac(samples: NDArray[np.int16]) -> bytes:
    """16-bit mono samples at `RATE` as FLAC: lossless, accepted by the provider, and half as large as WAV."""
    file = io.BytesIO()
    with av.open(file, "w", format="flac") as container:
        stream: Any = container.add_stream("flac", rate=RATE, layout="mono")
        block = round(RATE * BLOCK_SECONDS)
        for start in range(0, len(samples), block):
            frame = AudioFrame.from_ndarray(samples[None, start : start + block], format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()
