"""From a stored request to a set of cards: everything but the PDF and the providers is real."""

import itertools
import json
import re
from collections import Counter
from typing import Any

import pytest

from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, TerminalError
from bandup.flashcards.options import CardType
from bandup.flashcards.pictures import unpack_pictures
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.storage.uploads import UploadType
from flashcard_generator.document_reader import DocumentReader
from flashcard_generator.generate import FlashcardGenerator
from flashcard_generator.pdf.bookmarks import Bookmark
from flashcard_generator.sources.kinds import DocumentKind
from ops.local_stage.model_server.card_prompt import read_card_prompt
from unit.flashcard_generator import fakes
from unit.flashcard_generator.fakes import FakeModels, FakePictures, FakeUploads, offline, request, run_of
from unit.flashcard_generator.passages import LANGUAGES, PLANTS, RIVERS, VOLCANOES

DOCUMENT = "\f".join([PLANTS, VOLCANOES, RIVERS])


def numbered(pages: int) -> str:
    """A long document in which every sentence states another fact."""
    return "\f".join(
        " ".join(
            f"The town of Veltmark{page}x{line} is known for its {100 * page + line} bridges and a tower of stone."
            for line in range(12)
        )
        for page in range(1, pages + 1)
    )


def made(models: FakeModels, text: str = DOCUMENT, run: Run | None = None, **changes: Any) -> Result:
    uploads = FakeUploads()
    stored = request(uploads.put(text.encode()), **changes)
    return fakes.generator(models, uploads)(run or run_of(stored))


def run_for(text: str, stages: list[str] | None = None, **changes: Any) -> tuple[FakeUploads, Run]:
    uploads = FakeUploads()
    return uploads, run_of(request(uploads.put(text.encode()), **changes), stages)


def test_a_document_becomes_a_set_of_proven_cards() -> None:
    result = made(FakeModels(), num_cards=8)
    assert result.fields["total_cards"] == result.fields["requested_cards"] == 8
    assert (result.fields["page_count"], result.fields["difficulty"]) == (3, "MEDIUM")
    assert result.body["document"] == {
        "kind": "PDF",
        "page_count": 3,
        "chunk_count": result.fields["chunk_count"],
    }
    cards = result.body["flashcards"]
    assert len({card["id"] for card in cards}) == 8
    for card in cards:
        assert card["quote"] in DOCUMENT.split("\f")[card["page"] - 1]
        assert card["grounded"] is True
        assert card["type"] in set(CardType)
    assert {card["page"] for card in cards} == {1, 2, 3}
    assert "shortfall" not in result.body


@pytest.mark.parametrize(("share", "is_told"), [(0.0, False), (0.01, False), (0.1, True)])
def test_the_result_tells_what_could_not_be_read(share: float, is_told: bool) -> None:
    lost = round(len(DOCUMENT) * share / (1 - share))
    document = made(FakeModels(), DOCUMENT + "\N{REPLACEMENT CHARACTER}" * lost).body["document"]
    assert document.get("undecodable_share", 0) == pytest.approx(share if is_told else 0, abs=0.001)


def test_cards_and_coverage_know_the_chapters_and_the_set_its_document() -> None:
    uploads = FakeUploads()
    stored = request(uploads.put(f"Plants\n{PLANTS}\fVolcanoes\n{VOLCANOES}\fRivers\n{RIVERS}".encode()), num_cards=15)
    marks = [Bookmark(1, title, page) for page, title in enumerate(("Plants", "Volcanoes", "Rivers"), 1)]
    reader = fakes.FakePdfReader("Earth and Life", marks)
    result = fakes.generator(FakeModels(), uploads, reader, size=3_000)(run_of(stored))
    assert result.fields["document_name"] == "Earth and Life"
    assert [card["chapter"] for card in result.body["flashcards"]] == [
        marks[card["page"] - 1].title for card in result.body["flashcards"]
    ]
    assert len({card["chapter"] for card in result.body["flashcards"]}) == 3
    counted = result.body["retrieval"]["coverage"]["chapters"]
    assert {(each["title"], each["page"]) for each in counted} <= {(mark.title, mark.page) for mark in marks}
    assert Counter({each["title"]: each["cards"] for each in counted if each["cards"]}) == Counter(
        card["chapter"] for card in result.body["flashcards"]
    )


def test_a_document_without_title_and_chapters_has_the_name_of_its_file() -> None:
    result = made(FakeModels(), num_cards=3)
    assert result.fields["document_name"] == "0 notes of a course"
    assert {card["chapter"] for card in result.body["flashcards"]} == {None}
    assert result.body["retrieval"]["coverage"]["chapters"] == []


