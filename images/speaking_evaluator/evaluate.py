"""From a speaking job to its evaluation."""

from collections.abc import Callable
from dataclasses import dataclass

from bandup.core.clock import Deadline
from bandup.core.errors import TerminalError
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.port import JsonModel, Media
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadReader, UploadType

from .facts import measure_facts
from .flags import find_flags
from .prompt import build_prompt
from .recording import Recording
from .request import SpokenAnswer
from .result import build_result
from .schema import SCHEMA, Judgement

MAX_SECONDS = 15 * 60.0
"""A whole Speaking test takes 11 to 14 minutes, its longest part 5."""

MAX_BYTES = RULES[UploadType.SPEAKING_AUDIO].max_bytes

DecodeRecording = Callable[[bytes, float, Deadline], Recording]
"""See `recording.decode_recording`."""


@dataclass(frozen=True)
class SpeakingEvaluator:
    """The work of this function, see `bandup.jobs.worker.Work`.

    Attributes:
        uploads: where the recording is.
        decode_recording: decodes and measures it.
        model: who judges.
    """

    uploads: UploadReader
    decode_recording: DecodeRecording
    model: JsonModel

    def __call__(self, run: Run) -> Result:
        """Grade the job's recording. Whatever is wrong with it is found before the model is asked.

        Raises:
            WorkError: as `UploadReader.read`, `decode_recording` and `bandup.models.port.JsonModel.generate_json` do;
                `no_speech` also if the model hears nobody.
        """
        answer = SpokenAnswer.parse(run.job.request)
        run.report("listening", 0, 2)
        recording = self.decode_recording(self.uploads.read(answer.audio, MAX_BYTES), MAX_SECONDS, run.deadline)
        run.report("grading", 1, 2)
        judgement = self.model.generate_json(
            build_prompt(answer.part, answer.questions, Media(recording.mime_type, recording.data)),
            SCHEMA,
            Judgement.model_validate,
            deadline=run.deadline,
            ledger=run.ledger,
        )
        if not judgement.speech_heard:
            raise TerminalError("no_speech", "Nobody can be heard speaking in the recording.")
        return build_result(
            answer,
            judgement,
            facts=measure_facts(recording.fluency, judgement.transcript),
            flags=find_flags(answer.part, recording.fluency, judgement.transcript, off_topic=judgement.off_topic),
            cost=run.ledger.add_to(run.job.cost),
        )
