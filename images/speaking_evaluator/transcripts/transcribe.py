"""From a recording to what is said in it, word for word, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from bandup.models.pool import Models
from bandup.storage.uploads import UploadReader

from ..facts import measure_facts
from ..listening import MAX_BYTES, DecodeRecording
from ..recording import Recording
from ..times import locate_moments
from ..words import require_words
from .prompt import build_prompt, find_prompt_version
from .request import TranscriptRequest
from .schema import SCHEMA, Transcription

MAX_SECONDS = 10 * 60.0
"""The longest answer. Good ones take one to three minutes."""


@dataclass(frozen=True)
class Transcriber:
    """The work of this function on jobs of kind `transcript`, see `bandup.jobs.worker.Work`.

    Attributes:
        uploads: where recordings are.
        decode_recording: decodes and measures one.
        models: who writes it down.
    """

    uploads: UploadReader
    decode_recording: DecodeRecording
    models: Models

    def __call__(self, run: Run) -> Result:
        """Write the job's recording down. Whatever is wrong with it is found before a model is asked.

        Raises:
            WorkError: as `UploadReader.read`, `recording.decode_recording`, `words.require_words` and
                `bandup.models.port.JsonModel.generate_json` do.
        """
        request = TranscriptRequest.parse(run.job.request)
        self.models.prepare()
        run.report("listening", 0, 2)
        data = self.uploads.read(request.audio, MAX_BYTES)
        recording = self.decode_recording(data, MAX_SECONDS, run.deadline)
        run.report("writing down", 1, 2)
        heard = self._write_down(recording, request.language, run)
        model = run.ledger.calls[-1].model if run.ledger.calls else None
        return _build_result(recording, heard, request.language, model=model, cost=run.ledger.add_to(run.job.cost))

    def _write_down(self, recording: Recording, language: str | None, run: Run) -> Transcription:
        prompt = replace(build_prompt(recording, language), repair=run.may_repair())
        with self.models.borrow() as model:
            return require_words(
                lambda validate: model.generate_json(
                    prompt, SCHEMA, validate, deadline=run.deadline, ledger=run.ledger
                ),
                Transcription.model_validate,
                recording.fluency,
            )


def _build_result(
    recording: Recording,
    heard: Transcription,
    language: str | None,
    *,
    model: str | None,
    cost: Mapping[str, Any] | None,
) -> Result:
    """The stored transcript. Its text and what was measured stay in its item, whatever else moves to S3.

    Args:
        recording: the sound.
        heard: the model's checked answer.
        language: what the caller said that is spoken.
        model: the model that the provider says it used.
        cost: what the job's paid calls cost so far.
    """
    facts = measure_facts(recording.fluency, heard.transcript, another_voice=heard.another_voice)
    times = locate_moments(heard.transcript_times, heard.transcript, recording.fluency)
    fields = {
        "text": heard.transcript,
        "language": language,
        "duration": facts["duration_seconds"],
        "measured": facts,
        "flags": ["another_voice"] if heard.another_voice else [],
        "model_used": model,
        "prompt_version": find_prompt_version(),
        "estimated_cost": cost["usd"] if cost else Decimal(0),
    }
    return Result(fields, {"times": times, "times_dropped": len(heard.transcript_times) - len(times)})
