"""The routes that accept jobs."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from aws_lambda_powertools.event_handler import Response

from bandup.http.accepted import accepted_response
from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.parameters import idempotency_key
from bandup.http.validation import RequestModel, validate
from bandup.jobs.kinds import EVALUATIONS, FLASHCARD_SETS, Kind, ResultTable
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.storage.uploads import StoredUpload, Uploads, UploadType

from .drafts.chain import find_place
from .fields import AboutJob
from .flashcards import FlashcardSubmission
from .interview_material import TextSubmission, TranscriptSubmission
from .paid_parts import PaidParts
from .references import References, replaced_document
from .speaking import SpeakingSubmission, SpeakingTestSubmission
from .writing import WritingSubmission, WritingTestSubmission


def add_submissions(
    api: RestApi, submitter: Submitter, uploads: Uploads, results: Mapping[ResultTable, ResultStore], jobs: JobStore
) -> None:
    evaluations, sets = results[EVALUATIONS], results[FLASHCARD_SETS]

    def accept(
        kind: Kind,
        submission: RequestModel,
        build_request: Callable[[], Mapping[str, Any]],
        *,
        location: str = "../jobs",
        paid: PaidParts | None = None,
    ) -> Response[str]:
        job = submitter.submit(
            user_id=api.user_id,
            kind=kind,
            # Without defaults, so that a request is known again after it could say more.
            request=submission.model_dump(exclude_none=True, exclude_defaults=True),
            correlation_id=api.received.request_id,
            idempotency_key=idempotency_key(api.received),
            build_request=build_request,
            find_kept=paid.find if paid else None,
        )
        if paid:
            paid.hand_over(job)
        return accepted_response(job, f"{location}/{job.job_id}")

    @api.post("/writing/evaluations")
    def submit_writing() -> Response[str]:
        body = parse_body(api.received)
        submission: WritingSubmission | WritingTestSubmission = (
            validate(WritingTestSubmission, body) if "tasks" in body else validate(WritingSubmission, body)
        )
        references = References(uploads, api.user_id)
        return accept(
            Kind.WRITING,
            submission,
            lambda: _place(submission, submission.build_request(references.as_request), evaluations, api.user_id),
            paid=PaidParts(jobs, api.user_id, Kind.WRITING),
        )

    @api.post("/speaking/evaluations")
    def submit_speaking() -> Response[str]:
        body = parse_body(api.received)
        submission: SpeakingSubmission | SpeakingTestSubmission = (
            validate(SpeakingTestSubmission, body) if "parts" in body else validate(SpeakingSubmission, body)
        )
        find = partial(_find_audio, References(uploads, api.user_id))
        return accept(
            Kind.SPEAKING,
            submission,
            lambda: _place(submission, submission.build_request(find), evaluations, api.user_id),
            paid=PaidParts(jobs, api.user_id, Kind.SPEAKING),
        )

    @api.post("/flashcards")
    def submit_flashcards() -> Response[str]:
        submission = validate(FlashcardSubmission, parse_body(api.received))
        references = References(uploads, api.user_id)

        def build_request() -> Mapping[str, Any]:
            document_id = replaced_document(sets, submission.replaces, api.user_id) if submission.replaces else None
            return submission.build_request(_document(references, submission), document_id)

        return accept(Kind.FLASHCARD, submission, build_request, location="jobs")

    @api.post("/transcripts")
    def submit_transcript() -> Response[str]:
        submission = validate(TranscriptSubmission, parse_body(api.received))
        references = References(uploads, api.user_id)
        return accept(Kind.TRANSCRIPT, submission, lambda: submission.build_request(references), location="jobs")

    @api.post("/texts")
    def submit_text() -> Response[str]:
        submission = validate(TextSubmission, parse_body(api.received))
        references = References(uploads, api.user_id)
        return accept(Kind.TEXT, submission, lambda: submission.build_request(references), location="jobs")


def _place(submission: AboutJob, request: dict[str, Any], evaluations: ResultStore, user_id: str) -> dict[str, Any]:
    """The job's stored request, with the draft before if it names one."""
    if submission.revises is None:
        return request
    return request | find_place(evaluations, submission.revises, user_id, request)


def _document(references: References, submission: FlashcardSubmission) -> StoredUpload:
    if submission.pdf_url is not None:
        return references.by_url(submission.pdf_url, UploadType.FLASHCARD_PDF, "/pdf_url")
    taken = (UploadType.FLASHCARD_PDF, UploadType.FLASHCARD_DOCUMENT)
    return references.of_types(str(submission.upload_id), taken, "/upload_id")


def _find_audio(references: References, upload_id: str | None, audio_url: str | None, pointer: str) -> StoredUpload:
    if audio_url is not None:
        return references.by_url(audio_url, UploadType.SPEAKING_AUDIO, f"{pointer}/audio_url")
    return references.by_id(str(upload_id), UploadType.SPEAKING_AUDIO, f"{pointer}/upload_id")
