"""What may be uploaded: sizes and content types.

The content type is what the uploader says. It keeps pages and scripts out of the bucket. What a file is, only its bytes
show, so each reader checks those.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bandup.storage.document_types import DOCUMENT_TYPES
from bandup.storage.uploads import UploadType

MIB = 1024 * 1024


@dataclass(frozen=True)
class UploadRule:
    """What one type of upload may be.

    Attributes:
        max_bytes: the most bytes of a file.
        content_types: media types in lower case, without parameters; each with the other names that browsers use.
    """

    max_bytes: int
    content_types: frozenset[str]


RULES: Mapping[UploadType, UploadRule] = {
    # Five minutes, the longest part of the test, of uncompressed stereo at 48 kHz are 57.6 MB, as are 30 minutes of
    # mono at 16 kHz. In base64 this is 89 MB, below the 100 MB that Gemini takes in one request (since 2026-01-12).
    UploadType.SPEAKING_AUDIO: UploadRule(
        64 * MIB,
        frozenset(
            {
                "application/ogg",
                "audio/3gpp",
                "audio/3gpp2",
                "audio/aac",
                "audio/aiff",
                "audio/amr",
                "audio/amr-wb",
                "audio/caf",
                "audio/flac",
                "audio/m4a",
                "audio/mp3",
                "audio/mp4",
                "audio/mp4a-latm",
                "audio/mpeg",
                "audio/ogg",
                "audio/opus",
                "audio/vnd.wave",
                "audio/wav",
                "audio/wave",
                "audio/webm",
                "audio/x-aac",
                "audio/x-aiff",
                "audio/x-caf",
                "audio/x-flac",
                "audio/x-m4a",
                "audio/x-ms-wma",
                "audio/x-wav",
                # A phone's or browser's recorder calls its file so although it holds nothing but sound.
                "video/3gpp",
                "video/3gpp2",
                "video/mp4",
                "video/quicktime",
                "video/webm",
                "video/x-ms-asf",
            }
        ),
    ),
    # Gemini's own limit for a PDF, so that one can be shown to it as it is.
    UploadType.FLASHCARD_PDF: UploadRule(50 * MIB, frozenset({"application/pdf"})),
    UploadType.FLASHCARD_DOCUMENT: UploadRule(50 * MIB, DOCUMENT_TYPES),
    # A phone's photo of a chart has 3 to 8 MB. In base64 this is 14 MB, which leaves room for the rest of a request.
    UploadType.WRITING_IMAGE: UploadRule(10 * MIB, frozenset({"image/jpeg", "image/jpg", "image/png", "image/webp"})),
    # The longest essay, 20,000 characters of four bytes each, with a byte order mark: 80,003 bytes.
    UploadType.WRITING_ESSAY: UploadRule(80 * 1024, frozenset({"text/plain"})),
    # A few pages; a designer's, with pictures in full size, has some MB.
    UploadType.RESUME: UploadRule(10 * MIB, DOCUMENT_TYPES),
    UploadType.JOB_DESCRIPTION: UploadRule(10 * MIB, DOCUMENT_TYPES),
}
