"""What an id stands for: an essay, a recording or a document that no other id stands for, and always the same one."""

import random
import uuid
from functools import cache, lru_cache
from typing import Any

from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.storage.uploads import UploadType, upload_key
from findings.corpus import read_corpus
from speed.documents import ENGLISH, write_document
from support.pdfs import pages_pdf
from support.sounds import pcm, wav

USER = "0f3d1c4e-0000-4000-8000-000000000001"
BUCKET = "bandup-bench-uploads"
ESSAY_SENTENCES = 18
MISSPELT = 0.004
"""Share of the letters of an essay that are others than they should be."""

PAGES = 20
"""Of a document: more than fifteen passages, so that vectors are bought."""

KINDS = {1: Kind.WRITING, 2: Kind.SPEAKING, 3: Kind.FLASHCARD}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def make_id(kind: Kind, number: int) -> str:
    """The id of the numbered job of a kind; its upload has the same."""
    [group] = [group for group, each in KINDS.items() if each is kind]
    return str(uuid.UUID(f"{group:08x}-0000-4000-8000-{number:012x}"))


def make_job(job_id: str) -> Job:
    """The job with an id of `make_id`; any other id is that of a writing job."""
    kind = KINDS.get(int(job_id[:8], 16), Kind.WRITING)
    return Job(
        job_id=job_id,
        user_id=USER,
        kind=kind,
        request=_write_request(kind, job_id),
        request_hash="0" * 64,
        correlation_id="bench",
        created_at=1_795_000_000_000,
        updated_at=1_795_000_000_000,
    )


# A reader that has waited too long asks again: it is not to wait for a second one.
@lru_cache(maxsize=4)
def make_upload(upload_id: str) -> tuple[bytes, str]:
    """The bytes of an upload, and what they are."""
    dice = random.Random(upload_id)
    if KINDS.get(int(upload_id[:8], 16)) is Kind.FLASHCARD:
        pages = write_document("a book", [4] * (PAGES // 4), ENGLISH, seed=dice.randrange(2**32)).pages
        return pages_pdf(pages), "application/pdf"
    stretches = [(dice.uniform(1, 4), bool(number % 2)) for number in range(10)]
    return wav(pcm(stretches)), "audio/wav"


def _write_request(kind: Kind, job_id: str) -> dict[str, Any]:
    if kind is Kind.SPEAKING:
        return {
            "part": "PART_2",
            "questions": ["Describe a journey that you remember well."],
            "audio": _name_upload(job_id, UploadType.SPEAKING_AUDIO),
        }
    if kind is Kind.FLASHCARD:
        return {
            "upload": _name_upload(job_id, UploadType.FLASHCARD_PDF),
            "num_cards": 5,
            "difficulty": "MEDIUM",
            "question_types": ["FACT"],
        }
    return {"tasks": [_write_task(job_id)]}


def _name_upload(job_id: str, kind: UploadType) -> dict[str, object]:
    return {
        "upload_type": kind.value,
        "bucket": BUCKET,
        "key": upload_key(kind, USER, job_id),
        "version_id": "1",
        "size": 100_000,
        "content_type": "application/pdf" if kind is UploadType.FLASHCARD_PDF else "audio/wav",
    }


def _write_task(job_id: str) -> dict[str, str]:
    dice = random.Random(job_id)
    sentences = dice.choices(_read_sentences(), k=ESSAY_SENTENCES)
    letters = (dice.choice(_LETTERS) if dice.random() < MISSPELT else letter for letter in ". ".join(sentences))
    question = "Some people think that museums should be free for everybody. To what extent do you agree?"
    return {"task_type": "TASK_2", "question": question, "essay_content": "".join(letters)}


@cache
def _read_sentences() -> list[str]:
    return [sentence for piece in read_corpus().prose for sentence in piece.text.split(". ")]
