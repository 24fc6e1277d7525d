"""What the model server hears in a recording: its kind, its length, its pauses, and some of its words."""

from dataclasses import dataclass

from bandup.audio.decoding import RATE, Recording, decode
from bandup.audio.fluency import Fluency
from bandup.audio.formats import AudioFormat, detect_format
from bandup.audio.listening import listen as measure_speech
from bandup.core.errors import TerminalError
from ops.local_stage.model_server.audio_words import TRANSCRIBER
from ops.local_stage.model_server.errors import CannotAnswerError

TOKENS_PER_SECOND = 32
"""What Google counts for sound."""

LONGEST_SECONDS = 9.5 * 3600
"""What Google takes in one prompt."""

_KINDS = {
    "audio/wav": AudioFormat.WAV,
    "audio/mp3": AudioFormat.MP3,
    "audio/aiff": AudioFormat.AIFF,
    "audio/aac": AudioFormat.AAC,
    "audio/ogg": AudioFormat.OGG,
    "audio/flac": AudioFormat.FLAC,
}
"""The types of Google's page on audio; a file must also be what its label says."""


@dataclass(frozen=True)
class Heard:
    """A recording as the model server hears it.

    Attributes:
        fluency: what was measured; no speech where nobody speaks.
        said: the words that were recognised in each of its stretches of speech, see `audio_words`.
    """

    fluency: Fluency
    said: tuple[str, ...]

    @property
    def transcript(self) -> str:
        """All words."""
        return " ".join(filter(None, self.said))


def listen(mime_type: str, data: bytes) -> Heard:
    """Measure and transcribe a recording as it was sent.

    Raises:
        CannotAnswerError: the type is not one that Google lists, or the file is not of its type.
    """
    if mime_type not in _KINDS:
        msg = f"Unsupported MIME type: {mime_type}"
        raise CannotAnswerError(msg)
    try:
        if detect_format(data) is not _KINDS[mime_type]:
            msg = f"The file is not of its MIME type {mime_type}."
            raise CannotAnswerError(msg)
        return _hear(decode(data, _KINDS[mime_type], LONGEST_SECONDS))
    except TerminalError as error:
        raise CannotAnswerError(error.message) from error


def _hear(recording: Recording) -> Heard:
    try:
        fluency = measure_speech(recording.samples)
    except TerminalError:
        return Heard(Fluency(len(recording.samples) / RATE, 0.0, 0.0, 1.0, ()), ())
    return Heard(fluency, TRANSCRIBER.transcribe(recording.samples, fluency.sounds))
