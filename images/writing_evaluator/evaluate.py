"""From a writing job to its evaluation."""

from dataclasses import dataclass

from bandup.ielts import words
from bandup.jobs.worker import Run
from bandup.models.port import JsonModel
from bandup.storage.results import Result

from . import prompt, result
from .evidence import located
from .flags import flags
from .guard import shown
from .request import WritingTask
from .rubric import FLOOR_WORDS
from .schema import SCHEMA, Judgement


@dataclass(frozen=True)
class WritingEvaluator:
    """The work of this function, see `bandup.jobs.worker.Work`.

    Attributes:
        model: who judges.
    """

    model: JsonModel

    def __call__(self, run: Run) -> Result:
        """Grade the job's essay.

        Words are counted in what can be seen, so that invisible characters neither split nor join any.

        Raises:
            WorkError: as `bandup.models.port.JsonModel.generate_json` does.
        """
        task = WritingTask.of(run.job.request)
        essay = shown(task.essay_content)
        length = words.count(essay.text)
        raised = flags(task.task_type, essay, length)
        if length <= FLOOR_WORDS:
            return result.below_the_floor(task, words=length, raised=raised)
        run.report("grading", 0, 1)
        judgement = self.model.generate_json(
            prompt.build(task.task_type, shown(task.question), essay),
            SCHEMA,
            Judgement.model_validate,
            deadline=run.deadline,
            ledger=run.ledger,
        )
        evidence, dropped = located(judgement.quoted_examples, essay, task.essay_content)
        return result.judged(
            task,
            judgement,
            evidence,
            quotes_dropped=dropped,
            words=length,
            raised=raised,
            model=run.ledger.calls[-1].model if run.ledger.calls else None,
        )