def test_the_result_can_be_stored_and_tells_what_it_took() -> None:
    result = made(FakeModels(), num_cards=8)
    assert json.loads(json.dumps(result.body, ensure_ascii=False))
    metrics = result.body["metrics"]
    assert metrics["cards"] == {"asked": 8, "written": 8, "made": 8, "dropped": {}}
    assert metrics["seconds"].keys() == {"parsing", "embedding", "choosing", "writing", "total"}
    assert metrics["seconds"]["total"] >= metrics["seconds"]["writing"] >= 0
    assert (metrics["titan_calls"], metrics["gemini_calls"], metrics["model"]) == (0, 1, "writer-7")
    assert result.body["retrieval"]["chunks_used"] == len({*range(result.fields["chunk_count"])})
    assert result.body["retrieval"]["coverage"]["pages_with_cards"] == [[1, 3]]


def test_a_long_document_is_embedded_once_per_chunk_and_covered() -> None:
    result = made(FakeModels(), numbered(30), num_cards=20, question_types=["CLOZE", "FACT"])
    assert result.body["metrics"]["titan_calls"] == result.fields["chunk_count"] > 15
    assert result.fields["total_cards"] == 20
    pages = {card["page"] for card in result.body["flashcards"]}
    assert len([page for page in pages if page <= 10]) >= 3
    assert len([page for page in pages if page > 20]) >= 3


@pytest.mark.parametrize("kind", list(CardType))
def test_only_the_types_that_were_asked_for_are_made(kind: CardType) -> None:
    result = made(FakeModels(), num_cards=3, question_types=[kind])
    assert {card["type"] for card in result.body["flashcards"]} == {kind}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_in_any_script_gives_cards_in_it(language: str) -> None:
    result = made(FakeModels(), LANGUAGES[language], num_cards=3)
    assert result.fields["total_cards"] == 3, result.body
    assert all(card["quote"] in LANGUAGES[language] for card in result.body["flashcards"])


def test_many_cards_are_asked_for_in_parts_that_share_no_passage() -> None:
    models = FakeModels()
    result = made(models, numbered(30), num_cards=50, question_types=["CLOZE"])
    first = [read_card_prompt(str(prompt.parts[0])) for prompt in models.asked[:5]]
    assert [sum(asked.wanted.values()) for asked in first] == [10] * 5
    shown = Counter(number for asked in first for number in asked.passages)
    assert set(shown.values()) == {1}
    assert result.fields["total_cards"] == 50
    assert models.most_busy <= 4


def test_what_is_missing_is_asked_for_once_more_and_nothing_else() -> None:
    def forgetful(text: str) -> Any:
        cards = offline(text)["cards"]
        return {"cards": cards[:6] if "<used>" not in text and "<rejected>" not in text else cards}

    models = FakeModels(forgetful)
    result = made(models, num_cards=8)
    assert [sum(read_card_prompt(str(p.parts[0])).wanted.values()) for p in models.asked][:2] == [8, 2]
    assert len(models.asked) == 2
    assert result.fields["total_cards"] == 8 or result.body["shortfall"]["missing"] == 8 - result.fields["total_cards"]


def test_a_quote_that_is_not_there_is_repaired_once() -> None:
    def inventing_at_first(text: str) -> Any:
        cards = offline(text)["cards"]
        if "<rejected>" not in text:
            cards[0]["quote"] = "Nothing of the kind was ever written."
        return {"cards": cards}

    models = FakeModels(inventing_at_first)
    result = made(models, num_cards=4)
    assert result.fields["total_cards"] == 4
    assert result.body["metrics"]["cards"]["dropped"] == {"quote_not_found": 1}
    assert "quote_not_found" in str(models.asked[1].parts[0])


def test_fewer_good_cards_are_said_and_never_padded() -> None:
    result = made(FakeModels(), PLANTS.split(". ")[0] + ".", num_cards=20)
    total = result.fields["total_cards"]
    assert 1 <= total < 20
    assert result.body["shortfall"]["missing"] == 20 - total
    assert len(result.body["flashcards"]) == total


def test_no_good_card_is_no_set() -> None:
    def inventing(text: str) -> Any:
        return {"cards": [{**card, "quote": "Nothing of the kind."} for card in offline(text)["cards"]]}

    models = FakeModels(inventing)
    with pytest.raises(InvalidOutputError) as failed:
        made(models)
    assert failed.value.code == "no_usable_cards"
    assert len(models.asked) == 2


