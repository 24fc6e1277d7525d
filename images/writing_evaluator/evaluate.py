"""From a writing job to its evaluation."""

from dataclasses import dataclass, replace

from bandup.core.clock import Deadline
from bandup.ielts.calibration import UNCALIBRATED, Calibrations
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.pool import Models
from bandup.models.samples import ask_side_by_side
from bandup.storage.uploads import UploadReader

from .digest import digest_task
from .essay import read_essay
from .judging import Judged, choose_judgement
from .measurement import Checker, MeasuredEssay, measure_essay
from .prompt import build_prompt
from .prompt_version import find_prompt_version
from .request import WritingRequest
from .result import build_judged_result, build_rule_result, build_sealed_result, combine_tasks, name_question
from .schema import SCHEMA, Judgement


@dataclass(frozen=True)
class WritingEvaluator:
    """The work of this function, see `bandup.jobs.worker.Work`.

    Attributes:
        models: who judges.
        uploads: where essays and charts are.
        checker: who finds errors of grammar and spelling.
        samples: how many judgements of each task are asked for.
        calibrations: what is known of who judges.
        model_id: which model is asked.
    """

    models: Models
    uploads: UploadReader
    checker: Checker
    samples: int = 1
    calibrations: Calibrations = UNCALIBRATED
    model_id: str = ""

    def __call__(self, run: Run) -> Result:
        """Grade the job's task, or both tasks of a whole test one after the other.

        All essays are read and measured before the first call is paid: what cannot be graded costs nothing. Each
        judged task of a test is kept with the job, so that a later run does not pay it again. A task that was judged
        before, for another job of its owner, is taken from there.

        Raises:
            TerminalError: as `read_essay` does, or the provider will not work on the text.
            WorkError: as `bandup.models.port.JsonModel.generate_json` does.
        """
        request = WritingRequest.parse(run.job.request)
        essays = [measure_essay(read_essay(task, self.uploads, request.exam), self.checker) for task in request.tasks]
        graded = [self._grade(essay, request, run, done) for done, essay in enumerate(essays)]
        named = [name_question(result, task) for result, task in zip(graded, request.tasks, strict=True)]
        return combine_tasks(request, named)

    def _grade(self, essay: MeasuredEssay, request: WritingRequest, run: Run, done: int) -> Result:
        if essay.floor is not None:
            return build_rule_result(essay, essay.floor)
        if kept := Result.parse_kept(run.job.kept.get(essay.source.task_type)):
            return kept
        source, language, total = essay.source, request.feedback_language, len(request.tasks)
        calibration = self.calibrations.find(source.task_type, source.exam)
        digest = digest_task(
            source,
            run.job.user_id,
            feedback_language=language,
            model=self.model_id,
            samples=self.samples,
            calibration=calibration,
        )
        if not request.regrade and (sealed := run.find_sealed(digest)):
            return build_sealed_result(sealed)
        run.report("grading", done, total)
        judged = self._judge(essay, language, run)
        result = replace(
            build_judged_result(essay, judged, calibration, feedback_language=language),
            judged={digest: source.task_type},
        )
        if total > 1:
            run.keep(source.task_type, result.as_kept())
        return result

    def _judge(self, essay: MeasuredEssay, language: str, run: Run) -> Judged:
        source, samples_wanted = essay.source, run.count_samples(self.samples)
        prompt = build_prompt(
            source.task_type,
            essay.question,
            essay.text,
            source.chart,
            exam=source.exam,
            feedback_language=language,
        )
        prompt = replace(prompt, repair=run.may_repair(samples_wanted))

        def ask(deadline: Deadline) -> Judgement:
            with self.models.borrow() as model:
                return model.generate_json(
                    prompt, SCHEMA, Judgement.model_validate, deadline=deadline, ledger=run.ledger
                )

        samples = ask_side_by_side(ask, samples_wanted, run.deadline)
        return choose_judgement(
            samples,
            model=run.ledger.calls[-1].model if run.ledger.calls else None,
            prompt_version=find_prompt_version(source.task_type, source.exam),
        )
