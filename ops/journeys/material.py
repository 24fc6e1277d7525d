"""What the demo submits: the samples, or the caller's own files."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.client.api import Api
from ops.client.uploads import upload
from ops.journeys.exceptions import JourneyError
from ops.paths import ROOT

SAMPLES = ROOT / "tests" / "samples"


@dataclass(frozen=True)
class Essay:
    """One Writing task and its answer.

    Attributes:
        task: TASK_1 or TASK_2.
        question: the task as it was set.
        text: the answer.
        chart: a picture of Task 1's chart, or None.
    """

    task: str
    question: str
    text: str
    chart: Path | None = None

    @classmethod
    def read(cls, task: str, question: Path, text: Path, chart: Path | None = None) -> "Essay":
        """The essay in these files.

        Raises:
            JourneyError: one cannot be read as text.
        """
        return cls(task, _read(question), _read(text), chart)

    @classmethod
    def sample(cls, task: str) -> "Essay":
        """The repository's own essay for a task."""
        folder = SAMPLES / f"writing_{task.lower()}"
        chart = folder / "chart.png"
        return cls.read(task, folder / "question.txt", folder / "essay.txt", chart if chart.exists() else None)

    def as_request(self, api: Api) -> dict[str, Any]:
        """The body of `POST /writing/evaluations`; a chart is uploaded first."""
        request = {"task_type": self.task, "question": self.question, "essay_content": self.text}
        if self.chart is not None:
            request["image_upload_id"] = upload(api, "writing_image", self.chart)
        return request


@dataclass(frozen=True)
class SpokenAnswer:
    """The recording of one part of a Speaking test.

    Attributes:
        part: PART_1, PART_2 or PART_3.
        questions: what was asked, in order.
        recording: the audio file.
    """

    part: str
    questions: list[str]
    recording: Path

    @classmethod
    def of(cls, recording: Path, questions: Path | None, part: str) -> "SpokenAnswer":
        """A recording with its questions, one a line; without any, those of the sample.

        Raises:
            JourneyError: a file cannot be read.
        """
        if not recording.is_file():
            raise JourneyError(f"cannot be read: {recording}")
        lines = _read(questions or SAMPLES / "speaking_part_2" / "questions.txt").splitlines()
        return cls(part, [line for line in lines if line.strip()], recording)

    @classmethod
    def sample(cls) -> "SpokenAnswer":
        """The repository's own recording."""
        return cls.of(SAMPLES / "speaking_part_2" / "answer.mp3", None, "PART_2")

    def as_request(self, api: Api) -> dict[str, Any]:
        """The body of `POST /speaking/evaluations`; the recording is uploaded first."""
        upload_id = upload(api, "speaking_audio", self.recording)
        return {"part": self.part, "questions": self.questions, "upload_id": upload_id}


@dataclass(frozen=True)
class SpokenTest:
    """A whole Speaking test in one recording.

    Attributes:
        parts: each with its name, its questions and when they begin, in seconds.
        recording: the audio file.
    """

    parts: Sequence[Mapping[str, Any]]
    recording: Path

    @classmethod
    def sample(cls) -> "SpokenTest":
        """The repository's own recording; a synthetic voice answers, and leaves a silence for each question."""
        folder = SAMPLES / "speaking_test"
        return cls(json.loads(_read(folder / "parts.json")), folder / "test.mp3")

    def as_request(self, api: Api) -> dict[str, Any]:
        """The body of `POST /speaking/evaluations`; the recording is uploaded first."""
        upload_id = upload(api, "speaking_audio", self.recording)
        return {"parts": [{**part, "upload_id": upload_id} for part in self.parts]}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise JourneyError(f"cannot be read as text: {error}") from error
