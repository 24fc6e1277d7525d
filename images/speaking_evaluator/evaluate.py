"""From a speaking job to its evaluation."""

from collections.abc import Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass
from functools import partial

from bandup.core.errors import ConfigurationError, InvalidOutputError, TerminalError, WorkError
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.pool import Models, start_all

from .facts import measure_facts
from .flags import find_flags
from .listening import MAX_TEST_SECONDS, HeardAnswer, Listener, name_part
from .prompt import build_prompt
from .prompt_version import find_prompt_version
from .request import WHOLE_TEST, Part, SpeakingRequest, SpokenAnswer
from .result import as_kept, build_part, combine_parts, parse_kept
from .rubric import NAMES
from .schema import SCHEMA
from .words import judge_with_words


@dataclass(frozen=True)
class SpeakingEvaluator:
    """The work of this function, see `bandup.jobs.worker.Work`.

    Attributes:
        listener: reads the recordings.
        models: who judges.
    """

    listener: Listener
    models: Models

    def __call__(self, run: Run) -> Result:
        """Grade the job's part, or all parts of a whole test side by side.

        Whatever is wrong with a recording is found before a model is asked. Each judged part of a test is kept with
        the job, so that a later run, or a later job with another recording of the part that was refused, does not pay
        it again.

        Raises:
            WorkError: as `Listener.listen`, `words.judge_with_words` and `bandup.models.port.JsonModel.generate_json`
                do. In a whole test its `part` is the part at fault.
        """
        request = SpeakingRequest.parse(run.job.request)
        judged = {answer.part: kept for answer in request.parts if (kept := parse_kept(run.job.kept.get(answer.part)))}
        missing = [answer for answer in request.parts if answer.part not in judged]
        if missing:
            self.models.prepare()
        try:
            self._judge_all(missing, judged, request, run)
        except WorkError as error:
            if request.is_whole_test and error.part is not None:
                error.message = f"{NAMES[error.part]}: {error.message}"
            elif not request.is_whole_test:
                error.part = None
            raise
        cost = run.ledger.add_to(run.job.cost)
        return combine_parts(request, [judged[answer.part] for answer in request.parts], cost)

    def _judge_all(
        self, missing: Sequence[SpokenAnswer], judged: dict[Part, Result], request: SpeakingRequest, run: Run
    ) -> None:
        """Add the result of each missing part to `judged`."""
        steps = 2 * len(request.parts)

        def show_listening(answer: SpokenAnswer) -> None:
            run.report(f"listening to {NAMES[answer.part]}", len(judged) + missing.index(answer), steps)

        had = sum(float(result.fields["duration"]) for result in judged.values())
        heard = self.listener.listen(missing, run.deadline, MAX_TEST_SECONDS - had, show_listening)
        failures: list[BaseException] = []
        judge = partial(self._judge, language=request.feedback_language, run=run)
        with start_all(judge, heard, len(WHOLE_TEST)) as by_future:
            _show_grading(run, request, judged)
            for future in as_completed(by_future):
                if failure := future.exception():
                    failures.append(failure)
                    continue
                part = by_future[future].answer.part
                judged[part] = future.result()
                if request.is_whole_test:
                    run.keep(part, as_kept(judged[part]))
                    _show_grading(run, request, judged)
        if failures:
            raise min(failures, key=_rank)

    def _judge(self, heard: HeardAnswer, language: str, run: Run) -> Result:
        answer, recording = heard.answer, heard.recording
        with name_part(answer.part), self.models.borrow() as model:
            judgement = judge_with_words(
                lambda validate: model.generate_json(
                    build_prompt(heard, language), SCHEMA, validate, deadline=run.deadline, ledger=run.ledger
                ),
                recording.fluency,
            )
        return build_part(
            heard,
            judgement,
            facts=measure_facts(recording.fluency, judgement.transcript, another_voice=judgement.another_voice),
            flags=find_flags(
                answer.part,
                recording.fluency,
                judgement.transcript,
                off_topic=judgement.off_topic,
                another_voice=judgement.another_voice,
            ),
            model=run.ledger.calls[-1].model if run.ledger.calls else None,
            prompt_version=find_prompt_version(answer.part),
        )


def _show_grading(run: Run, request: SpeakingRequest, judged: dict[Part, Result]) -> None:
    waiting = [NAMES[answer.part] for answer in request.parts if answer.part not in judged]
    if waiting:
        run.report(f"grading {', '.join(waiting)}", len(request.parts) + len(judged), 2 * len(request.parts))


def _rank(failure: BaseException) -> int:
    """Which of several failures decides what becomes of the job.

    A fault of ours comes first. Then what cannot succeed, so that its owner is told at once and not after an outage.
    Then an unusable answer, because only the worker's count of those ends the job: it is paid in each run.
    """
    order = (TerminalError, ConfigurationError, InvalidOutputError, WorkError)
    return next((place for place, kind in enumerate(order, start=1) if isinstance(failure, kind)), 0)
