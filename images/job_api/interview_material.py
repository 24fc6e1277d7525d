"""What can be submitted for use in interviews, and read: a spoken answer's recording, a CV or a job's description."""

from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.event_handler import Response

from bandup.http.api import RestApi
from bandup.http.paging import PageTokens, page
from bandup.http.parameters import page_limit
from bandup.http.responses import json_response, no_content
from bandup.http.validation import RequestModel
from bandup.ielts.languages import FeedbackLanguage
from bandup.jobs.kinds import TEXTS, TRANSCRIPTS, ResultTable
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.storage.uploads import UploadType

from .fields import UploadId
from .references import References
from .results import delete_result, get_owned_result

SUMMARIES: Mapping[ResultTable, tuple[str, ...]] = {
    TRANSCRIPTS: ("transcript_id", "status", "language", "duration", "flags", "created_at"),
    TEXTS: ("text_id", "status", "page_count", "truncated", "created_at"),
}
"""The attributes that a list shows of each of them."""


class TranscriptSubmission(RequestModel):
    """A recording to be written down.

    Attributes:
        upload_id: of a `speaking_audio`.
        language: what is spoken in it, if that is known.
    """

    upload_id: UploadId
    language: FeedbackLanguage | None = None

    def build_request(self, references: References) -> dict[str, Any]:
        """The job's stored request."""
        audio = references.as_request(self.upload_id, UploadType.SPEAKING_AUDIO, "/upload_id")
        return {"audio": audio} if self.language is None else {"audio": audio, "language": self.language}


class TextSubmission(RequestModel):
    """A document to be read.

    Attributes:
        upload_id: of a `resume` or a `job_description`.
    """

    upload_id: UploadId

    def build_request(self, references: References) -> dict[str, Any]:
        """The job's stored request."""
        types = (UploadType.RESUME, UploadType.JOB_DESCRIPTION)
        return {"upload": references.of_types(self.upload_id, types, "/upload_id").as_request()}


def add_interview_material(
    api: RestApi, stores: Mapping[ResultTable, ResultStore], jobs: JobStore, tokens: PageTokens
) -> None:
    for table in SUMMARIES:
        _add_results(api, table, stores[table], jobs, tokens)


def _add_results(api: RestApi, table: ResultTable, results: ResultStore, jobs: JobStore, tokens: PageTokens) -> None:

    one = f"{table.path}/<{table.key}>"

    @api.get(one)
    def get_result(**path: str) -> Response[str]:
        found = get_owned_result(results, path[table.key], api.user_id)
        del found["user_id"]
        return json_response(200, found)

    @api.delete(one)
    def delete_one(**path: str) -> Response[str]:
        delete_result(results, jobs, path[table.key], api.user_id)
        return no_content()

    @api.get(table.path)
    def list_results() -> Response[str]:
        found, following = results.list_owned(
            api.user_id,
            limit=page_limit(api.received),
            start=tokens.read(api.received, user_id=api.user_id, scope=table.name),
            fields=SUMMARIES[table],
        )
        return json_response(200, page(found, tokens.make(following, user_id=api.user_id, scope=table.name)))
