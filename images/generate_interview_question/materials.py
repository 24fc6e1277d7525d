"""Words that a request names instead of holding them: a spoken answer's transcript, texts that were read from files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bandup.core.dynamo import Table
from bandup.http.exceptions import ConflictError, FieldError, UnknownResourceError
from bandup.jobs.kinds import Kind, ResultTable
from bandup.jobs.model import JobOutline, Status

from .request import MAX_DESCRIPTION_LENGTH, MAX_MESSAGE_LENGTH, MAX_RESUME_LENGTH, InterviewRequest, trim_text

RETRY_SECONDS: Final = 2
"""After which an unfinished job is worth another look."""


@dataclass(frozen=True)
class Given:
    """What a request gives, wherever it stood.

    Attributes:
        message: the answer, or None.
        spoken: `transcript_id`, and as `measured` what was measured in the recording; None if the answer was typed.
        texts: `resume_text` and `job_description`, as far as they are read from files.
        truncated: the fields whose text was longer than a typed one may be, and was cut.
    """

    message: str | None
    spoken: Mapping[str, Any] | None
    texts: Mapping[str, str]
    truncated: tuple[str, ...]


@dataclass(frozen=True)
class Materials:
    """Reads them.

    Attributes:
        jobs: the jobs' table.
        results: the tables of transcripts and of texts.
    """

    jobs: Table
    results: Mapping[ResultTable, Table]

    def read(self, request: InterviewRequest, user_id: str) -> Given:
        """What a request gives.

        Args:
            request: what was sent.
            user_id: whose results are named. Texts are read only where an interview begins: later it has them.

        Raises:
            UnknownResourceError: there is no such transcript or text, it was deleted, or it belongs to another user.
            ConflictError: its job has not finished, or ended without a result.
            RetryLaterError, ConfigurationError: the storage refused.
        """
        truncated: list[str] = []

        def trim(field: str, text: str, longest: int) -> str:
            kept, is_cut = trim_text(text, longest)
            truncated.extend([field] * is_cut)
            return kept

        message, spoken, texts = request.message, None, dict[str, str]()
        if request.transcript_id is not None:
            found = self._find(Kind.TRANSCRIPT, request.transcript_id, user_id, "transcript_id")
            message = trim("transcript_id", found["text"], MAX_MESSAGE_LENGTH)
            spoken = {"transcript_id": request.transcript_id, "measured": found["measured"]}
        if request.session_id is None:
            for name, longest in (("resume_text", MAX_RESUME_LENGTH), ("job_description", MAX_DESCRIPTION_LENGTH)):
                if text_id := getattr(request, f"{name}_id"):
                    found = self._find(Kind.TEXT, text_id, user_id, f"{name}_id")
                    texts[name] = trim(f"{name}_id", found["text"], longest)
        return Given(message, spoken, texts, tuple(truncated))

    def _find(self, kind: Kind, job_id: str, user_id: str, field: str) -> Mapping[str, Any]:
        """The owner's result of one kind. Its job is read first: a result may come while one looks."""
        item = self.jobs.get({"job_id": job_id})
        if item is None or item["user_id"] != user_id or item["kind"] != kind or kind.results is None:
            raise UnknownResourceError
        job = JobOutline.from_item(item)
        if job.status is not Status.COMPLETED:
            raise _refuse(field, is_open=job.is_open)
        found = self.results[kind.results].get({kind.results.key: job_id, "user_id": user_id})
        if found is None:
            raise UnknownResourceError
        return found


def _refuse(field: str, *, is_open: bool) -> ConflictError:
    if is_open:
        fault = FieldError(f"/{field}", "not_finished", "Its job has not finished yet.")
        headers = {"Retry-After": str(RETRY_SECONDS)}
        return ConflictError("What the request names is not finished. Follow its job.", errors=[fault], headers=headers)
    fault = FieldError(f"/{field}", "no_result", "Its job ended without a result.")
    return ConflictError("What the request names has no result. Its job says why.", errors=[fault])
