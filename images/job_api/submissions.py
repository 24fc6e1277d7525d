"""What can be submitted, and the routes that accept it."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Response
from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.parameters import idempotency_key
from bandup.http.responses import json_response
from bandup.http.validation import RequestModel, validated
from bandup.jobs.model import Job, Kind
from bandup.jobs.submit import Submitter

from .jobs import POLL_SECONDS

MAX_QUESTION_LENGTH = 4_000
MAX_ESSAY_LENGTH = 20_000
"""Characters. An IELTS essay has about 1,500; the longest that anyone writes in the hour of both tasks fits tenfold."""


def _visible(text: str) -> str:
    """Blanks, zero-width and other invisible characters alone are no text."""
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise PydanticCustomError("blank", "At least one visible character is expected.")
    return text


class WritingSubmission(RequestModel):
    """One Writing task and what was written for it.

    Attributes:
        task_type: Task 1 (report or letter) or Task 2 (essay).
        question: the task as it was set; blanks around it are dropped.
        essay_content: the text to be graded, kept exactly as written, since quotes are found in it by position.
        session_id: the caller's own name for the practice session.
    """

    task_type: Literal["TASK_1", "TASK_2"]
    question: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION_LENGTH),
        AfterValidator(_visible),
    ]
    essay_content: Annotated[
        str, StringConstraints(min_length=1, max_length=MAX_ESSAY_LENGTH), AfterValidator(_visible)
    ]
    session_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,128}$")] | None = None


def add_submissions(api: RestApi, submitter: Submitter) -> None:
    """Add the routes that accept jobs."""

    @api.post("/writing/evaluations")
    def submit_writing() -> Response[str]:
        submission = validated(WritingSubmission, parse_body(api.received))
        job = submitter.submit(
            user_id=api.user_id,
            kind=Kind.WRITING,
            request=submission.model_dump(exclude_none=True),
            correlation_id=api.received.request_id,
            idempotency_key=idempotency_key(api.received),
        )
        return _accepted(job)


def _accepted(job: Job) -> Response[str]:
    # Location is relative to /writing/evaluations, because only the caller knows what comes before it: the gateway's
    # stage, a custom domain's base path or LocalStack's prefix.
    return json_response(
        202,
        {"job_id": job.job_id, "status_url": f"/jobs/{job.job_id}"},
        {"Location": f"../jobs/{job.job_id}", "Retry-After": str(POLL_SECONDS)},
    )