ENDS = {
    "an outage": RetryLaterError("provider_throttled", "busy", retry_after=7),
    "broken JSON": InvalidOutputError("model_output_invalid", "unusable"),
    "blocked": TerminalError("blocked", "refused"),
    "no permission": ConfigurationError("provider_access_denied", "denied"),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_model_that_fails_decides_the_job(name: str) -> None:
    def failing(_: str) -> Any:
        raise ENDS[name]

    models = FakeModels(failing)
    with pytest.raises(type(ENDS[name])) as failed:
        made(models)
    assert failed.value is ENDS[name]
    assert len(models.asked) == 1


def test_one_part_that_is_blocked_does_not_spoil_the_others() -> None:
    def squeamish(text: str) -> Any:
        if "Veltmark1x" in text:
            raise TerminalError("blocked", "refused")
        return offline(text)

    result = made(FakeModels(squeamish), numbered(30), num_cards=30, question_types=["CLOZE"])
    assert result.fields["total_cards"] >= 20
    missing = 30 - result.fields["total_cards"]
    assert missing == 0 or result.body["shortfall"]["reasons"]["blocked"] >= 1


def test_an_outage_that_passes_costs_no_second_run() -> None:
    failures = iter([RetryLaterError("provider_unavailable", "down")])

    def stumbling(text: str) -> Any:
        if "Veltmark1x5 " in text:  # always the same request, whichever thread is first
            for failure in failures:
                raise failure
        return offline(text)

    models = FakeModels(stumbling)
    result = made(models, numbered(30), num_cards=30, question_types=["CLOZE"])
    assert result.fields["total_cards"] == 30
    assert len(models.asked) == 4


def test_an_outage_that_stays_is_tried_again_later_if_little_was_made() -> None:
    calls = itertools.count()

    def mostly_down(text: str) -> Any:
        if next(calls):
            raise RetryLaterError("provider_unavailable", "down")
        return offline(text)

    with pytest.raises(RetryLaterError, match="down"):
        made(FakeModels(mostly_down), numbered(30), num_cards=30, question_types=["CLOZE"])


def test_progress_is_told_by_stage() -> None:
    stages: list[str] = []
    uploads, run = run_for(numbered(30), stages, num_cards=20, question_types=["CLOZE"])
    fakes.generator(FakeModels(), uploads)(run)
    assert stages[0] == "parsing 0/30 pages"
    assert "parsing 30/30 pages" in stages
    assert any(re.fullmatch(r"embedding (\d+)/\1", stage) for stage in stages)
    assert next(stage for stage in stages if stage.startswith("writing cards")) == "writing cards 0/20"
    assert stages[-1] == "writing cards 20/20"


def test_models_are_prepared_before_the_document_is_read() -> None:
    models = FakeModels()

    class Unreadable:
        def prepare(self) -> None:
            assert models.prepared == 0

        def open(self, *_: object, any_kind: bool = True) -> Any:
            assert not any_kind
            assert models.prepared == 1
            raise TerminalError("not_pdf", "no PDF")

    uploads, run = run_for("x")
    generator = fakes.generator(models, uploads)
    documents = DocumentReader(Unreadable(), generator.documents.embedder, 400, 40)
    with pytest.raises(TerminalError, match="not_pdf"):
        FlashcardGenerator(
            uploads,
            documents,
            models,
            verify_cards=False,
            sets=fakes.FakeSets(),
            pictures=FakePictures(),
            scans=generator.scans,
        )(run)
    assert models.asked == []


def test_pictures_are_cut_for_who_asks_where_quotes_are_placed() -> None:
    pictures, stages = fakes.FakePictures(unplaced="Pumice"), list[str]()
    uploads, run = run_for(DOCUMENT, stages, num_cards=8, page_images=True, question_types=["CLOZE", "FACT"])
    result = fakes.generator(FakeModels(), uploads, pictures=pictures)(run)
    cards = result.body["flashcards"]
    assert [(each.page, each.quote) for each in pictures.wanted] == [(card["page"], card["quote"]) for card in cards]
    assert result.attachment is not None
    packed = unpack_pictures(result.attachment)
    for card in cards:
        shown = None if "Pumice" in card["quote"] else f"{card['page']} {card['quote']}".encode()
        assert packed.get(card["page_image"] or "") == shown
    assert {card["page_image"] for card in cards} == packed.keys() | {None}
    assert result.body["metrics"]["seconds"]["pictures"] >= 0
    assert "cutting pictures 0/8" in stages


def test_without_the_option_no_picture_is_cut() -> None:
    pictures = fakes.FakePictures()
    uploads, run = run_for(DOCUMENT)
    result = fakes.generator(FakeModels(), uploads, pictures=pictures)(run)
    assert (pictures.wanted, result.attachment) == ([], None)
    assert {card["page_image"] for card in result.body["flashcards"]} == {None}


def test_a_set_of_no_pictures_has_nothing_attached() -> None:
    uploads, run = run_for(DOCUMENT, page_images=True)
    assert fakes.generator(FakeModels(), uploads, pictures=fakes.FakePictures(unplaced=""))(run).attachment is None


def test_hints_and_contexts_come_with_the_cards() -> None:
    cards = made(FakeModels(), num_cards=8).body["flashcards"]
    assert any(card["hint"] for card in cards)
    for card in cards:
        assert card["hint"] is None or card["answer"].casefold() not in card["hint"].casefold()
        assert card["context"] is None or card["context"] in DOCUMENT
    assert any(card["context"] for card in cards)


def test_several_gaps_of_one_sentence_are_kept_if_they_are_apart() -> None:
    quote = "The oak forest of Veltmark covers twelve hills and a river of cold water."

    def say(text: str) -> Any:
        if text.startswith("<card "):
            return offline(text)
        answers = ("oak", "oak forest", "Veltmark", "cold water", "water")
        return {
            "cards": [
                {"passage": 0, "quote": quote, "type": "CLOZE", "question": quote.replace(each, "____"), "answer": each}
                for each in answers
            ]
        }

    result = made(FakeModels(say), quote, num_cards=5, question_types=["CLOZE"])
    assert [card["answer"] for card in result.body["flashcards"]] == ["oak", "Veltmark", "cold water"]
    assert result.body["metrics"]["cards"]["dropped"]["duplicate"] >= 2


def test_a_replaced_set_keeps_its_document() -> None:
    result = made(FakeModels(), replaces="set-1", document_id="doc-1")
    assert (result.fields["replaces"], result.fields["document_id"]) == ("set-1", "doc-1")
    fresh, again = made(FakeModels()), made(FakeModels())
    assert "replaces" not in fresh.fields
    assert fresh.fields["document_id"] == again.fields["document_id"]
    assert re.fullmatch("[0-9a-f]{64}", fresh.fields["document_id"])


@pytest.mark.parametrize("changes", [{"num_cards": 0}, {"num_cards": 51}, {"question_types": []}, {"difficulty": "?"}])
def test_a_request_of_another_form_fails_its_job(changes: dict[str, Any]) -> None:
    with pytest.raises(TerminalError, match="invalid_request"):
        made(FakeModels(), **changes)


def made_of(kind: DocumentKind, **changes: Any) -> tuple[Result, list[str]]:
    """The set, and the stages, of a document of another kind than PDF."""
    uploads, stages = FakeUploads(), list[str]()
    upload = uploads.put(DOCUMENT.encode(), UploadType.FLASHCARD_DOCUMENT)
    marks = [Bookmark(1, title, page) for page, title in enumerate(("Plants", "Volcanoes", "Rivers"), 1)]
    work = fakes.generator(FakeModels(), uploads, fakes.FakePdfReader("", marks, kind))
    return work(run_of(request(upload, num_cards=6, **changes), stages)), stages


def test_a_document_without_pages_has_no_page_anywhere() -> None:
    result, stages = made_of(DocumentKind.DOCX, page_images=True)
    assert result.fields["page_count"] is None
    assert {card["page"] for card in result.body["flashcards"]} == {None}
    assert {card["page_image"] for card in result.body["flashcards"]} == {None}
    assert result.attachment is None
    assert result.body["document"]["kind"] == "DOCX"
    assert result.body["document"]["page_count"] is None
    coverage = result.body["retrieval"]["coverage"]
    assert (coverage["pages_total"], coverage["pages_with_cards"], coverage["uncovered"]) == (None, [], [])
    assert coverage["sections_with_cards"] > 0
    assert {chapter["page"] for chapter in coverage["chapters"]} <= {None}
    assert "parsing 3/3 parts" in stages


def test_the_page_of_a_slide_is_its_number() -> None:
    result, stages = made_of(DocumentKind.PPTX)
    assert (result.fields["page_count"], result.body["document"]["kind"]) == (3, "PPTX")
    for card in result.body["flashcards"]:
        assert card["quote"] in DOCUMENT.split("\f")[card["page"] - 1]
    assert "parsing 3/3 slides" in stages
