"""From a writing job to its evaluation."""

from dataclasses import dataclass

from bandup.core.errors import InvalidOutputError
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.port import JsonModel
from bandup.storage.uploads import UploadReader

from .essay import read_essay
from .measurement import Checker, MeasuredEssay, measure_essay
from .prompt import build_prompt
from .prompt_version import find_prompt_version
from .request import WritingRequest
from .result import build_judged_result, build_rule_result, combine_tasks
from .schema import SCHEMA, Judgement


@dataclass(frozen=True)
class WritingEvaluator:
    """The work of this function, see `bandup.jobs.worker.Work`.

    Attributes:
        model: who judges.
        uploads: where essays and charts are.
        checker: who finds errors of grammar and spelling.
    """

    model: JsonModel
    uploads: UploadReader
    checker: Checker

    def __call__(self, run: Run) -> Result:
        """Grade the job's task, or both tasks of a whole test one after the other.

        All essays are read and measured before the first call is paid: what cannot be graded costs nothing.

        Raises:
            TerminalError: as `read_essay` does, or the provider will not work on the text.
            WorkError: as `bandup.models.port.JsonModel.generate_json` does.
        """
        request = WritingRequest.parse(run.job.request)
        essays = [measure_essay(read_essay(task, self.uploads, request.exam), self.checker) for task in request.tasks]
        graded: list[Result] = []
        for essay in essays:
            if essay.floor is None:
                run.report("grading", len(graded), len(essays))
            graded.append(self._grade(essay, request.feedback_language, run))
        return combine_tasks(request, graded)

    def _grade(self, essay: MeasuredEssay, language: str, run: Run) -> Result:
        if essay.floor is not None:
            return build_rule_result(essay, essay.floor)
        judgement = self._judge(essay, language, run)
        return build_judged_result(
            essay,
            judgement,
            feedback_language=language,
            model=run.ledger.calls[-1].model if run.ledger.calls else None,
            prompt_version=find_prompt_version(essay.source.task_type, essay.source.exam),
        )

    def _judge(self, essay: MeasuredEssay, language: str, run: Run) -> Judgement:
        """Ask for the model's judgement.

        An unusable answer to the second task of a test is asked for once more: a new run would pay the first task's
        judgement again.
        """
        paid_before = bool(run.ledger.calls)
        try:
            return self._ask(essay, language, run)
        except InvalidOutputError:
            if not paid_before:
                raise
        return self._ask(essay, language, run)

    def _ask(self, essay: MeasuredEssay, language: str, run: Run) -> Judgement:
        source = essay.source
        return self.model.generate_json(
            build_prompt(
                source.task_type,
                essay.question,
                essay.text,
                source.chart,
                exam=source.exam,
                feedback_language=language,
            ),
            SCHEMA,
            Judgement.model_validate,
            deadline=run.deadline,
            ledger=run.ledger,
        )
