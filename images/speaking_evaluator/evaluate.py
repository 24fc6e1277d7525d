"""From a speaking job to its evaluation."""

from collections.abc import Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, replace
from functools import partial

from bandup.core.clock import Deadline
from bandup.core.errors import WorkError
from bandup.ielts.calibration import UNCALIBRATED, Calibrations
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.pool import Models, start_all
from bandup.models.samples import ask_side_by_side, choose_failure

from .digest import digest_part
from .facts import measure_facts
from .flags import find_flags
from .listening import MAX_TEST_SECONDS, HeardAnswer, Listener, name_part
from .prompt import build_prompt
from .prompt_version import find_prompt_version
from .request import WHOLE_TEST, Part, SpeakingRequest, SpokenAnswer
from .result import (
    build_part,
    build_sealed_part,
    choose_judgement,
    combine_parts,
    find_spoken_orders,
    name_question,
    parse_kept,
)
from .rubric import NAMES
from .schema import SCHEMA, Judgement
from .words import require_words


@dataclass(frozen=True)
class SpeakingEvaluator:
    """The work of this function, see `bandup.jobs.worker.Work`.

    Attributes:
        listener: reads the recordings.
        models: who judges.
        samples: how many judgements of each part are asked for.
        calibrations: what is known of who judges.
        model_id: which model is asked.
    """

    listener: Listener
    models: Models
    samples: int = 1
    calibrations: Calibrations = UNCALIBRATED
    model_id: str = ""

    def __call__(self, run: Run) -> Result:
        """Grade the job's part, or all parts of a whole test side by side.

        Whatever is wrong with a recording is found before a model is asked. Each judged part of a test is kept with
        the job, so that a later run, or a later job with another recording of the part that was refused, does not pay
        it again. A part that was judged before, for another job of its owner, is taken from there.

        Raises:
            WorkError: as `Listener.listen`, `words.require_words` and `bandup.models.port.JsonModel.generate_json`
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
        named = [name_question(judged[answer.part], answer) for answer in request.parts]
        return combine_parts(request, named, cost)

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
        judge = partial(self._judge, request=request, run=run)
        with start_all(judge, heard, len(WHOLE_TEST)) as by_future:
            _show_grading(run, request, judged)
            for future in as_completed(by_future):
                if failure := future.exception():
                    failures.append(failure)
                    continue
                part = by_future[future].answer.part
                judged[part] = future.result()
                if request.is_whole_test:
                    if not judged[part].sealed:
                        run.keep(part, judged[part].as_kept())
                    _show_grading(run, request, judged)
        if failures:
            raise choose_failure(failures)

    def _judge(self, heard: HeardAnswer, request: SpeakingRequest, run: Run) -> Result:
        answer, recording, language = heard.answer, heard.recording, request.feedback_language
        calibration = self.calibrations.find(answer.part)
        digest = digest_part(
            heard,
            run.job.user_id,
            feedback_language=language,
            model=self.model_id,
            samples=self.samples,
            calibration=calibration,
        )
        if not request.regrade and (sealed := run.find_sealed(digest)):
            return build_sealed_part(sealed)

        samples_wanted = run.count_samples(self.samples)
        prompt = replace(build_prompt(heard, language), repair=run.may_repair(samples_wanted))

        def ask(deadline: Deadline) -> Judgement:
            with self.models.borrow() as model:
                return require_words(
                    lambda validate: model.generate_json(
                        prompt, SCHEMA, validate, deadline=deadline, ledger=run.ledger
                    ),
                    Judgement.model_validate,
                    recording.fluency,
                )

        with name_part(answer.part):
            samples = ask_side_by_side(ask, samples_wanted, run.deadline)
        judgement, estimate = choose_judgement(samples, calibration)
        part = build_part(
            heard,
            judgement,
            estimate,
            facts=measure_facts(recording.fluency, judgement.transcript, another_voice=judgement.another_voice),
            flags=find_flags(
                answer.part,
                recording.fluency,
                has_orders=bool(find_spoken_orders(judgement)),
                off_topic=judgement.off_topic,
                another_voice=judgement.another_voice,
            ),
            model=run.ledger.calls[-1].model if run.ledger.calls else None,
            samples=samples.describe(),
            prompt_version=find_prompt_version(answer.part),
        )
        return replace(part, judged={digest: answer.part})


def _show_grading(run: Run, request: SpeakingRequest, judged: dict[Part, Result]) -> None:
    waiting = [NAMES[answer.part] for answer in request.parts if answer.part not in judged]
    if waiting:
        run.report(f"grading {', '.join(waiting)}", len(request.parts) + len(judged), 2 * len(request.parts))
