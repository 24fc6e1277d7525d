"""Every script through the evaluators themselves, several at a time; each one ends as graded or as failed."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any, Protocol

from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, RetryLaterError, WorkError
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.result import Result
from bandup.jobs.worker import MAX_INVALID_OUTPUTS, Run
from bandup.models.pool import ModelPool
from bandup.models.port import JsonModel
from bandup.storage.uploads import StoredUpload, UploadType
from speaking_evaluator.cutting import cut_recording
from speaking_evaluator.evaluate import SpeakingEvaluator
from speaking_evaluator.listening import Listener
from speaking_evaluator.recording import decode_recording
from writing_evaluator.evaluate import WritingEvaluator
from writing_evaluator.measurement import Checker

from .scripts import Script

RUN_SECONDS = 300.0
"""The function's timeout: a script gets no more time here than there."""

OVER_BUDGET = "over_budget"

_backoff = wait_exponential(multiplier=15, max=120)


class OpenModel(JsonModel, Protocol):
    """A model that holds connections."""

    def close(self) -> None:
        """Let go of them."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What became of one script.

    Attributes:
        script: which one.
        band: the band it was given; None if it failed.
        raw_mean: the mean that this band was rounded from; None if it failed.
        prompt_version: of the instructions that the model was given; None if none was asked.
        answered_by: the model that the provider says it used; None if none was asked.
        usd: what its calls cost by the catalogue.
        seconds: wall time, waiting for a throttling provider included.
        code: why it failed, for programs; None if it was graded.
        message: the same for a person.
    """

    script: Script
    band: Decimal | None
    raw_mean: Decimal | None
    answered_by: str | None
    usd: Decimal = Decimal(0)
    seconds: float = 0.0
    code: str | None = None
    message: str = ""
    prompt_version: str | None = None


class Files:
    """The charts and recordings of scripts, read from this machine as the functions read uploads."""

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        """The file; its size was checked with the script."""
        return Path(upload.key).read_bytes()[:max_bytes]


@dataclass(frozen=True)
class Evaluators:
    """The work of the two functions that grade."""

    writing: WritingEvaluator
    speaking: SpeakingEvaluator

    def find(self, script: Script) -> Callable[[Run], Result]:
        """The one that grades a script."""
        return self.speaking if script.audio else self.writing


@dataclass
class Budget:
    """What may still be spent, for all threads together.

    Attributes:
        usd: US dollars. No script is started once they are spent; those under way are finished.
    """

    usd: Decimal
    _spent: Decimal = Decimal(0)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def spend(self, usd: Decimal) -> None:
        """Count what one script cost."""
        with self._lock:
            self._spent += usd

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        with self._lock:
            return self._spent >= self.usd


def grade_all(
    scripts: Sequence[Script],
    open_model: Callable[[], OpenModel],
    checker: Checker,
    *,
    parallel: int,
    samples: int = 1,
    budget: Budget | None = None,
    done: Callable[[Outcome], None] = lambda _: None,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Outcome]:
    """Grade every script.

    Args:
        scripts: what to grade.
        open_model: makes a model for one thread.
        checker: finds errors of grammar and spelling, for all threads.
        parallel: how many scripts at a time.
        samples: how many judgements of each are asked for.
        budget: for a model that is paid.
        done: told of each outcome, from any thread.
        sleep: how to wait for a throttling provider, in seconds.

    Returns:
        One outcome for each script, in their order.

    Raises:
        ConfigurationError: key or model is refused. It would be refused for every script, so the run ends.
    """
    waiting: SimpleQueue[Script] = SimpleQueue()
    for script in scripts:
        waiting.put(script)

    def work(evaluators: Evaluators) -> list[Outcome]:
        outcomes: list[Outcome] = []
        while (script := _next(waiting)) is not None:
            try:
                outcomes.append(_grade_script(script, evaluators, budget, sleep))
            except ConfigurationError:
                while _next(waiting):
                    pass
                raise
            done(outcomes[-1])
        return outcomes

    with closing(ModelPool(open_model)) as models:
        evaluators = Evaluators(
            WritingEvaluator(models, Files(), checker, samples),
            SpeakingEvaluator(Listener(Files(), decode_recording, cut_recording), models, samples),
        )
        with ThreadPoolExecutor(parallel) as pool:
            workers = [pool.submit(work, evaluators) for _ in range(parallel)]
    by_id = {outcome.script.id: outcome for worker in workers for outcome in worker.result()}
    return [by_id[script.id] for script in scripts]


def _next(waiting: SimpleQueue[Script]) -> Script | None:
    try:
        return waiting.get_nowait()
    except Empty:
        return None


def _grade_script(
    script: Script, evaluators: Evaluators, budget: Budget | None, sleep: Callable[[float], None]
) -> Outcome:
    if budget and budget.is_spent:
        return _record_failure(script, OVER_BUDGET, "The budget was spent before its turn.")
    runs: list[Run] = []

    def grade() -> Result:
        runs.append(_run(script))
        return evaluators.find(script)(runs[-1])

    started = time.monotonic()
    try:
        fields = _retry_as_queue(grade, sleep).fields
        answered_by = fields.get("model") or fields.get("model_used")
        outcome = Outcome(
            script,
            fields["overall_band"],
            fields["raw_mean"],
            answered_by,
            prompt_version=fields.get("prompt_version"),
        )
    except ConfigurationError:
        raise
    except WorkError as error:
        outcome = _record_failure(script, error.code, error.message)
    usd = sum((call.usd for run in runs for call in run.ledger.calls), Decimal(0))
    if budget:
        budget.spend(usd)
    return replace(outcome, usd=usd, seconds=time.monotonic() - started)


def _record_failure(script: Script, code: str, message: str) -> Outcome:
    return Outcome(script, None, None, None, code=code, message=message)


def _retry_as_queue(grade: Callable[[], Result], sleep: Callable[[float], None]) -> Result:
    """Like the queue: what may pass is tried again, as often as a job whose answer is unusable."""
    again = Retrying(
        retry=retry_if_exception_type(RetryLaterError),
        stop=stop_after_attempt(MAX_INVALID_OUTPUTS),
        wait=_delay,
        sleep=sleep,
        reraise=True,
    )
    return again(grade)


def _delay(state: RetryCallState) -> float:
    """Seconds to the next try: the provider's word, or 15 s and twice as long each time."""
    error = state.outcome and state.outcome.exception()
    asked = error.retry_after if isinstance(error, RetryLaterError) else None
    return asked if asked is not None else _backoff(state)


def _run(script: Script) -> Run:
    job = Job(
        job_id=script.id,
        user_id="accuracy",
        kind=Kind.SPEAKING if script.audio else Kind.WRITING,
        request=_part(script, script.audio) if script.audio else {"tasks": [_task(script)], "exam": script.exam},
        request_hash="",
        correlation_id="",
        created_at=0,
        updated_at=0,
    )
    return Run(job, Deadline.after(RUN_SECONDS), lambda *_: None)


def _task(script: Script) -> dict[str, Any]:
    task = {"task_type": script.task_type, "question": script.question, "essay_content": script.text}
    if script.chart is None:
        return task
    return {**task, "image_upload": _as_upload(UploadType.WRITING_IMAGE, script.chart)}


def _part(script: Script, audio: Path) -> dict[str, Any]:
    return {
        "part": script.task_type,
        "questions": script.question.splitlines(),
        "audio": _as_upload(UploadType.SPEAKING_AUDIO, audio),
    }


def _as_upload(upload_type: UploadType, file: Path) -> dict[str, Any]:
    return StoredUpload(upload_type, "", str(file), "", file.stat().st_size, "").as_request()
