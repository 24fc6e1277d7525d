"""Uploads, a reader of recordings and models without AWS, FFmpeg and Gemini, and runs of jobs."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from bandup.audio.cutting import Piece
from bandup.audio.fluency import Fluency
from bandup.core.clock import Deadline
from bandup.core.dynamo import from_attributes, to_attributes
from bandup.core.errors import TerminalError
from bandup.ielts.languages import DEFAULT_LANGUAGE
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.worker import Run
from bandup.models.port import JsonModel, Prompt
from bandup.models.usage import Ledger, Usage
from bandup.storage.uploads import StoredUpload
from speaking_evaluator.evaluate import SpeakingEvaluator
from speaking_evaluator.listening import MAX_BYTES, MAX_SECONDS, MAX_TEST_SECONDS, HeardAnswer, Listener
from speaking_evaluator.prompt import build_prompt
from speaking_evaluator.recording import Recording
from speaking_evaluator.request import Part, SpokenAnswer
from speaking_evaluator.schema import SCHEMA
from unit.speaking_evaluator.samples import UPLOAD, answer

T = TypeVar("T")

FLUENCY = Fluency(duration=70.0, talk=62.0, speech=55.8, silence_share=0.2, pauses=(0.5, 1.25, 4.45))
PAID = Usage("examiner-7", 2500, 900, Decimal("0.0031"))


class FakeUploads:
    """Gives each version's key as its bytes."""

    def __init__(self) -> None:
        self.read_: list[StoredUpload] = []

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        assert max_bytes == MAX_BYTES
        self.read_.append(upload)
        return upload.key.encode()


class FakeModels:
    """Models that say for each part what is given: an answer, an error, or the next of several.

    Answers are checked as a real adapter does.
    """

    def __init__(self, said: Any = None, **by_part: Any) -> None:
        self.by_part = {part: list(said) if isinstance(said, list) else [said] for part, said in by_part.items()}
        self.said = answer() if said is None else said
        self.asked: list[Prompt] = []
        self.together: threading.Barrier | None = None

    def prepare(self) -> None:
        """Nothing to build."""

    @contextmanager
    def borrow(self) -> Iterator[JsonModel]:
        yield self

    def parts_asked(self) -> list[str]:
        """The parts that were asked about, sorted."""
        return sorted(str(prompt.parts[0]).partition("\n")[0].removeprefix("Part: ") for prompt in self.asked)

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:
        assert schema is SCHEMA
        assert deadline.budget() > 0
        self.asked.append(prompt)
        if self.together:
            self.together.wait()
        part = str(prompt.parts[0]).partition("\n")[0].removeprefix("Part: ")
        mine = self.by_part.get(part, [self.said])
        said = mine.pop(0) if len(mine) > 1 else mine[0]
        if isinstance(said, Exception):
            raise said
        ledger.add(PAID)
        return validate(json.loads(json.dumps(said, default=float), parse_float=Decimal))


class FakeReader:
    """Decodes and cuts: the bytes of a recording are its name, and its length is what `seconds` says, else 70 s."""

    def __init__(self, **seconds: float | TerminalError) -> None:
        self.seconds = seconds
        self.decoded: list[str] = []
        self.cut_: list[tuple[str, list[tuple[float, float | None]]]] = []

    def decode(self, data: bytes, max_seconds: float, deadline: Deadline) -> Recording:
        assert max_seconds == MAX_SECONDS
        assert deadline.budget() > 0
        name = data.decode()
        self.decoded.append(name)
        seconds = self.seconds.get(name.rpartition("/")[2], 70.0)
        if isinstance(seconds, TerminalError):
            raise seconds
        return Recording("audio/flac", f"sound of {name}".encode(), replace(FLUENCY, duration=seconds))

    def cut(self, data: bytes, pieces: Sequence[Piece], max_seconds: float, deadline: Deadline) -> list[bytes]:
        assert max_seconds == MAX_TEST_SECONDS
        assert deadline.budget() > 0
        self.cut_.append((data.decode(), [(piece.start, piece.end) for piece in pieces]))
        return [f"{data.decode()} from {piece.start:g}".encode() for piece in pieces]


def upload(name: str) -> dict[str, Any]:
    """What a request holds of a recording."""
    return replace(UPLOAD, key=name).as_request()


def evaluator(
    models: FakeModels | None = None,
    reader: FakeReader | None = None,
    uploads: FakeUploads | None = None,
    **options: Any,
) -> SpeakingEvaluator:
    used = reader or FakeReader()
    listener = Listener(uploads or FakeUploads(), used.decode, used.cut)
    return SpeakingEvaluator(listener, models or FakeModels(), **options)


def prompt_of(
    part: Part, questions: list[str], times: tuple[float, ...] = (), feedback_language: str = DEFAULT_LANGUAGE
) -> Prompt:
    """The prompt for a recording of a part, and when its questions begin."""
    answer = SpokenAnswer.model_validate({"part": part, "questions": questions, "audio": UPLOAD.as_request()})
    return build_prompt(HeardAnswer(answer, Recording("audio/mp3", b"sound", FLUENCY), 0.0, times), feedback_language)


class FakeLease:
    """A job and what its runs report and keep, stored as DynamoDB stores it."""

    def __init__(self, stored: Mapping[str, Any], **job: Any) -> None:
        self.stages: list[str] = []
        at: dict[str, Any] = {"request_hash": "h", "correlation_id": "c", "created_at": 1, "updated_at": 1}
        request = from_attributes(to_attributes(stored))
        self.job = Job(job_id="j", user_id="owner", kind=Kind.SPEAKING, request=request, **{**at, **job})

    def run(self) -> Run:
        return Run(self.job, Deadline.after(60), self._report, keep=self._keep)

    def _report(self, stage: str, done: int, total: int) -> None:
        self.stages.append(f"{stage} {done}/{total}")

    def _keep(self, name: str, value: Mapping[str, Any]) -> None:
        kept = {**self.job.kept, name: from_attributes(to_attributes(value))}
        self.job = replace(self.job, kept=kept)
