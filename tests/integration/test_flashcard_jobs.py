"""PDFs go in by the public API and come back as proven cards, or fail with a reason and at no cost."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import pytest

from flashcard_generator.scans.prompt import PageReading
from integration.attempts import Faulty, attempts, calls_fit, killed_while_the_model_is_asked
from integration.conftest import Stage, User
from integration.decks import COURSE
from integration.essays import SAMPLES, marker
from ops.client.api import expect
from ops.client.uploads import send
from support.office_files import docx, paragraph
from support.pdfs import Section, join_pdfs, pages_pdf, scan_pdf, sections, text_pdf
from unit.flashcard_generator import hostile_documents
from unit.flashcard_generator.passages import LANGUAGES, PLANTS, RIVERS, VOLCANOES
from unit.flashcard_generator.pdf_cases import REFUSED

pytestmark = pytest.mark.integration

SAMPLE = SAMPLES / "flashcards" / "memory.pdf"
STAGES = ("parsing", "embedding", "writing cards")
TYPES = ["DEFINITION", "VOCABULARY", "COMPREHENSION", "CLOZE", "FACT", "TRUE_FALSE"]


def short(word: str) -> bytes:
    """Three pages that need no vectors; `word` is on each."""
    return pages_pdf([f"{page} The code of this chapter is {word}." for page in (PLANTS, VOLCANOES, RIVERS)])


def long(word: str, pages: int = 24) -> bytes:
    """A document that needs vectors; `word` is in every sentence, and every sentence states another fact."""
    return pages_pdf(
        [
            " ".join(
                f"The town of Velt{page}x{line} in {word} is known for {100 * page + line} bridges and a market."
                for line in range(26)
            )
            for page in range(1, pages + 1)
        ]
    )


def uploaded(user: User, data: bytes, upload_type: str = "flashcard_pdf") -> str:
    form = expect(
        user.api.post(
            "/uploads",
            {
                "upload_type": upload_type,
                "filename": "notes.pdf",
                "content_type": "application/pdf",
                "size": max(1, len(data)),
            },
        ),
        HTTPStatus.CREATED,
    )
    assert send(form, data).status_code == HTTPStatus.NO_CONTENT
    return str(form["upload_id"])


def submit(user: User, data: bytes, upload_type: str = "flashcard_pdf", **changes: Any) -> str:
    request = {
        "upload_id": uploaded(user, data, upload_type),
        "num_cards": 8,
        "difficulty": "MEDIUM",
        "question_types": TYPES,
    }
    return str(expect(user.api.post("/flashcards", request | changes), HTTPStatus.ACCEPTED)["job_id"])


def made(user: User, job_id: str) -> Any:
    job = user.finished(job_id)
    assert job["status"] == "COMPLETED", job
    return user.get(job["result_url"])


def stages_of(user: User, job_id: str) -> list[str]:
    """Every stage that the owner sees until the job ends, who looks as often as can be."""
    seen: list[str] = []
    while True:
        job = user.job(job_id)
        if job["stage"] not in seen:
            seen.append(job["stage"])
        if job["status"] not in {"QUEUED", "PROCESSING"}:
            return seen


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_other_documents_than_pdfs_give_cards_or_their_reason(user: User) -> None:
    chapters = sections(COURSE.read_text(encoding="utf-8"))[:2]
    book = docx("".join(paragraph(each.title, "H1") + "".join(map(paragraph, each.paragraphs)) for each in chapters))
    files = {"a Word file": book, "a billion laughs": hostile_documents.laughing(), "a web page": b"<html>x</html>"}
    jobs = {name: submit(user, data, upload_type="flashcard_document") for name, data in files.items()}
    result = made(user, jobs["a Word file"])
    assert result["document"]["kind"] == "DOCX"
    assert {card["page"] for card in result["flashcards"]} == {None}
    assert {card["chapter"] for card in result["flashcards"]} <= {each.title for each in chapters}
    refused = {name: user.finished(jobs[name]) for name in ("a billion laughs", "a web page")}
    assert [job["error"]["code"] for job in refused.values()] == ["corrupt_document", "unknown_document"]
    assert all("cost" not in job for job in refused.values())


def test_a_scanned_page_is_read_by_a_model_which_is_told_and_paid_once(stage: Stage, user: User) -> None:
    asked = PageReading.__name__  # in the schema of every request to read pages; a picture holds no word
    stage.model.fail(asked, {"kind": "delay", "seconds": 1})
    data = join_pdfs(pages_pdf([PLANTS]), scan_pdf([VOLCANOES]))
    job_id = submit(user, data, num_cards=14, question_types=["CLOZE"])
    seen = stages_of(user, job_id)
    result, job = made(user, job_id), user.job(job_id)
    assert "reading scanned pages 0/1" in seen
    assert result["document"]["pages_read_by_model"] == [[2, 2]]
    assert {(card["page"], card["read_by"]) for card in result["flashcards"]} == {(1, None), (2, "model")}
    assert all(card["quote"] in (PLANTS, VOLCANOES)[card["page"] - 1] for card in result["flashcards"])
    tries = attempts(stage, job)
    assert tries.fit(stage.model.calls(asked), 1)
    assert result["metrics"]["gemini_calls"] + tries.others >= 2, "the page, and the cards"


HOSTILE = (
    "a web page",
    "a user's password, AES-256",
    "no pages",
    "a blank page",
    "10,000 blank pages",
    "the first 100 bytes",
)


def test_what_is_no_document_fails_with_a_reason_and_without_a_call(stage: Stage, user: User) -> None:
    before = stage.model.total()
    jobs = {name: submit(user, REFUSED[name][1]()) for name in HOSTILE}
    ended = {name: user.finished(job_id) for name, job_id in jobs.items()}
    assert {name: job["error"]["code"] for name, job in ended.items()} == {name: REFUSED[name][0] for name in HOSTILE}
    assert all(len(job["error"]["message"]) > 20 and not job["error"]["retryable"] for job in ended.values())
    assert all("cost" not in job for job in ended.values())
    assert stage.model.total() == before
    assert user.get("/flashcard-sets")["items"] == []


FAILURES: dict[str, tuple[bool, list[dict[str, Any]], str]] = {
    "Titan asks for less": (
        True,
        [{"kind": "status", "status": 429, "retry_delay_seconds": 1, "times": 3}],
        "COMPLETED",
    ),
    "Titan fails now and then": (True, [{"kind": "status", "status": 503, "times": 3}, {"kind": "reset"}], "COMPLETED"),
    "Titan answers garbage": (True, [{"kind": "prose", "times": 2}, {"kind": "wrong_schema"}], "COMPLETED"),
    "Titan refuses the role once": (True, [{"kind": "status", "status": 403}], "COMPLETED"),
    "Gemini cuts its answer": (False, [{"kind": "cut_json"}], "COMPLETED"),
    "Gemini asks for less": (False, [{"kind": "status", "status": 429, "retry_delay_seconds": 2}], "COMPLETED"),
    "Gemini invents its quotes once": (False, [{"kind": "invented"}], "COMPLETED"),
    "Gemini invents its quotes": (False, [{"kind": "invented", "times": 100}], "no_usable_cards"),
    "Gemini answers in another form": (False, [{"kind": "wrong_schema", "times": 100}], "model_output_invalid"),
    "Gemini refuses the text": (False, [{"kind": "blocked", "times": 100}], "blocked"),
}


@pytest.fixture(scope="module")
def faulty(stage: Stage) -> Faulty:
    """All at once, and before the tests that follow, since most of them wait."""
    owner, killed_word = stage.new_user(), marker()
    killed = killed_while_the_model_is_asked(
        stage, killed_word, lambda: submit(owner, short(killed_word), question_types=["CLOZE"])
    )
    words, jobs = {name: marker() for name in FAILURES}, {}
    for name, (needs_vectors, faults, _) in FAILURES.items():
        stage.model.fail(words[name], *faults)
        data = long(words[name], 18) if needs_vectors else short(words[name])
        # A CLOZE gets no second look, so that the calls can be counted.
        jobs[name] = submit(owner, data, num_cards=6, question_types=["CLOZE"])
    return Faulty(owner, words, jobs, killed_word, killed)


@pytest.mark.usefixtures("faulty")
def test_the_sample_becomes_a_set_of_proven_cards(stage: Stage, user: User) -> None:
    job_id = submit(user, SAMPLE.read_bytes(), num_cards=20)
    result = made(user, job_id)
    job = user.job(job_id)
    assert (job["kind"], job["result_url"]) == ("flashcard", f"/flashcard-sets/{job_id}")
    assert attempts(stage, job).reasons == []
    assert result["requested_cards"] == 20
    assert len(result["flashcards"]) == result["total_cards"] >= 16
    assert result.get("shortfall", {"missing": 0})["missing"] == 20 - result["total_cards"]
    text = squeezed((SAMPLE.parent / "memory.txt").read_text())
    for card in result["flashcards"]:
        assert squeezed(card["quote"]).replace("-", "") in text.replace("-", ""), card
        assert card["type"] in TYPES
        assert 1 <= card["page"] <= result["page_count"]
        assert card["grounded"] is True
        assert card["verified_by"] == (None if card["type"] == "CLOZE" else "model")
    assert len({(card["type"], card["quote"]) for card in result["flashcards"]}) == result["total_cards"]
    assert result["retrieval"]["coverage"]["share"] >= 0.7
    assert result["retrieval"]["keywords"]
    metrics = result["metrics"]
    assert metrics["cards"]["made"] == result["total_cards"]
    assert metrics["model"].startswith("offline")
    assert job["cost"]["usd"] > 0
    [listed] = user.get("/flashcard-sets")["items"]
    assert (listed["set_id"], listed["total_cards"]) == (job_id, result["total_cards"])


def test_progress_is_seen_while_it_is_made(stage: Stage, user: User) -> None:
    word = marker()
    stage.model.fail(word, {"kind": "delay", "seconds": 2.5}, {"kind": "delay", "seconds": 0.4, "times": 200})
    job_id = submit(user, long(word), num_cards=10, question_types=["CLOZE"])
    seen = stages_of(user, job_id)
    first = {name: next((at for at, each in enumerate(seen) if each.startswith(name)), None) for name in STAGES}
    # Parsing waits for no model, so it may be over before the owner looks; a unit test sees it told.
    parsing, embedding, writing = first.values()
    assert embedding is not None, seen
    assert writing is not None, seen
    assert (-1 if parsing is None else parsing) < embedding < writing, seen
    result = made(user, job_id)
    assert result["retrieval"]["method"] == "topic_sections"
    assert 0 < result["metrics"]["titan_calls"] <= result["chunk_count"]
    paid = result["metrics"]["titan_calls"] + result["metrics"]["gemini_calls"]
    others = attempts(stage, user.job(job_id)).others
    assert paid <= stage.model.calls(word) <= paid * (1 + others)


def test_other_scripts_and_languages_give_cards(user: User) -> None:
    # Not Arabic: MuPDF writes PDFs that name its letters wrongly.
    jobs = {name: submit(user, story(LANGUAGES[name]), num_cards=3) for name in ("Chinese", "Russian", "Spanish")}
    for name, job_id in jobs.items():
        result = made(user, job_id)
        assert result["total_cards"] == 3, (name, result)


def story(text: str) -> bytes:
    """A page in any script."""
    return text_pdf([Section("", (text,))])


def test_two_users_meet_nowhere(stage: Stage) -> None:
    users, words = (stage.new_user(), stage.new_user()), (marker(), marker())
    jobs = [
        submit(user, long(word, 18), num_cards=10, question_types=["CLOZE", "TRUE_FALSE"])
        for user, word in zip(users, words, strict=True)
    ]
    sets = [made(user, job_id) for user, job_id in zip(users, jobs, strict=True)]
    assert all(other not in every_text(each) for each, other in zip(sets, reversed(words), strict=True))
    assert all(own in every_text(each) for each, own in zip(sets, words, strict=True))
    users[1].missing(f"/flashcard-sets/{jobs[0]}")
    upload_id = uploaded(users[0], short(words[0]))
    request = {"upload_id": upload_id, "num_cards": 3, "difficulty": "EASY", "question_types": ["FACT"]}
    assert users[1].api.post("/flashcards", request).status == HTTPStatus.UNPROCESSABLE_ENTITY


def every_text(result: Any) -> str:
    return "\n".join(texts(result))


def texts(value: Any) -> Iterable[str]:
    """Every text in an answer."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def test_failing_models_and_killed_workers_lose_nothing_and_make_nothing_up(stage: Stage, faulty: Faulty) -> None:
    ended = faulty.finished()
    outcomes = {
        name: job["error"]["code"] if job["status"] == "FAILED" else job["status"] for name, job in ended.items()
    }
    assert outcomes == {name: outcome for name, (_, _, outcome) in FAILURES.items()}
    calls = {name: stage.model.calls(faulty.words[name]) for name in FAILURES if name.startswith("Gemini")}
    expected = {"Gemini cuts its answer": 2, "Gemini asks for less": 2, "Gemini refuses the text": 1}
    assert calls_fit(stage, ended, calls, expected), calls

    job = faulty.owner.finished(faulty.killed)
    assert job["status"] == "COMPLETED"
    made_of = attempts(stage, job)
    assert made_of.reasons == []
    assert 2 <= stage.model.calls(faulty.killed_word) <= 1 + made_of.others
    completed = {faulty.killed, *(faulty.jobs[name] for name, outcome in outcomes.items() if outcome == "COMPLETED")}
    assert sorted(each["set_id"] for each in faulty.owner.get("/flashcard-sets")["items"]) == sorted(completed)
