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
        essays = [measure_essay(read_essay(task, self.uploads), self.checker) for task in request.tasks]
        graded = [self._grade(essay, run, done, len(essays)) for done, essay in enumerate(essays)]
        return combine_tasks(request.session_id, graded)

    def _grade(self, essay: MeasuredEssay, run: Run, done: int, total: int) -> Result:
        if essay.floor is not None:
            return build_rule_result(essay, essay.floor)
        run.report("grading", done, total)
        judgement = self._judge(essay, run)
        model = run.ledger.calls[-1].model if run.ledger.calls else None
        return build_judged_result(essay, judgement, model=model)

    def _judge(self, essay: MeasuredEssay, run: Run) -> Judgement:
        """Ask for the model's judgement.

        An unusable answer to the second task of a test is asked for once more: a new run would pay the first task's
        judgement again.
        """
        paid_before = bool(run.ledger.calls)
        try:
            return self._ask(essay, run)
        except InvalidOutputError:
            if not paid_before:
                raise
        return self._ask(essay, run)

    def _ask(self, essay: MeasuredEssay, run: Run) -> Judgement:
        return self.model.generate_json(
            build_prompt(essay.source.task_type, essay.question, essay.text, essay.source.chart),
            SCHEMA,
            Judgement.model_validate,
            deadline=run.deadline,
            ledger=run.ledger,
        )
