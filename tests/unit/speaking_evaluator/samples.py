"""Model answers and requests for these tests; all written for them."""

from typing import Any

from bandup.storage.uploads import StoredUpload, UploadType

NAMES = ("fluency_coherence", "lexical_resource", "grammatical_range_accuracy", "pronunciation")

TRANSCRIPT = (
    "Well, um, I read a book about a river. It was, it was written by a journalist who travel a lot, and, er, I would "
    "recommend it to everyone which likes travelling. [inaudible]"
)
WORDS = 32

UPLOAD = StoredUpload(UploadType.SPEAKING_AUDIO, "bucket", "uploads/speaking_audio/owner/id", "v1", 1234, "audio/wav")


def request(**changes: Any) -> dict[str, Any]:
    return {"part": "PART_2", "questions": ["Describe a book."], "audio": UPLOAD.as_request(), **changes}


def answer(
    bands: Any = (6, 6, 6, 7), quotes: tuple[str, ...] = ("who travel a lot",), kind: Any = "agreement", **more: Any
) -> dict[str, Any]:
    """A whole answer of a model, in which each quote has an error of one kind."""
    return {
        "speech_heard": True,
        "another_voice": False,
        "transcript": TRANSCRIPT,
        "orders": [],
        "quoted_examples": [
            {
                "quote": quote,
                "issue": "agreement",
                "suggestion": "who travels a lot",
                "criterion": NAMES[2],
                "error_type": kind,
            }
            for quote in quotes
        ],
        "transcript_times": [
            {"seconds": 0.4, "words": "Well, um, I read"},
            {"seconds": 6, "words": "It was, it was"},
        ],
        "misheard": [{"heard": "reefer", "meant": "river"}],
        "answers": [{"question": 1, "feedback": "You name the book.", "better": "It is a book about a river."}],
        "off_topic": False,
        "criteria": {
            name: {"reason": f"because of {name}", "band": band} for name, band in zip(NAMES, bands, strict=True)
        },
        "summary": "A clear talk.",
        "strengths": ["Willing to speak"],
        "improvements": ["Agreement of subject and verb"],
        **more,
    }
