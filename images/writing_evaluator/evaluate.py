"""From a writing job to its evaluation."""

from dataclasses import dataclass

from bandup.core.errors import InvalidOutputError
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.port import JsonModel

from . import prompt, result, script
from .evidence import located
from .reading import Checker, Reading, reading
from .request import WritingRequest
from .schema import SCHEMA, Judgement


@dataclass(frozen=True)
class WritingEvaluator:
    """The work of this function, see `bandup.jobs.worker.Work`.

    Attributes:
        model: who judges.
        files: where uploaded essays and charts are.
        checker: who finds errors of grammar and spelling.
    """

    model: JsonModel
    files: script.Files
    checker: Checker

    def __call__(self, run: Run) -> Result:
        """Grade the job's task, or both tasks of a whole test one after the other.

        All scripts are read and measured before the first call is paid: what cannot be graded costs nothing.

        Raises:
            TerminalError: as `script.read` does, or the provider will not work on the text.
            WorkError: as `bandup.models.port.JsonModel.generate_json` does.
        """
        request = WritingRequest.of(run.job.request)
        scripts = [script.read(task, self.files) for task in request.tasks]
        readings = [reading(each, self.checker) for each in scripts]
        graded = [self._graded(each, run, done, len(readings)) for done, each in enumerate(readings)]
        return result.of_session(request.session_id, graded)

    def _graded(self, each: Reading, run: Run, done: int, total: int) -> Result:
        if each.floor is not None:
            return result.by_rule(each, each.floor)
        run.report("grading", done, total)
        judgement = self._judgement(each, run)
        evidence, dropped = located(judgement.quoted_examples, each.essay, each.script.essay)
        model = run.ledger.calls[-1].model if run.ledger.calls else None
        return result.judged(each, judgement, evidence, quotes_dropped=dropped, model=model)

    def _judgement(self, each: Reading, run: Run) -> Judgement:
        """The model's judgement.

        An unusable answer to the second task of a test is asked for once more: a new run would pay the first task's
        judgement again.
        """
        paid_before = bool(run.ledger.calls)
        try:
            return self._asked(each, run)
        except InvalidOutputError:
            if not paid_before:
                raise
        return self._asked(each, run)

    def _asked(self, each: Reading, run: Run) -> Judgement:
        return self.model.generate_json(
            prompt.build(each.script.task_type, each.question, each.essay, each.script.chart),
            SCHEMA,
            Judgement.model_validate,
            deadline=run.deadline,
            ledger=run.ledger,
        )
