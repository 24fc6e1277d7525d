"""What the model server hears in a recording: its kind, its length, its pauses. It cannot hear words."""

from bandup.audio.decoding import decode
from bandup.audio.fluency import Fluency, measure_fluency
from bandup.audio.formats import AudioFormat, detect_format
from bandup.core.errors import TerminalError
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


def listen(mime_type: str, data: bytes) -> Fluency:
    """Measure a recording as it was sent.

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
        return measure_fluency(decode(data, _KINDS[mime_type], LONGEST_SECONDS).levels)
    except TerminalError as error:
        raise CannotAnswerError(error.message) from error
