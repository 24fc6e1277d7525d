"""The work of a storm's jobs: what each kind of job makes of the model's answers."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from bandup.core.errors import InvalidOutputError, RequestRefusedError, TerminalError
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.result import Result
from bandup.jobs.worker import Run

from .model import StormModel
from .natures import Nature, find_nature

PARTS = {Kind.WRITING: 1, Kind.SPEAKING: 2, Kind.FLASHCARD: 1, Kind.FEEDBACK: 1}
"""Paid answers that a result is made of."""

KEEPING = frozenset({Kind.SPEAKING, Kind.FEEDBACK})
"""Kinds whose workers keep each part as soon as it is paid."""


class WorkerCrashError(Exception):
    """An error without a class: the worker's own code is wrong."""


class StormJudge:
    """See `bandup.jobs.worker.Work`.

    Args:
        kind: of the jobs.
        model: the paid model.
        count_attempts: the attempts at a job by now, which tell whether another worker took it over.
        delete_subject: what a job is about is deleted by its owner.

    Attributes:
        mended: whether an operator has mended what ended workers.
        unusable: unusable answers that were paid for, by the number of the request.
        overtaken: jobs that another worker took over although the heart of the first one beat.
    """

    def __init__(
        self,
        kind: Kind,
        model: StormModel,
        count_attempts: Callable[[Job], int],
        delete_subject: Callable[[Job], None],
    ) -> None:
        self._kind, self._model = kind, model
        self._count_attempts, self._delete_subject = count_attempts, delete_subject
        self._lock = threading.Lock()
        self.mended = False
        self.unusable: Counter[int] = Counter()
        self.overtaken = 0

    def __call__(self, run: Run) -> Result:
        """Ask for each part that no earlier run has kept."""
        nature = find_nature(int(run.job.request["number"]), self._kind)
        self._go_wrong(nature, run)
        answers = [self._find_part(f"part {number}", run) for number in range(PARTS[self._kind])]
        if nature is Nature.SUBJECT_GONE:
            self._delete_subject(run.job)
        told: dict[str, Any] = {"answer": answers[-1], "attempt": run.job.attempts}
        if self._kind.subject:
            about_session = {"ts": run.job.request["ts"], "turns": 3, "ratings": {}, "skills": []}
            return Result({**about_session, "flags": []}, told)
        return Result(told)

    def _find_part(self, name: str, run: Run) -> int:
        if kept := run.job.kept.get(name):
            return int(kept["answer"])
        answer = self._model.ask(run.deadline, run.ledger, lambda: self._look_back(run.job))
        if self._kind in KEEPING:
            run.keep(name, {"answer": answer})
        else:
            run.report(name, 1, PARTS[self._kind])
        return answer

    def _go_wrong(self, nature: Nature, run: Run) -> None:
        job = run.job
        if nature is Nature.BLOCKED:
            raise TerminalError("blocked", "The storm's provider blocks this.")
        if nature is Nature.REFUSED:
            raise RequestRefusedError("provider_refused", "The storm's provider refuses this.")
        if nature is Nature.CRASHING and not self.mended:
            raise WorkerCrashError
        if nature is Nature.UNUSABLE or (nature is Nature.REPAIRED and not job.invalid_outputs):
            answers = 2 if run.may_repair() else 1
            self._model.pay(run.ledger, answers)
            with self._lock:
                self.unusable[int(job.request["number"])] += answers
            raise InvalidOutputError("model_output_invalid", "No usable answer.", answers=answers)

    def _look_back(self, job: Job) -> None:
        if self._count_attempts(job) != job.attempts:
            with self._lock:
                self.overtaken += 1
