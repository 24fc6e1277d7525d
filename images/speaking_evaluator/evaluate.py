"""From a speaking job to its evaluation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bandup.core.deadline import Deadline
from bandup.core.errors import TerminalError
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.port import JsonModel, Media
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import StoredUpload, UploadType

from . import measures, prompt, result
from .evidence import located
from .flags import flags
from .listening import Heard
from .request import SpokenAnswer
from .schema import SCHEMA, Judgement

MAX_SECONDS = 15 * 60.0
"""A whole Speaking test takes 11 to 14 minutes, its longest part 5."""

MAX_BYTES = RULES[UploadType.SPEAKING_AUDIO].max_bytes


class Recordings(Protocol):
    """Where uploaded recordings lie."""

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        """See `bandup.storage.uploads.Uploads.read`."""
        ...


Hear = Callable[[bytes, float, Deadline], Heard]
"""See `listening.heard`."""


@dataclass(frozen=True)
class SpeakingEvaluator:
    """The work of this function, see `bandup.jobs.worker.Work`.

    Attributes:
        recordings: where to read the recording.
        hear: decodes and measures it.
        model: who judges.
    """

    recordings: Recordings
    hear: Hear
    model: JsonModel

    def __call__(self, run: Run) -> Result:
        """Grade the job's recording. Whatever is wrong with it is found before the model is asked.

        Raises:
            WorkError: as `Recordings.read`, `listening.heard` and `bandup.models.port.JsonModel.generate_json` do;
                `no_speech` also if the model hears nobody.
        """
        answer = SpokenAnswer.of(run.job.request)
        run.report("listening", 0, 2)
        recording = self.recordings.read(answer.audio, MAX_BYTES)
        sound = self.hear(recording, MAX_SECONDS, run.deadline)
        run.report("grading", 1, 2)
        judgement = self.model.generate_json(
            prompt.build(answer.part, answer.questions, Media(sound.mime_type, sound.data)),
            SCHEMA,
            Judgement.model_validate,
            deadline=run.deadline,
            ledger=run.ledger,
        )
        if not judgement.speech_heard:
            raise TerminalError("no_speech", "Nobody can be heard speaking in the recording.")
        evidence, dropped = located(judgement.quoted_examples, judgement.transcript)
        return result.judged(
            answer,
            judgement,
            evidence,
            quotes_dropped=dropped,
            measured=measures.as_fields(sound.fluency, judgement.transcript),
            raised=flags(answer.part, sound.fluency, judgement.transcript, off_topic=judgement.off_topic),
            cost=run.ledger.added_to(run.job.cost),
        )
