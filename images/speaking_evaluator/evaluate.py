"""From a speaking job to its evaluation."""

from collections.abc import Callable
from dataclasses import dataclass

from bandup.core.clock import Deadline
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
from .schema import SCHEMA
from .words import judge_with_words

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
            WorkError: as `UploadReader.read`, `decode_recording`, `words.judge_with_words` and
                `bandup.models.port.JsonModel.generate_json` do.
        """
        answer = SpokenAnswer.parse(run.job.request)
        run.report("listening", 0, 2)
        recording = self.decode_recording(self.uploads.read(answer.audio, MAX_BYTES), MAX_SECONDS, run.deadline)
        run.report("grading", 1, 2)
        prompt = build_prompt(answer.part, answer.questions, Media(recording.mime_type, recording.data))
        judgement = judge_with_words(
            lambda validate: self.model.generate_json(
                prompt, SCHEMA, validate, deadline=run.deadline, ledger=run.ledger
            ),
            recording.fluency,
        )
        return build_result(
            answer,
            judgement,
            facts=measure_facts(recording.fluency, judgement.transcript, another_voice=judgement.another_voice),
            flags=find_flags(
                answer.part,
                recording.fluency,
                judgement.transcript,
                off_topic=judgement.off_topic,
                another_voice=judgement.another_voice,
            ),
            cost=run.ledger.add_to(run.job.cost),
        )
