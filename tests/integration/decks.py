"""PDFs that tests have cards made of, by the public API."""

from http import HTTPStatus
from typing import Any

from integration.conftest import User
from integration.essays import SAMPLES
from ops.client.api import expect
from ops.client.uploads import send
from support.pdfs import Section, sections, text_pdf

COURSE = SAMPLES / "flashcards" / "memory.txt"


def pdf_about(word: str) -> bytes:
    """A few pages of the sample course; `word` is part of each fact that can be asked for."""
    chapters = sections(COURSE.read_text(encoding="utf-8"))[:3]
    return text_pdf(
        Section(each.title, tuple(text.replace("memory", f"memory ({word})") for text in each.paragraphs))
        for each in chapters
    )


def uploaded_pdf(user: User, content: bytes) -> str:
    """The id of a PDF that was sent."""
    asked = {
        "upload_type": "flashcard_pdf",
        "filename": "course.pdf",
        "content_type": "application/pdf",
        "size": len(content),
    }
    form = expect(user.api.post("/uploads", asked), HTTPStatus.CREATED)
    assert send(form, content).status_code == HTTPStatus.NO_CONTENT
    return str(form["upload_id"])


def submission(upload_id: str, **changes: Any) -> dict[str, Any]:
    """A request for five cards of any difficulty and kind that a plain text gives."""
    wanted = {"num_cards": 5, "difficulty": "MEDIUM", "question_types": ["DEFINITION", "CLOZE", "FACT"]}
    return {"upload_id": upload_id} | wanted | changes


def made_set(user: User, upload_id: str, **changes: Any) -> Any:
    """The set that comes of a PDF."""
    accepted = expect(user.api.post("/flashcards", submission(upload_id, **changes)), HTTPStatus.ACCEPTED)
    job = user.finished(accepted["job_id"])
    assert job["status"] == "COMPLETED", job
    return user.get(job["result_url"])
