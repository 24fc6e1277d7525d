"""What the evaluator works with, given by a test."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from threading import Lock
from typing import Any, TypeVar, get_args

from bandup.core.clock import Deadline
from bandup.core.dynamo import from_attributes, to_attributes
from bandup.core.errors import TerminalError
from bandup.ielts.calibration import Calibrations
from bandup.ielts.error_types import ErrorType
from bandup.ielts.findings import CheckedText, Finding
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from bandup.models.pool import Models
from bandup.models.port import JsonModel, Prompt
from bandup.models.usage import Ledger, Usage
from bandup.storage.uploads import StoredUpload, UploadType
from unit.ielts.calibrations import as_setting, calibration
from unit.writing_evaluator.samples import ESSAY, QUESTION, answer
from writing_evaluator.evaluate import WritingEvaluator
from writing_evaluator.prompt_version import find_prompt_version
from writing_evaluator.request import TaskType

T = TypeVar("T")


@dataclass
class FakeModel:
    """A model that gives the answers of a test, and keeps what it was asked.

    A list of answers is given one by one, the last again and again; an exception is raised instead.
    """

    document: Mapping[str, Any] | list[Any] = field(default_factory=answer)
    asked: list[Prompt] = field(default_factory=list)
    turn: Lock = field(default_factory=Lock, repr=False)

    def prepare(self) -> None:
        """Nothing to build."""

    @contextmanager
    def borrow(self) -> Iterator[JsonModel]:
        yield self

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:
        assert schema["type"] == "object"
        assert deadline.budget() > 0
        ledger.add(Usage("examiner-7", 10, 5, Decimal("0.001")))
        documents = self.document if isinstance(self.document, list) else [self.document]
        with self.turn:
            self.asked.append(prompt)
            said = documents[min(len(self.asked), len(documents)) - 1]
        if isinstance(said, Exception):
            raise said
        return validate(said)


@dataclass
class FakeUploads:
    """Uploads by key."""

    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, upload_type: UploadType, data: bytes) -> dict[str, Any]:
        """Keep a file, and give what a stored request says of it."""
        key = f"uploads/{upload_type}/u/{len(self.files)}"
        self.files[key] = data
        return StoredUpload(upload_type, "documents", key, "v1", len(data), "application/octet-stream").as_request()

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        if upload.size > max_bytes:
            raise TerminalError("upload_too_large", "too large")
        return self.files[upload.key]


class FakeChecker:
    """A checker that finds `goverment`, and nothing else."""

    def begin(self, text: str) -> Future[CheckedText]:
        at = text.find("goverment")
        finding = Finding(at, at + 9, "SpellCheck", "spelling", ErrorType.SPELLING, "A misspelling.", ("government",))
        found = (finding,) if at >= 0 else ()
        checked = Future[CheckedText]()
        checked.set_result(CheckedText(found, len(text)))
        return checked


class FakeLease:
    """A job and what its runs report and keep, stored as DynamoDB stores it."""

    def __init__(self, request: Mapping[str, Any], **job: Any) -> None:
        self.stages: list[str] = []
        at: dict[str, Any] = {"request_hash": "h", "correlation_id": "c", "created_at": 1, "updated_at": 1}
        self.job = Job(job_id="j", user_id="u", kind=Kind.WRITING, request=request, **{**at, **job})

    def run(self, seconds: float = 60) -> Run:
        return Run(self.job, Deadline.after(seconds), self._report, keep=self._keep)

    def _report(self, stage: str, done: int, total: int) -> None:
        self.stages.append(f"{stage} {done}/{total}")

    def _keep(self, name: str, value: Mapping[str, Any]) -> None:
        self.job = replace(self.job, kept={**self.job.kept, name: from_attributes(to_attributes(value))})


def run_of(request: Mapping[str, Any], stages: list[str] | None = None) -> Run:
    lease = FakeLease(request)
    lease.stages = stages if stages is not None else []
    return lease.run()


def task(**changes: Any) -> dict[str, Any]:
    """A task as jobs store it; what is None is left out."""
    stored = {"task_type": "TASK_2", "question": QUESTION, "essay_content": ESSAY} | changes
    return {name: value for name, value in stored.items() if value is not None}


def known(*calibrations: Mapping[str, Any]) -> Calibrations:
    """Calibrations of the prompts as they are, with some values changed."""
    versions = {task: find_prompt_version(task, "ACADEMIC") for task in get_args(TaskType)}
    return Calibrations.parse(
        as_setting(
            *(calibration(**{"prompt_version": versions[each.get("task", "TASK_2")], **each}) for each in calibrations)
        )
    )


def evaluator(models: Models, uploads: FakeUploads | None = None, **options: Any) -> WritingEvaluator:
    return WritingEvaluator(models, uploads or FakeUploads(), FakeChecker(), **options)


def graded(model: Models, uploads: FakeUploads | None = None, **changes: Any) -> Result:
    """The result of a job with one task."""
    return evaluator(model, uploads)(run_of({"tasks": [task(**changes)]}))
