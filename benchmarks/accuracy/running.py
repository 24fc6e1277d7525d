"""An examiner's runs over the scripts: paid only as allowed, kept as they come, continued after an interruption."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import get_args

from rich.console import Console
from rich.progress import Progress

from bandup.core.errors import ConfigurationError
from bandup.ielts.exams import Exam
from bandup.ielts.findings import GrammarChecker
from speaking_evaluator.prompt_version import find_prompt_version as find_speaking_version
from speaking_evaluator.request import Part
from writing_evaluator.prompt_version import find_prompt_version as find_writing_version
from writing_evaluator.request import TaskType

from .examiner import Examiner, run_examiner
from .exceptions import AccuracyError
from .grading import Budget, Outcome, grade_all
from .journal import Journal
from .scripts import Script

JOURNAL = "accuracy-under-way.jsonl"


@dataclass(frozen=True)
class Options:
    """How a run grades.

    Attributes:
        budget: how many US dollars a paid model may cost; None if the caller allowed nothing.
        parallel: how many scripts at a time.
        samples: how many judgements of each script are asked for.
        runs: how often all of it is repeated.
        against: the report of an earlier run, or another model, which is asked too.
    """

    budget: Decimal | None = None
    parallel: int = 4
    samples: int = 1
    runs: int = 1
    against: str | None = None


@dataclass(frozen=True)
class Graded:
    """What came of it.

    Attributes:
        runs: each run's outcomes, one for each script in their order.
        model: the model that was asked for; None for the offline examiner, which answers in its place.
        journal: where the outcomes were kept; to be closed once the report is written.
    """

    runs: list[list[Outcome]]
    model: str | None
    journal: Journal


@dataclass(frozen=True)
class Grading:
    """How the scripts are graded.

    Attributes:
        scripts: what to grade.
        build: where outcomes are kept meanwhile.
        console: where to tell of it.
        options: how to grade.
        checker: finds errors of grammar and spelling.
    """

    scripts: Sequence[Script]
    build: Path
    console: Console
    options: Options
    checker: GrammarChecker

    def grade(self, environment: Mapping[str, str], runs: int) -> Graded:
        """Grade every script in every run, but what an interrupted run has graded already.

        Args:
            environment: chooses the examiner.
            runs: how often.

        Raises:
            AccuracyError: the cost was not allowed, or key or model is refused.
        """
        with run_examiner(environment, self.checker) as examiner:
            journal = self._open_journal(examiner)
            known = [{script.id: journal.find(script, number) for script in self.scripts} for number in range(runs)]
            waiting = [[script for script in self.scripts if had[script.id] is None] for had in known]
            budget = self._check_budget(examiner, [script for left in waiting for script in left])
            count, total = sum(map(len, waiting)), len(self.scripts) * runs
            if count < total:
                self.console.print(f"{total - count} were graded before an interruption; {count} are left.")
            graded = []
            with Progress(console=self.console, transient=True) as progress:
                bar = progress.add_task("grading", total=count)
                for number, left in enumerate(waiting):

                    def note(outcome: Outcome, number: int = number) -> None:
                        journal.add(outcome, number)
                        progress.advance(bar)

                    new = {outcome.script.id: outcome for outcome in self._grade(left, examiner, budget, note)}
                    graded.append([known[number][script.id] or new[script.id] for script in self.scripts])
            return Graded(graded, examiner.model.id if examiner.is_paid else None, journal)

    def _grade(
        self, scripts: Sequence[Script], examiner: Examiner, budget: Budget | None, done: Callable[[Outcome], None]
    ) -> list[Outcome]:
        try:
            return grade_all(
                scripts,
                examiner.open,
                self.checker,
                parallel=self.options.parallel,
                samples=self.options.samples,
                budget=budget,
                done=done,
            )
        except ConfigurationError as error:
            raise AccuracyError(f"{error.message} ({error.code})") from error

    def _open_journal(self, examiner: Examiner) -> Journal:
        told = {
            "model": examiner.model.id,
            "paid": examiner.is_paid,
            "samples": self.options.samples,
            "instructions": [
                *(find_writing_version(task, exam) for task in get_args(TaskType) for exam in get_args(Exam)),
                *(find_speaking_version(part) for part in get_args(Part)),
            ],
        }
        return Journal.open(self.build / JOURNAL, told)

    def _check_budget(self, examiner: Examiner, scripts: Sequence[Script]) -> Budget | None:
        if not examiner.is_paid:
            return None
        estimate, allowed = self.options.samples * examiner.estimated_usd(scripts), self.options.budget
        if allowed is None or allowed < estimate:
            raise AccuracyError(
                f"{examiner.model.id} would grade {len(scripts)} scripts for about ${estimate:.2f} (an estimate; "
                f"prices as of {examiner.model.model.read_on}). Nothing was sent. Allow it with BUDGET=… (US dollars)."
            )
        return Budget(allowed)
